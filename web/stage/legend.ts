/** Marks that are on the stage now, on any machine. */
import type { EntryView, FrameView, MachineInfo, Snapshot } from '../../engine/facts.ts';
import { isLeaf } from './layout/leaves.ts';
import { asksPfnValid } from './layout/strip.ts';
import { countsOf, frameTexture, leakedFrames, staleFrames, type Texture } from './look.ts';
import type { Marks } from './marks.ts';

export const LEGEND = {
  anon: 'anonymous page',
  cache: 'page of a file',
  shmem: 'page of shared memory',
  driver: "driver's page",
  mmio: 'device memory, no struct page',
  zero: 'zero page',
  table: 'page tables',
  free: 'free frame',
  stale: 'free, but still mapped',
  raw: 'hatched entry: vm_normal_page says no page',
  bad: 'cross-hatched entry: bad page map reported',
  leaf: 'PMD leaf: one entry, many pages',
  young: 'accessed',
  dirty: 'dirty',
  special: 'special bit set',
  mapped: 'mapped',
  other: 'other reference',
  pin: 'pin',
  exclusive: 'exclusive',
  predicted: 'frame that the linear rule predicts',
  rail: 'entry maps the predicted frame',
  valid: 'pfn_valid: a page, if a mixed mapping maps it',
  invalid: 'not pfn_valid: raw',
  rawVma: 'VM_PFNMAP or VM_MIXEDMAP',
  vma: 'other mapping',
  changed: 'changed in this step',
  different: 'the machines differ',
  wrong: 'wrong answer, or leaked',
  selected: 'selected',
  stripOpen: 'on the strip: open below',
  stripWritable: 'on the strip: writable',
  stripChanged: 'on the strip: changed',
  stripDifferent: 'on the strip: the machines differ',
} as const;

export type LegendId = keyof typeof LEGEND;

/** Cached per list: snapshots share unchanged lists. */
const ofEntries = new WeakMap<readonly EntryView[], ReadonlySet<LegendId>>();
const ofFrames = new WeakMap<readonly FrameView[], ReadonlySet<LegendId>>();

function entryMarks(entries: readonly EntryView[], info: MachineInfo): ReadonlySet<LegendId> {
  const known = ofEntries.get(entries);
  if (known) return known;
  const marks = new Set<LegendId>();
  for (const e of entries) {
    if (e.bad) marks.add('bad');
    else if (!e.normal) marks.add('raw');
    if (e.wrong) marks.add('wrong');
    if (e.young) marks.add('young');
    if (e.dirty) marks.add('dirty');
    if (e.special) marks.add('special');
    if (isLeaf(e, info)) marks.add('leaf');
    if (!info.hasPteSpecial && e.linear !== null) marks.add(e.linear === e.pfn ? 'rail' : 'predicted');
  }
  ofEntries.set(entries, marks);
  return marks;
}

const isExplained = (texture: Texture): texture is Texture & LegendId => texture in LEGEND;

function frameMarks(frames: readonly FrameView[]): ReadonlySet<LegendId> {
  const known = ofFrames.get(frames);
  if (known) return known;
  const marks = new Set<LegendId>();
  for (const f of frames) {
    const texture = frameTexture(f);
    if (isExplained(texture)) marks.add(texture);
    if (f.kind === 'zero' || f.kind === 'table') continue;
    const counts = countsOf(f);
    if (counts && counts.mapped > 0) marks.add('mapped');
    if (counts && counts.other > 0) marks.add('other');
    if (counts && counts.pins > 0) marks.add('pin');
    if (f.exclusive) marks.add('exclusive');
  }
  ofFrames.set(frames, marks);
  return marks;
}

/** In the order of the legend. `strips`: large mappings have strips. */
export function legendOf(
  machines: readonly MachineInfo[],
  snapshot: Snapshot,
  marks: readonly Marks[],
  strips = false,
): LegendId[] {
  const found = new Set<LegendId>();
  const add = (ids: Iterable<LegendId>): void => {
    for (const id of ids) found.add(id);
  };
  snapshot.machines.forEach((view, i) => {
    const info = machines[i];
    if (!info) return;
    add(frameMarks(view.frames));
    for (const process of view.processes) {
      for (const vma of process.vmas) {
        add(entryMarks(vma.entries, info));
        found.add(vma.flags.includes('PFNMAP') || vma.flags.includes('MIXEDMAP') ? 'rawVma' : 'vma');
      }
    }
    if (leakedFrames(view).size > 0) found.add('wrong');
    if (staleFrames(view).size > 0) found.add('stale');
    if (asksPfnValid(view, info)) {
      found.add('valid');
      if (view.frames.some((f) => !f.struct)) found.add('invalid');
    }
  });
  for (const m of marks) {
    if (m.changedEntries.size + m.changedFrames.size + m.changedTables.size > 0) found.add('changed');
    const differing = [m.differentEntries, m.differentFrames, m.differentRss, m.differentVmas];
    if (differing.some(({ size }) => size > 0)) found.add('different');
    if (m.selected !== null) found.add('selected');
  }
  if (strips) {
    add(['stripOpen', 'stripWritable']);
    if (found.has('changed')) found.add('stripChanged');
    if (found.has('different')) found.add('stripDifferent');
  }
  return (Object.keys(LEGEND) as LegendId[]).filter((id) => found.has(id));
}
