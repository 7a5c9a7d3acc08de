/** Splits a line into words, strings and comments. */

/** Includes spaces pasted from word processors and web pages. */
const SPACE = /[ \t\r\f\v\u00a0\ufeff]/;

export interface Token {
  /** `mark` is `,` or `:`; `open` is a string without its closing quote. */
  readonly kind: 'word' | 'string' | 'mark' | 'open';
  readonly text: string;
  /** From 1. */
  readonly column: number;
}

export interface Cut {
  readonly tokens: readonly Token[];
  /** From `#` on, without trailing spaces; null: none. */
  readonly comment: string | null;
  /** Without comment and surrounding spaces. */
  readonly text: string;
}

function trim(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text[start]!)) start++;
  while (end > start && SPACE.test(text[end - 1]!)) end--;
  return text.slice(start, end);
}

export const linesOf = (text: string): string[] => text.split(/\r?\n/);

function endOfString(line: string, from: number): number {
  for (let i = from + 1; i < line.length; i++) {
    if (line[i] === '\\') i++;
    else if (line[i] === '"') return i + 1;
  }
  return -1;
}

const isSpace = (line: string, i: number): boolean => SPACE.test(line[i] ?? ' ');
const endsWord = (c: string | undefined): boolean =>
  c === undefined || SPACE.test(c) || c === ',' || c === ':' || c === '"';

/** `title` and `say` take the rest of their line verbatim, `#` and quotes included. */
const FREE_TEXT = /^(title|say)(?=[ \t\r\f\v\u00a0\ufeff]|$)/;

export function cut(line: string): Cut {
  const tokens: Token[] = [];
  let i = 0;
  while (isSpace(line, i) && i < line.length) i++;
  const start = i;

  const free = FREE_TEXT.exec(line.slice(start))?.[1];
  if (free !== undefined) {
    const word: Token = { kind: 'word', text: free, column: start + 1 };
    const rest = line.slice(start + free.length);
    const text = trim(rest);
    if (text === '') return { tokens: [word], comment: null, text: free };
    const column = start + free.length + rest.indexOf(text) + 1;
    return { tokens: [word, { kind: 'word', text, column }], comment: null, text: trim(line) };
  }

  while (i < line.length) {
    const c = line[i]!;
    if (isSpace(line, i)) {
      i++;
    } else if (c === '#' && (i === 0 || isSpace(line, i - 1))) {
      return { tokens, comment: trim(line.slice(i)), text: trim(line.slice(start, i)) };
    } else if (c === '"') {
      const end = endOfString(line, i);
      const text = end < 0 ? trim(line.slice(i)) : line.slice(i, end);
      tokens.push({ kind: end < 0 ? 'open' : 'string', text, column: i + 1 });
      i = end < 0 ? line.length : end;
    } else if (c === ',' || c === ':') {
      tokens.push({ kind: 'mark', text: c, column: i + 1 });
      i++;
    } else {
      let end = i + 1;
      while (!endsWord(line[end])) end++;
      tokens.push({ kind: 'word', text: line.slice(i, end), column: i + 1 });
      i = end;
    }
  }
  return { tokens, comment: null, text: trim(line) };
}
