/** Runs of similar entries. Snapshots share unchanged lists, so results are cached per list. */
import type { EntryView, MachineInfo } from '../../../engine/facts.ts';
import { isLeaf, pagesOf } from './leaves.ts';

export interface Runs {
  readonly breaks: readonly number[];
  readonly wrong: readonly EntryView[];
}

const known = new WeakMap<readonly EntryView[], Runs>();

/** Whether two entries look alike; frames are compared by their distance from the page. */
const alike = (a: EntryView, b: EntryView): boolean =>
  a.indices.length === b.indices.length &&
  a.write === b.write &&
  a.rights === b.rights &&
  a.special === b.special &&
  a.normal === b.normal &&
  a.bad === b.bad &&
  a.young === b.young &&
  a.dirty === b.dirty &&
  a.meant === b.meant &&
  a.pfn - a.vpn === b.pfn - b.vpn;

/** An entry above the last level is always a run of its own. */
export function runsOf(entries: readonly EntryView[], info: MachineInfo): Runs {
  const found = known.get(entries);
  if (found) return found;
  const breaks: number[] = [];
  const wrong: EntryView[] = [];
  let before: EntryView | null = null;
  let end = -1;
  for (const entry of entries) {
    if (entry.wrong !== null) wrong.push(entry);
    const follows = before !== null && end === entry.vpn;
    if (before !== null && !follows) breaks.push(end);
    if (!follows || isLeaf(entry, info) || !alike(before!, entry)) breaks.push(entry.vpn);
    before = entry;
    end = entry.vpn + pagesOf(entry, info);
  }
  if (before) breaks.push(end);
  const runs = { breaks, wrong };
  known.set(entries, runs);
  return runs;
}
