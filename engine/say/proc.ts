/** What /proc prints, and what its readers miss. */
import type { MapsLine, Missed, PagemapItem } from '../facts.ts';
import { pagemapText } from './outcome.ts';

const address = (at: number): string => at.toString(16).padStart(8, '0');

export function mapsText({ start, end, read, write, exec, shared, offset, file }: MapsLine): string {
  const rights = `${read ? 'r' : '-'}${write ? 'w' : '-'}${exec ? 'x' : '-'}${shared ? 's' : 'p'}`;
  return `${address(start)}-${address(end)} ${rights} ${address(offset)} ${file ?? ''}`.trimEnd();
}

export function missedText(missed: Missed): string {
  switch (missed.kind) {
    case 'pagemap':
      return `pagemap shows ${missed.shown} of ${missed.mapped} mapped pages.`;
    case 'mincore':
      return `mincore reports ${missed.absent} of ${missed.mapped} mapped pages as not in memory.`;
    case 'smaps':
      return `smaps counts ${missed.shown} pages; counted when they were mapped: ${missed.counted}.`;
  }
}

function folded(items: readonly string[]): string {
  const runs: { item: string; times: number }[] = [];
  for (const item of items) {
    const last = runs.at(-1);
    if (last?.item === item) last.times++;
    else runs.push({ item, times: 1 });
  }
  return runs.map(({ item, times }) => (times === 1 ? item : `${item} ×${times}`)).join(', ');
}

export const pagemapLine = (items: readonly (PagemapItem | null)[]): string =>
  folded(items.map((item) => pagemapText(item)));

export const mincoreLine = (pages: readonly boolean[]): string => folded(pages.map((there) => (there ? '1' : '0')));
