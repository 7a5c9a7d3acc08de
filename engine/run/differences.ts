/**
 * What counts as a difference between machines (design): outcome, rss, log, VMA flags, and of an entry: present, frame,
 * write, normal, exclusive, pinned, refcount, mapcount. Not: the special bit, words, addresses, depth, path, PAT. Only
 * what a statement changed on some machine is compared again.
 */
import { placeOf } from '../mm/cx.ts';
import { entryKey, type EntryKey } from '../mm/entryIndex.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { Vma } from '../mm/world.ts';
import { asPfn, RSS_KINDS, vmFlagNames, type ProcessName } from '../types.ts';
import {
  sameFrame,
  type Difference,
  type EntryDifference,
  type LogLine,
  type Outcome,
  type PageState,
  type VmaShape,
} from '../facts.ts';
import type { Machine } from './machine.ts';
import { pageState } from './stateFacts.ts';

const differ = <T>(values: readonly T[], same: (a: T, b: T) => boolean = Object.is): boolean =>
  values.some((value) => !same(value, values[0] as T));

/** A frame with a name is known by it: its number may differ. */
const byName = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'pfn' in value && 'name' in value && value.name !== null
    ? value.name
    : value;
const sameOutcome = (a: Outcome, b: Outcome): boolean => JSON.stringify(a, byName) === JSON.stringify(b, byName);
const sameLines = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((line, i) => line === b[i]);
const sameLog = (a: readonly LogLine[], b: readonly LogLine[]): boolean =>
  JSON.stringify(a, byName) === JSON.stringify(b, byName);
const sameShape = (a: VmaShape | null, b: VmaShape | null): boolean =>
  a === b || (a !== null && b !== null && a.pages === b.pages && sameLines(a.flags, b.flags));

interface Spot {
  readonly process: ProcessName;
  readonly vpn: number;
}

const byPlace = (a: Spot, b: Spot): number =>
  a.process === b.process ? a.vpn - b.vpn : a.process < b.process ? -1 : 1;

export class Comparison {
  readonly #machines: readonly Machine[];
  readonly #entries = new Map<EntryKey, Spot & { readonly found: readonly Difference[] }>();
  #vmas: { readonly of: readonly (readonly Vma[])[]; readonly found: readonly Difference[] } | null = null;

  constructor(machines: readonly Machine[]) {
    this.#machines = machines;
  }

  /** All current differences. Call it after every statement that all machines played. */
  look(): Difference[] {
    if (this.#machines.length < 2) return [];
    const outcomes = this.#machines.map(({ last }) => last.outcome);
    const logs = this.#machines.map(({ last }) => last.log);
    for (const place of this.#touched().values()) this.#compare(place);
    return [
      ...(differ(outcomes, sameOutcome) ? [{ kind: 'outcome' as const, values: outcomes }] : []),
      ...(differ(logs, sameLog) ? [{ kind: 'log' as const, values: logs }] : []),
      ...this.#rss(),
      ...this.#vmaDifferences(),
      ...[...this.#entries.values()].sort(byPlace).flatMap(({ found }) => found),
    ];
  }

  #touched(): Map<EntryKey, Spot> {
    const touched = new Map<EntryKey, Spot>();
    const touch = (process: ProcessName, vpn: number): unknown => touched.set(entryKey(process, vpn), { process, vpn });
    for (const { cx, index, change } of this.#machines) {
      const pages = cx.arch.pmd === null ? 1 : leafPages(cx.arch, 'pmd');
      for (const { before, after } of change.entries.values()) {
        for (const e of [before, after]) {
          if (e === null) continue;
          const covered = e.level === 'pmd' ? pages : 1;
          for (let i = 0; i < covered; i++) touch(e.process, e.vpn + i);
        }
      }
      for (const pfn of change.frames) {
        for (const e of index.of(pfn)) touch(e.process, e.vpn);
        for (const leaf of index.huge) {
          if (pfn >= leaf.pfn && pfn < leaf.pfn + pages) touch(leaf.process, leaf.vpn + pfn - leaf.pfn);
        }
      }
    }
    return touched;
  }

  #compare({ process, vpn }: Spot): void {
    const key = entryKey(process, vpn);
    const own = this.#machines.map(({ index }) => index.get(key));
    if (own.every((entry) => entry === null)) {
      this.#entries.delete(key);
      return;
    }
    const pages = this.#machines.map((machine, i) => pageOf(machine, own[i] ?? insideLeaf(machine, process, vpn)));
    const place = placeOf(this.#machines[0]!.cx, vpn as ListedEntry['vpn']);
    const found = fieldsThatDiffer(pages).map((field): Difference => ({ kind: 'entry', process, place, ...field }));
    if (found.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, { process, vpn, found });
  }

  #rss(): Difference[] {
    const processes = [...new Set(this.#machines.flatMap(({ last }) => Object.keys(last.world.mms)))].sort();
    return processes.flatMap((process) =>
      RSS_KINDS.flatMap((counter): Difference[] => {
        const values = this.#machines.map(({ last }) => last.world.mms[process]?.rss[counter] ?? null);
        return differ(values) ? [{ kind: 'rss', process, counter, values }] : [];
      }),
    );
  }

  #vmaDifferences(): readonly Difference[] {
    const lists = this.#machines.map(({ last }) => Object.values(last.world.mms));
    const of = lists.flatMap((mms) => mms.map(({ vmas }) => vmas));
    const known = this.#vmas;
    if (known?.of.length === of.length && known.of.every((vmas, i) => vmas === of[i])) return known.found;
    const shape = (vma: Vma | undefined): VmaShape | null =>
      vma === undefined
        ? null
        : { pages: vma.end - vma.start, flags: vmFlagNames(vma.flags).filter((flag) => flag !== 'PAT') };
    const maps = lists.map(
      (mms) => new Map(mms.flatMap(({ name, vmas }) => vmas.map((vma) => [entryKey(name, vma.start), vma] as const))),
    );
    const places = new Map<EntryKey, Spot>();
    for (const mms of lists) {
      for (const { name: process, vmas } of mms) {
        for (const { start: vpn } of vmas) places.set(entryKey(process, vpn), { process, vpn });
      }
    }
    const found = [...places]
      .sort(([, a], [, b]) => byPlace(a, b))
      .flatMap(([key, { process, vpn }]): Difference[] => {
        const values = maps.map((map) => shape(map.get(key)));
        const place = placeOf(this.#machines[0]!.cx, vpn as ListedEntry['vpn']);
        return differ(values, sameShape) ? [{ kind: 'vma', process, place, values }] : [];
      });
    this.#vmas = { of, found };
    return found;
  }
}

/** What differs of a page, in the order in which it is listed. */
function fieldsThatDiffer(pages: readonly (PageState | null)[]): EntryDifference[] {
  const there = pages.filter((page) => page !== null);
  if (there.length < pages.length) {
    const values = pages.map((page) => page?.present ?? false);
    return differ(values) ? [{ field: 'present', values }] : [];
  }
  const marks = (...fields: readonly ('present' | 'write' | 'normal' | 'exclusive' | 'pinned')[]): EntryDifference[] =>
    fields.map((field) => ({ field, values: there.map((page) => page[field]) }));
  const counts = (...fields: readonly ('refcount' | 'mapcount')[]): EntryDifference[] =>
    fields.map((field) => ({ field, values: there.map((page) => page[field]) }));
  const frames = there.map(({ frame }) => frame);
  return [
    ...marks('present').filter(({ values }) => differ<unknown>(values)),
    ...(differ(frames, sameFrame) ? [{ field: 'frame' as const, values: frames }] : []),
    ...[...marks('write', 'normal', 'exclusive', 'pinned'), ...counts('refcount', 'mapcount')].filter(({ values }) =>
      differ<unknown>(values),
    ),
  ];
}

const pageOf = ({ cx, last }: Machine, entry: ListedEntry | null): PageState | null =>
  entry === null ? null : pageState(last.world, cx.arch, cx, last.names, entry);

/** A page inside a huge leaf, as if it had an entry of its own. */
function insideLeaf({ cx, index }: Machine, process: ProcessName, vpn: number): ListedEntry | null {
  for (const leaf of index.huge) {
    const page = vpn - leaf.vpn;
    if (leaf.process === process && page >= 0 && page < leafPages(cx.arch, 'pmd')) {
      return { ...leaf, pfn: asPfn(leaf.pfn + page) };
    }
  }
  return null;
}
