/** Entries above the last level that map memory. */
import type { EntryView, MachineInfo } from '../../../engine/facts.ts';
import { rememberedWith } from '../../moment/lookup.ts';

/** An entry has one index per table down to its own, so their number gives its level. */
export function pagesOf(entry: EntryView, info: MachineInfo): number {
  const shift = info.levels[entry.indices.length - 1]?.shift ?? 0;
  return 2 ** Math.max(0, shift - (info.levels.at(-1)?.shift ?? 0));
}

export const isLeaf = (entry: EntryView, info: MachineInfo): boolean => entry.indices.length < info.levels.length;

const leavesAbove = rememberedWith((entries: readonly EntryView[], levels: number) =>
  entries.filter((e) => e.indices.length < levels),
);

export const leavesIn = (entries: readonly EntryView[], info: MachineInfo): readonly EntryView[] =>
  leavesAbove(entries, info.levels.length);

/** `PMD`; the last level is `PTE`, although its table is called `PT`. */
export function levelName(entry: EntryView, info: MachineInfo): string {
  return isLeaf(entry, info) ? (info.levels[entry.indices.length - 1]?.name ?? '') : 'PTE';
}

export function sizeText(pages: number, { pageShift }: Pick<MachineInfo, 'pageShift'>): string {
  const units = ['KiB', 'MiB', 'GiB', 'TiB'];
  let size = pages * 2 ** (pageShift - 10);
  let unit = 0;
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size} ${units[unit]}`;
}
