/** Finds entries by process and page. A range is named in the scenario and has the same addresses in every process. */
import type { EntryView, MachineInfo, MachineView, ProcessView, VmaView } from '../../../engine/facts.ts';
import { entryOn, type Reach } from '../../moment/lookup.ts';
import { leavesIn, pagesOf } from './leaves.ts';

/** `to` is exclusive. */
export interface PlacedVma {
  readonly vma: VmaView;
  readonly range: string;
  readonly from: number;
  readonly to: number;
}

/** `to` is exclusive. */
export interface PlacedLeaf {
  readonly entry: EntryView;
  readonly range: string;
  readonly from: number;
  readonly to: number;
}

export interface ProcessIndex {
  readonly view: ProcessView;
  readonly vmas: readonly PlacedVma[];
  /** Leaves above the last level. */
  readonly leaves: readonly PlacedLeaf[];
  readonly reach: Reach;
  /** The page's own entry, or a leaf that covers it. */
  entryAt(range: string, page: number): EntryView | null;
  vmaAt(range: string, page: number): PlacedVma | null;
}

export interface MachineIndex {
  readonly info: MachineInfo;
  readonly view: MachineView;
  readonly processes: ReadonlyMap<string, ProcessIndex>;
}

function indexProcess(info: MachineInfo, view: ProcessView): ProcessIndex {
  const vmas = view.vmas.map((vma): PlacedVma => {
    const { name: range, page } = vma.place;
    return { vma, range, from: page, to: page + vma.pages };
  });
  const leaves = vmas.flatMap(({ vma, range, from, to }) =>
    leavesIn(vma.entries, info).map((entry): PlacedLeaf => {
      const page = from + entry.vpn - vma.start;
      return { range, from: Math.max(from, page), to: Math.min(to, page + pagesOf(entry, info)), entry };
    }),
  );
  const reach: Reach = (entry) => pagesOf(entry, info);
  const vmaAt = (range: string, page: number): PlacedVma | null =>
    vmas.find((v) => v.range === range && page >= v.from && page < v.to) ?? null;
  return {
    view,
    vmas,
    leaves,
    reach,
    vmaAt,
    entryAt: (range, page) => {
      const at = vmaAt(range, page);
      return at && entryOn(at.vma.entries, at.vma.start + page - at.from, reach);
    },
  };
}

export const indexMachine = (info: MachineInfo, view: MachineView): MachineIndex => ({
  info,
  view,
  processes: new Map(view.processes.map((p) => [p.name, indexProcess(info, p)])),
});

/** The pages of a range that any process on any machine maps. */
export interface RangeSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly borders: readonly number[];
}

export function spansOf(machines: readonly MachineIndex[]): RangeSpan[] {
  const spans = new Map<string, { from: number; to: number; base: number; borders: Set<number> }>();
  for (const machine of machines) {
    for (const process of machine.processes.values()) {
      for (const { range, from, to, vma } of process.vmas) {
        const span = spans.get(range) ?? { from, to, base: vma.start - from, borders: new Set<number>() };
        span.from = Math.min(span.from, from);
        span.to = Math.max(span.to, to);
        span.borders.add(from).add(to);
        spans.set(range, span);
      }
    }
  }
  return [...spans]
    .sort(([, a], [, b]) => a.base - b.base)
    .map(([name, s]) => ({ name, from: s.from, to: s.to, borders: [...s.borders].sort((a, b) => a - b) }));
}

/** Live processes of all machines, in the order of the first machine that has them. */
export function processNames(machines: readonly MachineIndex[]): string[] {
  return [...new Set(machines.flatMap((m) => [...m.processes.keys()]))].sort();
}
