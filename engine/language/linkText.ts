/**
 * Readable encoding with only letters, digits and `-_.`: `A_read_io-1.` is `A read io+1` and a line end. Links must
 * open forever: codes may be added, but not changed or removed.
 */

/** After a `-`: characters that are common in scenarios. */
const CODES: Readonly<Record<string, string>> = {
  '-': '-',
  _: '_',
  '.': '.',
  t: '..',
  p: '+',
  q: '"',
  i: "'",
  g: '`',
  s: '*',
  h: '#',
  c: ':',
  k: ',',
  m: ';',
  a: '@',
  e: '=',
  f: '/',
  l: '(',
  r: ')',
  w: '?',
  b: '!',
};
const CODE_OF = new Map(Object.entries(CODES).map(([code, text]) => [text, code]));

/** By number, as `-u20ac-`. */
const byNumber = (char: string): string => `-u${char.codePointAt(0)!.toString(16)}-`;

/** A space is `_`, a line end `.`, and a `+` before a digit is `-`, as in `io-1`. */
export const escapeText = (text: string): string =>
  text.replace(/\+(?=\d)|\.\.|[^A-Za-z0-9]/gu, (part, at: number) => {
    if (part === ' ') return '_';
    if (part === '\n') return '.';
    if (part === '+' && /\d/.test(text[at + 1] ?? '')) return '-';
    const code = CODE_OF.get(part);
    return code === undefined ? byNumber(part) : '-' + code;
  });

/** Leaves unknown codes as they are, so that a damaged link still shows its text. */
export const unescapeText = (escaped: string): string =>
  escaped.replace(/_|-(?=\d)|-u([0-9a-f]{1,6})-|-[^u]|\./g, (part, hex: string | undefined) => {
    if (part === '_') return ' ';
    if (part === '.') return '\n';
    if (part === '-') return '+';
    if (hex === undefined) return Object.hasOwn(CODES, part.slice(1)) ? CODES[part.slice(1)]! : part;
    const code = parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : part;
  });
