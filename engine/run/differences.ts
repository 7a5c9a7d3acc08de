/**
 * What counts as a difference between machines (design): outcome, rss, log, VMA flags, and of an entry: present, frame,
 * write, normal, exclusive, pinned, refcount, mapcount. Not: the special bit, words, addresses, depth, path, PAT. After a
 * statement only what it changed on some machine is compared again.
 */
import { placeOf } from '../mm/cx.ts';
import { entryKey, type EntryKey } from '../mm/entryIndex.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { leafPages } from '../mm/pgtable.ts';
import type { Vma } from '../mm/world.ts';
import { asPfn, RSS_KINDS, vmFlagNames, type ProcessName } from '../types.ts';
import type { Difference } from '../facts.ts';
import type { Machine } from './machine.ts';
import { tracePage, type TracePage } from './traceLine.ts';

const ENTRY_FIELDS = ['present', 'frame', 'write', 'normal', 'exclusive', 'pinned', 'refcount', 'mapcount'] as const;

const differ = (values: readonly string[]): boolean => values.some((value) => value !== values[0]);

const none = { process: null, place: null, field: '' };

/** A page of a process. */
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

  /** Everything that differs now; empty for one machine. Call it after every statement that all machines played. */
  look(): Difference[] {
    if (this.#machines.length < 2) return [];
    const outcomes = this.#machines.map(({ last }) => last.outcome);
    const logs = this.#machines.map(({ last }) => last.log.join('; ') || 'nothing logged');
    for (const place of this.#touched().values()) this.#compare(place);
    return [
      ...(differ(outcomes) ? [{ ...none, kind: 'outcome' as const, values: outcomes }] : []),
      ...(differ(logs) ? [{ ...none, kind: 'log' as const, values: logs }] : []),
      ...this.#rss(),
      ...this.#vmaDifferences(),
      ...[...this.#entries.values()].sort(byPlace).flatMap(({ found }) => found),
    ];
  }

  /** Places whose entry, or whose frame, changed on some machine. */
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
    const found: Difference[] = [];
    const add = (field: string, values: string[]): void => {
      if (differ(values)) found.push({ kind: 'entry', process, place, field, values });
    };
    if (pages.some((page) => page === null)) {
      add(
        'present',
        pages.map((page) => String(page?.present ?? false)),
      );
    } else {
      for (const field of ENTRY_FIELDS)
        add(
          field,
          pages.map((page) => String(page?.[field])),
        );
    }
    if (found.length === 0) this.#entries.delete(key);
    else this.#entries.set(key, { process, vpn, found });
  }

  #rss(): Difference[] {
    const processes = [...new Set(this.#machines.flatMap(({ last }) => Object.keys(last.world.mms)))].sort();
    return processes.flatMap((process) =>
      RSS_KINDS.flatMap((field): Difference[] => {
        const values = this.#machines.map(({ last }) => String(last.world.mms[process]?.rss[field] ?? 'no process'));
        return differ(values) ? [{ kind: 'rss', process, place: null, field, values }] : [];
      }),
    );
  }

  #vmaDifferences(): readonly Difference[] {
    const lists = this.#machines.map(({ last }) => Object.values(last.world.mms));
    const of = lists.flatMap((mms) => mms.map(({ vmas }) => vmas));
    const known = this.#vmas;
    if (known?.of.length === of.length && known.of.every((vmas, i) => vmas === of[i])) return known.found;
    const text = (vma: Vma | undefined): string =>
      vma === undefined
        ? 'not mapped'
        : `${vma.end - vma.start} pages ${vmFlagNames(vma.flags)
            .filter((flag) => flag !== 'PAT')
            .join(' ')}`;
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
        const values = maps.map((map) => text(map.get(key)));
        const place = placeOf(this.#machines[0]!.cx, vpn as ListedEntry['vpn']);
        return differ(values) ? [{ kind: 'vma', process, place, field: 'flags', values }] : [];
      });
    this.#vmas = { of, found };
    return found;
  }
}

const pageOf = ({ cx, last }: Machine, entry: ListedEntry | null): TracePage | null =>
  entry === null ? null : tracePage(last.world, cx.arch, cx, last.names, entry);

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
