/** Places (pages of mappings) and physical pages. */
import type { Cursor } from './cursor.ts';
import { quote } from './cursor.ts';
import type { Part } from './grammar.ts';
import { MAX_PAGES } from './limits.ts';
import { useName } from './names.ts';
import { DIGITS, numberOf } from './numbers.ts';
import type { Pages, PfnSpec } from './program.ts';
import { nearest } from './spelling.ts';
import type { Token } from './tokens.ts';

const IS_PLACE = new RegExp(`^([^-+*.@]+)(?:(\\*)|\\+(${DIGITS})(?:\\.\\.(${DIGITS}))?)?$`);
const PLACE_FORMS = 'a place is written `io`, `io+1`, `io+1..3` or `io*`';

function repairPlace(text: string): string | undefined {
  const repaired = text
    .replace(/(\d)(?:-|\.|\.{3,}|…)(\d)/, '$1..$2')
    .replace(/^([a-z][a-z0-9_]*)\.\./, '$1+0..')
    .replace(/^([a-z][a-z0-9_]*)-/, '$1+');
  return repaired !== text && IS_PLACE.test(repaired) ? repaired : undefined;
}

function placeOf(c: Cursor, at: Token): Pages {
  const match = IS_PLACE.exec(at.text);
  if (match === null) return c.fail(at, `${quote(at.text)} is not a place: ${PLACE_FORMS}.`, repairPlace(at.text));
  const [text, name, star, first, last] = match;
  useName(c, at, name!);
  const page = (digits: string): number => numberOf(c, at, digits, 0, MAX_PAGES - 1, 'a page of a mapping');
  const from = first === undefined ? 0 : page(first);
  if (star !== undefined) return { name: name!, from: 0, to: (c.scope.names.get(name!) ?? 1) - 1, text };
  const to = last === undefined ? from : page(last);
  if (to < from) c.fail(at, `${quote(text)} runs backwards: the first page comes first.`, `${name}+${last}..${first}`);
  return { name: name!, from, to, text };
}

export const PLACE: Part<Pages> = {
  usage: 'PLACE',
  read: (c) => placeOf(c, c.word('a place like `io+1`')),
  write: (place) => [place.text],
};

export const pagesOf = (place: Pages): number => place.to - place.from + 1;

const IS_PFN = new RegExp(`^(driver|mmio)\\+(${DIGITS})$`);
const PFN_FORMS = 'a physical page is written `driver+0`, `mmio+0`, `zero` or `@io+1`';

function pfnOf(c: Cursor, at: Token): PfnSpec {
  const { text } = at;
  if (text === 'zero') return { kind: 'zero', text };
  if (text.startsWith('@')) {
    return { kind: 'at', place: placeOf(c, { ...at, text: text.slice(1), column: at.column + 1 }), text };
  }
  const match = IS_PFN.exec(text);
  if (match === null) {
    const near = /^(driver|mmio)$/.test(text) ? `${text}+0` : nearest(text, ['zero', 'driver+0', 'mmio+0']);
    const name = text.split('+')[0]!;
    const suggestion = c.scope.names.has(name) ? `@${text}` : near;
    return c.fail(at, `${quote(text)} is not a physical page: ${PFN_FORMS}.`, suggestion);
  }
  const kind = match[1] as 'driver' | 'mmio';
  const n = Number(match[2]);
  if (kind === 'mmio' && n > 1023) c.fail(at, `There is no ${quote(text)}: N in \`mmio+N\` is 0 to 1023.`);
  if (kind === 'driver' && (n > 1023 || (n > 63 && n < 512))) {
    c.fail(at, `There is no ${quote(text)}: N in \`driver+N\` is 0 to 63, or 512 to 1023.`);
  }
  return { kind, n, text };
}

export const PFN: Part<PfnSpec> = {
  usage: 'PFN',
  read: (c) => pfnOf(c, c.word('a physical page like `driver+0` or `@io+1`')),
  write: (pfn) => [pfn.text],
};

export const PFNS: Part<readonly PfnSpec[]> = {
  usage: 'PFN[,PFN…]',
  read(c) {
    const pfns = [PFN.read(c)];
    while (c.takeIf(',')) pfns.push(PFN.read(c));
    return pfns;
  },
  write: (pfns) => [pfns.map((p) => p.text).join(',')],
};

export const DRIVER: Part<number> = {
  usage: 'driver+N',
  read(c) {
    const token = c.word('a driver page like `driver+1`');
    if (!/^driver/.test(token.text)) c.fail(token, `${quote(token.text)} is not a driver page like \`driver+1\`.`);
    const pfn = pfnOf(c, token);
    if (pfn.kind !== 'driver') return c.fail(token, `${quote(token.text)} is not a driver page like \`driver+1\`.`);
    return pfn.n;
  },
  write: (n) => [`driver+${n}`],
};
