/** Entries above the last level that map memory themselves: a PMD leaf maps 512 pages, a PUD leaf 512 times that. */
import type { EntryView, MachineInfo } from '../../../engine/facts.ts';
import { rememberedWith } from '../../moment/lookup.ts';

const PAGE_KIB = 4;

/** How many pages an entry maps. An entry has an index in every table down to the one that holds it. */
export function pagesOf(entry: EntryView, info: MachineInfo): number {
  const shift = info.levels[entry.indices.length - 1]?.shift ?? 0;
  return 2 ** Math.max(0, shift - (info.levels.at(-1)?.shift ?? 0));
}

export const isLeaf = (entry: EntryView, info: MachineInfo): boolean => entry.indices.length < info.levels.length;

const leavesAbove = rememberedWith((entries: readonly EntryView[], levels: number) =>
  entries.filter((e) => e.indices.length < levels),
);

/** The entries of a list that are above the last level. */
export const leavesIn = (entries: readonly EntryView[], info: MachineInfo): readonly EntryView[] =>
  leavesAbove(entries, info.levels.length);

/** Name of the level that an entry belongs to: `PMD`; `PTE` for the last one, whose table is called `PT`. */
export function levelName(entry: EntryView, info: MachineInfo): string {
  return isLeaf(entry, info) ? (info.levels[entry.indices.length - 1]?.name ?? '') : 'PTE';
}

/** `2 MiB`. */
export function sizeText(pages: number): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let size = pages * PAGE_KIB;
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size} ${units[unit]}`;
}
