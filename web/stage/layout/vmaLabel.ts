/** The words above a VMA: name, private or shared, flags, pgoff, in as few lines as fit and in full words where they fit. */
import { hex } from '../../../engine/say/pictured.ts';
import type { VmaView } from '../../../engine/facts.ts';
import type { Metrics } from './metrics.ts';
import { elide, textWidth } from './text.ts';

type Lines = readonly (readonly string[])[];

const KINDS = ['PFNMAP', 'MIXEDMAP'];

/** Lessons turn on this word: it is shortened last and never omitted. */
const SHARE = { private: ['private', 'priv'], shared: ['shared', 'shar'] } as const;

const join = (...words: readonly string[]): string => words.filter((w) => w !== '').join(' ');

function* wordings(name: string, vma: VmaView): Generator<Lines> {
  const [share, shortShare] = SHARE[vma.flags.includes('SHARED') ? 'shared' : 'private'];
  const kinds = vma.flags.filter((f) => KINDS.includes(f));
  const bare = kinds.join(' ');
  const full = kinds.map((f) => `VM_${f}`).join(' ');
  const pgoff = `pgoff ${hex(vma.pgoff)}`;
  yield [[name, `${join(share, full)} · ${pgoff}`]];
  yield [[name, join(share, full)], [pgoff]];
  yield [[name, join(share, bare)], [pgoff]];
  yield [[name, share], [`${full === '' ? '' : `${full} · `}${pgoff}`]];
  yield [[name, share], [`${bare === '' ? '' : `${bare} · `}${hex(vma.pgoff)}`]];
  if (bare !== '') {
    yield [[name, share], [full], [pgoff]];
    yield [[name, share], [bare], [pgoff]];
    yield [[name, share], [bare], [hex(vma.pgoff)]];
  }
  for (const shareWord of [share, shortShare]) {
    for (const kind of [full, bare]) yield [[name], [join(shareWord, kind)], [pgoff]];
    yield [[name], [join(shareWord, bare)], [hex(vma.pgoff)]];
    yield [[name], [join(shareWord, bare)]];
    if (bare !== '') yield [[name], [shareWord], [bare]];
  }
  // Over a cell or two, the outline shows the kind of mapping.
  yield [[name], [shortShare]];
}

const sizeOf = (line: number, text: number, m: Metrics): number => (line === 0 && text === 0 ? m.font : m.small);

const widthOf = (line: readonly string[], index: number, m: Metrics): number =>
  line.reduce((sum, text, i) => sum + textWidth(text, sizeOf(index, i, m)) + (i > 0 ? m.small * 0.6 : 0), 1);

const fits = (lines: Lines, width: number, m: Metrics): boolean =>
  lines.every((line, i) => widthOf(line, i, m) <= width);

export function vmaLabel(name: string, vma: VmaView, width: number, most: number, m: Metrics): Lines {
  for (const shown of [name, elide(name, 8), elide(name, 4), elide(name, 2)]) {
    for (const lines of wordings(shown, vma)) if (lines.length <= most && fits(lines, width, m)) return lines;
  }
  const share = SHARE[vma.flags.includes('SHARED') ? 'shared' : 'private'][1];
  return [[''], [share]].slice(-most);
}

const MOST = 3;

export const labelLinesOf = (name: string, vma: VmaView, width: number, m: Metrics): number =>
  vmaLabel(name, vma, width, MOST, m).length;
