/**
 * Index of all leaves of one machine. States share what did not change, so an update costs what a statement changed,
 * not what exists.
 */
import { asVpn, type ProcessName, type Vpn } from '../types.ts';
import type { Platform } from './cx.ts';
import { listEntry, type ListedEntry } from './entryList.ts';
import { leafPages, leafTables } from './pgtable.ts';
import { differing, entries, get } from './sparse.ts';
import type { Mm, Table, Vma, World } from './world.ts';

/** One page of one process; a huge leaf is at its first page. */
export type EntryKey = string;
export const entryKey = (process: ProcessName, vpn: number): EntryKey => `${process} ${vpn}`;

/** Since the previous state. */
export interface IndexChange {
  readonly entries: ReadonlyMap<EntryKey, { readonly before: ListedEntry | null; readonly after: ListedEntry | null }>;
  readonly frames: ReadonlySet<number>;
}

interface Leaves {
  readonly table: Table;
  readonly base: Vpn;
  readonly level: 'pte' | 'pmd';
}

interface Process {
  readonly mm: Mm;
  readonly leaves: ReadonlyMap<string, Leaves>;
}

const NO_VMAS: readonly Vma[] = [];

export class EntryIndex {
  readonly #platform: Platform;
  #world: World | null = null;
  #processes = new Map<ProcessName, Process>();
  readonly #entries = new Map<EntryKey, ListedEntry>();
  readonly #byFrame = new Map<number, Set<ListedEntry>>();
  readonly #huge = new Set<ListedEntry>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  get(key: EntryKey): ListedEntry | null {
    return this.#entries.get(key) ?? null;
  }

  /** A huge leaf is found only under its first frame. */
  of(pfn: number): ReadonlySet<ListedEntry> {
    return this.#byFrame.get(pfn) ?? EMPTY;
  }

  get huge(): ReadonlySet<ListedEntry> {
    return this.#huge;
  }

  update(world: World): IndexChange {
    const changed = new Map<EntryKey, { before: ListedEntry | null; after: ListedEntry | null }>();
    const frames = new Set<number>();
    const old = this.#world;
    this.#world = world;
    if (old?.pages !== world.pages) differing(old?.pages ?? null, world.pages, (pfn) => frames.add(pfn));
    if (old?.mms !== world.mms || old.tables !== world.tables) {
      for (const name of new Set([...this.#processes.keys(), ...Object.keys(world.mms)])) {
        this.#process(world, name, (key, after) => {
          const before = this.#entries.get(key) ?? null;
          if (before === after || (before !== null && after !== null && same(before, after))) return;
          const first = changed.get(key);
          changed.set(key, { before: first === undefined ? before : first.before, after });
          this.#put(key, before, after);
        });
      }
    }
    for (const { before, after } of changed.values()) {
      if (before !== null) frames.add(before.pfn);
      if (after !== null) frames.add(after.pfn);
    }
    return { entries: changed, frames };
  }

  #put(key: EntryKey, before: ListedEntry | null, after: ListedEntry | null): void {
    if (before !== null) {
      const here = this.#byFrame.get(before.pfn);
      here?.delete(before);
      if (here?.size === 0) this.#byFrame.delete(before.pfn);
      this.#huge.delete(before);
    }
    if (after === null) {
      this.#entries.delete(key);
      return;
    }
    this.#entries.set(key, after);
    const here = this.#byFrame.get(after.pfn);
    if (here === undefined) this.#byFrame.set(after.pfn, new Set([after]));
    else here.add(after);
    if (after.level === 'pmd') this.#huge.add(after);
  }

  #process(world: World, name: ProcessName, say: (key: EntryKey, entry: ListedEntry | null) => void): void {
    const old = this.#processes.get(name);
    const mm = world.mms[name];
    const leaves = new Map<string, Leaves>();
    if (mm === undefined) this.#processes.delete(name);
    else {
      for (const { table, base, level } of leafTables(world, this.#platform.arch, mm, asVpn(0), asVpn(END))) {
        leaves.set(`${level} ${base}`, { table, base, level });
      }
      this.#processes.set(name, { mm, leaves });
    }
    const again = (at: Leaves, index: number): void => {
      const pages = leafPages(this.#platform.arch, at.level);
      const vpn = asVpn(at.base + index * pages);
      const now = mm === undefined ? undefined : leaves.get(`${at.level} ${at.base}`);
      const entry = now === undefined ? null : this.#list(world, mm!, now, index, vpn);
      // A huge entry may have replaced small ones, or vice versa: removing the old must not remove the new.
      const known = this.#entries.get(entryKey(name, vpn));
      if (entry !== null || known === undefined || known.level === at.level) say(entryKey(name, vpn), entry);
    };
    const [before, after] = [old?.mm.vmas ?? NO_VMAS, mm?.vmas ?? NO_VMAS];
    for (const key of new Set([...(old?.leaves.keys() ?? []), ...leaves.keys()])) {
      const [a, b] = [old?.leaves.get(key), leaves.get(key)];
      if (a?.table === b?.table) continue;
      const at = (b ?? a)!;
      differing(a?.table.entries ?? null, b?.table.entries ?? null, (index) => again(at, index));
      differing(a?.table.meant ?? null, b?.table.meant ?? null, (index) => again(at, index));
    }
    if (before === after) return;
    const [were, are] = [new Set(before), new Set(after)];
    for (const vma of [...before.filter((v) => !are.has(v)), ...after.filter((v) => !were.has(v))]) {
      for (const at of leaves.values()) {
        const pages = leafPages(this.#platform.arch, at.level);
        const first = Math.max(0, Math.floor((vma.start - at.base) / pages));
        const end = Math.ceil((vma.end - at.base) / pages);
        if (end > 0) for (const [index] of entries(at.table.entries, first, end)) again(at, index);
      }
    }
  }

  #list(world: World, mm: Mm, at: Leaves, index: number, vpn: Vpn): ListedEntry | null {
    const pte = get(at.table.entries, index);
    const meant = get(at.table.meant, index);
    const vma = vmaAt(mm.vmas, vpn);
    if (pte === undefined || meant === undefined || vma === null) return null;
    return listEntry(world, this.#platform, mm.name, vma, vpn, at.level, pte, meant);
  }
}

const EMPTY: ReadonlySet<ListedEntry> = new Set();
const END = 2 ** 40;

const same = (a: ListedEntry, b: ListedEntry): boolean =>
  a.pte === b.pte &&
  a.vma === b.vma &&
  a.meant === b.meant &&
  a.level === b.level &&
  a.normal === b.normal &&
  a.bad === b.bad;

function vmaAt(vmas: readonly Vma[], vpn: number): Vma | null {
  let [low, high] = [0, vmas.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const vma = vmas[middle]!;
    if (vpn < vma.start) high = middle;
    else if (vpn >= vma.end) low = middle + 1;
    else return vma;
  }
  return null;
}
