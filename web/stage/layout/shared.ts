/**
 * What all machines share: columns of processes, rows of ranges and the cells of each, so that the same state has the
 * same place on every machine.
 */
import type { Place, Spot } from '../../../engine/facts.ts';
import { columnMin, layoutColumn, type PlacedBlock } from './blocks.ts';
import { foldRange } from './fold.ts';
import type { Metrics } from './metrics.ts';
import { processNames, spansOf, type MachineIndex, type RangeSpan } from './places.ts';
import { runsOf } from './runs.ts';

/** What must not be folded. */
export interface Focus {
  readonly entries: ReadonlyMap<string, Spot>;
  readonly frames: ReadonlySet<number>;
  readonly picked: Place | null;
  readonly processes: ReadonlySet<string>;
}

export interface Columns {
  readonly processes: readonly string[];
  readonly perBand: number;
  readonly width: number;
}

export function layoutColumns(machines: readonly MachineIndex[], width: number, m: Metrics): Columns {
  const processes = processNames(machines);
  const most = Math.max(1, Math.floor((width + m.columnGap) / (columnMin(m) + m.columnGap)));
  const bands = Math.max(1, Math.ceil(processes.length / most));
  const perBand = Math.max(1, Math.ceil(processes.length / bands));
  return { processes, perBand, width: (width - (perBand - 1) * m.columnGap) / perBand };
}

function focusPages(focus: Focus): ReadonlyMap<string, ReadonlySet<number>> {
  const pages = new Map<string, Set<number>>();
  for (const { place } of focus.entries.values()) {
    const known = pages.get(place.name);
    if (known) known.add(place.page);
    else pages.set(place.name, new Set([place.page]));
  }
  return pages;
}

function foldsOf(machines: readonly MachineIndex[], span: RangeSpan): { breaks: number[]; wrong: number[] } {
  const breaks = new Set<number>();
  const wrong = new Set<number>();
  for (const { info, processes } of machines) {
    for (const process of processes.values()) {
      for (const { vma, range, from } of process.vmas) {
        if (range !== span.name) continue;
        const runs = runsOf(vma.entries, info);
        for (const vpn of runs.breaks) breaks.add(from + vpn - vma.start);
        for (const { vpn } of runs.wrong) wrong.add(from + vpn - vma.start);
      }
    }
  }
  return { breaks: [...breaks].sort((a, b) => a - b), wrong: [...wrong] };
}

export function sharedBlocks(
  machines: readonly MachineIndex[],
  width: number,
  focus: Focus,
  open: ReadonlySet<string>,
  m: Metrics,
): PlacedBlock[] {
  const inFocus = focusPages(focus);
  const folded = spansOf(machines).map((span) => {
    const { breaks, wrong } = foldsOf(machines, span);
    const keep = new Set([...wrong, ...(inFocus.get(span.name) ?? [])]);
    const page = focus.picked?.name === span.name ? focus.picked.page : null;
    return { span, slots: foldRange({ span, breaks, keep, picked: page, open, detail: m.detail }) };
  });
  return layoutColumn(folded, width, m);
}
