/** Recorded changes and decisions as short texts. */
import { codecOf, type Arch } from '../arch/arch.ts';
import { frameLabel, hex, placeText, type RawBead, type RawChange } from '../mm/cx.ts';
import { valuesOf, type RawDecision } from '../mm/decisionTable.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { StructPage, Vma, World } from '../mm/world.ts';
import { vmFlagNames, type Level, type PteVal } from '../types.ts';
import type { Change, Decision, MachineBead } from '../facts.ts';

interface Names {
  readonly names: readonly string[];
}

const entryText = (world: World, arch: Arch, level: Level, pte: PteVal): string | null => {
  if (pte === 0n) return null;
  const codec = codecOf(arch, level);
  const access = codec.protNone(pte) ? '---' : codec.write(pte) ? 'rw' : 'r-';
  const special = codec.special(pte) ? ' special' : '';
  const young = codec.young(pte) ? ' young' : '';
  const dirty = codec.dirty(pte) ? ' dirty' : '';
  return `${frameLabel(world, codec.pfn(pte))} ${access}${special}${young}${dirty}`;
};

const pageText = (page: StructPage): string =>
  `ref ${page.ref} map ${page.map}${page.anon ? ' anon' : ''}${page.exclusive ? ' excl' : ''}`;

const vmaText = (names: Names, vma: Vma): string =>
  `${placeText(names, vma.start)} ${vma.end - vma.start} pages ${vmFlagNames(vma.flags).join(' ')} pgoff ${hex(vma.pgoff)}`;

/** What a change does not speak of. */
const none = { process: null, place: null, pfn: null, before: null, after: null };

function changeText(world: World, arch: Arch, names: Names, c: RawChange): Change {
  switch (c.kind) {
    case 'entry': {
      const codec = codecOf(arch, c.level);
      const word = c.after === 0n ? c.before : c.after;
      const left = c.before === 0n || codec.pfn(c.before) === codec.pfn(word) ? null : codec.pfn(c.before);
      const pages = leafPages(arch, c.level);
      return {
        kind: 'entry',
        process: c.process,
        place: placeText(names, c.vpn),
        pfn: codec.pfn(word),
        before: entryText(world, arch, c.level, c.before),
        after: entryText(world, arch, c.level, c.after),
        ...(left === null ? null : { left }),
        ...(pages === 1 ? null : { pages }),
      };
    }
    case 'frame':
      return {
        kind: 'frame',
        process: null,
        place: null,
        pfn: c.pfn,
        before: pageText(c.before),
        after: pageText(c.after),
      };
    case 'content':
      return {
        kind: 'content',
        process: null,
        place: null,
        pfn: c.pfn,
        before: c.before,
        after: c.after,
        ...(c.from === null ? null : { from: c.from }),
      };
    case 'table':
      return {
        ...none,
        kind: 'table',
        process: c.process,
        pfn: c.pfn,
        before: c.born ? null : c.name,
        after: c.born ? c.name : null,
      };
    case 'vma':
      return {
        ...none,
        kind: 'vma',
        process: c.process,
        place: placeText(names, (c.after ?? c.before)!.start),
        before: c.before === null ? null : vmaText(names, c.before),
        after: c.after === null ? null : vmaText(names, c.after),
      };
    case 'rss':
      return {
        ...none,
        kind: 'rss',
        process: c.process,
        place: c.which,
        before: String(c.before),
        after: String(c.after),
      };
    case 'log':
      return { ...none, kind: 'log', after: c.text };
    case 'process':
      return {
        ...none,
        kind: 'process',
        process: c.process,
        before: c.born ? null : c.process,
        after: c.born ? c.process : null,
      };
  }
}

function decisionText(names: Names, d: RawDecision): Decision {
  const values = valuesOf(d);
  return {
    table: d.table.name,
    callers: d.callers,
    process: d.process,
    place: d.vpn === null ? null : placeText(names, d.vpn),
    answers: d.answers.map(({ question, answer }, i) => ({ question, value: values[i] ?? '', answer })),
    verdict: d.verdict,
  };
}

/** One machine's bead as data for those who draw it. */
export const beadText = (arch: Arch, names: Names, b: RawBead): MachineBead => ({
  chain: b.chain,
  sentence: b.sentence,
  changes: b.changes.map((change) => changeText(b.world, arch, names, change)),
  decisions: b.decisions.map((decision) => decisionText(names, decision)),
});
