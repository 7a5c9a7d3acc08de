/** Finds entries by process and page. Ranges are names of the scenario: one address range, the same in every process. */
import type { EntryView, MachineInfo, MachineView, ProcessView, VmaView } from '../../../engine/index.ts';

export interface Place {
  readonly range: string;
  readonly page: number;
}

/** Reads `io+2`. A bare `io` is its first page. */
export function parsePlace(text: string): Place {
  const plus = text.lastIndexOf('+');
  return plus < 0 ? { range: text, page: 0 } : { range: text.slice(0, plus), page: Number(text.slice(plus + 1)) };
}

export const placeText = (range: string, page: number): string => `${range}+${page}`;

/** A VMA with the pages of its range that it covers, `to` exclusive. */
export interface PlacedVma {
  readonly vma: VmaView;
  readonly range: string;
  readonly from: number;
  readonly to: number;
}

/** One process of one machine, ready for look-ups. */
export interface ProcessIndex {
  readonly view: ProcessView;
  readonly vmas: readonly PlacedVma[];
  /** The entry that maps a page, be it the page's own or a PMD leaf that covers it. */
  entryAt(range: string, page: number): EntryView | null;
  vmaAt(range: string, page: number): PlacedVma | null;
}

export interface MachineIndex {
  readonly info: MachineInfo;
  readonly view: MachineView;
  readonly processes: ReadonlyMap<string, ProcessIndex>;
}

/** Pages that a leaf one level above maps. */
export const pagesPerPmd = (info: MachineInfo): number => 1 << (info.levels.at(-1)?.bits ?? 0);

function indexProcess(info: MachineInfo, view: ProcessView): ProcessIndex {
  const vmas = view.vmas.map((vma): PlacedVma => {
    const { range, page } = parsePlace(vma.place);
    return { vma, range, from: page, to: page + vma.pages };
  });
  // Large mappings are looked up page by page: a map for each range, by number.
  const single = new Map<string, Map<number, EntryView>>();
  const huge: { range: string; from: number; to: number; entry: EntryView }[] = [];
  for (const { vma, range, from } of vmas) {
    const pages = single.get(range) ?? new Map<number, EntryView>();
    single.set(range, pages);
    for (const entry of vma.entries) {
      const page = from + entry.vpn - vma.start;
      if (entry.level === 'pmd') huge.push({ range, from: page, to: page + pagesPerPmd(info), entry });
      else pages.set(page, entry);
    }
  }
  return {
    view,
    vmas,
    entryAt: (range, page) =>
      single.get(range)?.get(page) ??
      huge.find((h) => h.range === range && page >= h.from && page < h.to)?.entry ??
      null,
    vmaAt: (range, page) => vmas.find((v) => v.range === range && page >= v.from && page < v.to) ?? null,
  };
}

export const indexMachine = (info: MachineInfo, view: MachineView): MachineIndex => ({
  info,
  view,
  processes: new Map(view.processes.map((p) => [p.name, indexProcess(info, p)])),
});

/** The pages of a range that any process of any machine maps. */
export interface RangeSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Pages at which a VMA of any process of any machine begins or ends. */
  readonly borders: readonly number[];
}

/** Every range in use, by address. */
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

/** Names of the live processes of all machines, in the order of the first machine that has them. */
export function processNames(machines: readonly MachineIndex[]): string[] {
  return [...new Set(machines.flatMap((m) => [...m.processes.keys()]))].sort();
}
