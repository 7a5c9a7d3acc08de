/**
 * What all machines share: columns of processes, rows of ranges, the cells of each range. Computed once from all machines,
 * so that the same state stands at the same place in every panel.
 */
import { entryKey } from '../selection.ts';
import { columnMin, layoutColumn, type PlacedBlock } from './blocks.ts';
import { foldRange } from './fold.ts';
import type { Metrics } from './metrics.ts';
import { processNames, spansOf, type MachineIndex, type ProcessIndex, type RangeSpan } from './places.ts';

/** What must be seen, whatever is folded: keys of entries, and frames. */
export interface Focus {
  readonly entries: ReadonlySet<string>;
  readonly frames: ReadonlySet<number>;
}

export interface Columns {
  readonly processes: readonly string[];
  readonly perBand: number;
  readonly width: number;
}

/** As many processes side by side as fit, spread evenly over the bands. */
export function layoutColumns(machines: readonly MachineIndex[], width: number, m: Metrics): Columns {
  const processes = processNames(machines);
  const most = Math.max(1, Math.floor((width + m.columnGap) / (columnMin(m) + m.columnGap)));
  const bands = Math.max(1, Math.ceil(processes.length / most));
  const perBand = Math.max(1, Math.ceil(processes.length / bands));
  return { processes, perBand, width: (width - (perBand - 1) * m.columnGap) / perBand };
}

/** Everything about a page that would look different; frames are compared by their distance from the page. */
function lookOf(process: ProcessIndex, range: string, page: number): string {
  const vma = process.vmaAt(range, page);
  if (!vma) return '.';
  const entry = process.entryAt(range, page);
  if (!entry) return '-';
  const { write, special, normal, bad, young, dirty, meant, level, pfn } = entry;
  const frame = level === 'pmd' ? 'pmd' : pfn - page;
  return `${+write}${+special}${+normal}${+bad}${+young}${+dirty}${meant}${frame}`;
}

/** Pages of a range that must have a cell: in focus, or wrongly answered. */
function keptPages(machines: readonly MachineIndex[], span: RangeSpan, focus: Focus): Set<number> {
  const keep = new Set<number>();
  for (const machine of machines) {
    for (const [name, process] of machine.processes) {
      for (const { vma, range, from } of process.vmas) {
        if (range !== span.name) continue;
        for (const e of vma.entries) {
          const page = from + (e.vpn - vma.start);
          if (e.wrong !== null || focus.entries.has(entryKey(name, e.place))) keep.add(page);
        }
      }
      for (const key of focus.entries) {
        if (!key.startsWith(`${name}:${span.name}+`)) continue;
        const page = Number(key.slice(key.lastIndexOf('+') + 1));
        if (process.vmaAt(span.name, page)) keep.add(page);
      }
    }
  }
  return keep;
}

/** The blocks of a column of processes, the same for every process of every machine. */
export function sharedBlocks(
  machines: readonly MachineIndex[],
  width: number,
  focus: Focus,
  open: ReadonlySet<string>,
  m: Metrics,
): PlacedBlock[] {
  const processes = machines.flatMap((machine) => [...machine.processes.values()]);
  const folded = spansOf(machines).map((span) => ({
    span,
    slots: foldRange({
      span,
      look: (page) => processes.map((p) => lookOf(p, span.name, page)).join('|'),
      keep: keptPages(machines, span, focus),
      open,
    }),
  }));
  return layoutColumn(folded, width, m);
}
