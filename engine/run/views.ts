/**
 * Views of one machine's state, derived from the last one so that unchanged objects are shared: a look costs what
 * changed. Looks may come in any order.
 */
import type { Arch } from '../arch/arch.ts';
import type { Platform } from '../mm/cx.ts';
import { EntryIndex, entryKey } from '../mm/entryIndex.ts';
import { processesOf, type ListedEntry } from '../mm/entryList.ts';
import { leafTables, tablePages } from '../mm/pgtable.ts';
import { differing, entries, get, type Sparse } from '../mm/sparse.ts';
import type { Mm, World } from '../mm/world.ts';
import { asVpn, type MachineName, type ProcessName } from '../types.ts';
import type { EntryView, FrameView, MachineView, ProcessView, Stop } from '../facts.ts';
import { keepSame, lowerBound, patchList, sliceList, type ListPatch } from './lists.ts';
import type { FrameNames } from './names.ts';
import { entryView, frameView, vmaView, type Names } from './view.ts';

interface SeenProcess {
  readonly entries: readonly EntryView[];
  readonly tables: ReadonlyMap<string, number>;
  readonly view: ProcessView;
}

interface Seen {
  readonly world: World;
  readonly frames: FrameNames;
  readonly processes: ReadonlyMap<ProcessName, SeenProcess>;
  readonly view: MachineView;
}

const END = 2 ** 40;
const NONE: readonly never[] = [];
const vpnOf = (e: { readonly vpn: number }): number => e.vpn;
const pfnOf = (f: { readonly pfn: number }): number => f.pfn;

export class MachineViews {
  readonly #name: MachineName;
  readonly #arch: Arch;
  readonly #names: Names;
  readonly #index: EntryIndex;
  readonly #named: ReadonlySet<number>;
  #seen: Seen | null = null;
  readonly #predicted = new Map<number, number>();
  #cached: ReadonlySet<number> = new Set();

  constructor(name: MachineName, cx: Platform & Names, named: readonly number[]) {
    this.#name = name;
    this.#arch = cx.arch;
    this.#names = cx;
    this.#named = new Set(named);
    this.#index = new EntryIndex(cx);
  }

  look(world: World, frames: FrameNames, stopped: Stop | null): MachineView {
    const old = this.#seen;
    const change = this.#index.update(world);
    const staleFrames = this.#staleFrames(old, world, frames, change.frames);
    const stale = new Map<ProcessName, Set<number>>();
    const touch = ({ process, vpn }: ListedEntry): void => {
      const known = stale.get(process);
      if (known) known.add(vpn);
      else stale.set(process, new Set([vpn]));
    };
    for (const { before, after } of change.entries.values()) {
      if (before) touch(before);
      if (after) touch(after);
    }
    for (const pfn of staleFrames) for (const entry of this.#index.of(pfn)) touch(entry);

    const processes = new Map(
      processesOf(world).map((mm) => {
        const seen = old?.processes.get(mm.name);
        return [mm.name, this.#process(world, frames, mm, seen, stale.get(mm.name) ?? new Set(), staleFrames)];
      }),
    );
    for (const [name, gone] of old?.processes ?? []) {
      if (!processes.has(name)) for (const entry of gone.entries) this.#predict(entry, undefined, staleFrames);
    }
    const views = [...processes.values()].map((p) => p.view);
    const view: MachineView = {
      name: this.#name,
      stopped,
      processes: views,
      frames: this.#frames(old, world, frames, views, staleFrames),
      log: world.log,
    };
    this.#seen = { world, frames, processes, view };
    return view;
  }

  #staleFrames(old: Seen | null, world: World, frames: FrameNames, changed: ReadonlySet<number>): Set<number> {
    const stale = new Set(changed);
    const add = (pfn: number): unknown => stale.add(pfn);
    const differ = <T>(a: Sparse<T> | null, b: Sparse<T> | null): void => differing(a, b, add);
    differ(old?.world.memory ?? null, world.memory);
    differ(old?.frames.names ?? null, frames.names);
    // An earlier name counts if there is no newer one. Both lists are mostly shared.
    if (old?.frames.before) differ(old.frames.before, old.frames.names);
    if (frames.before) differ(frames.before, frames.names);
    for (const pins of [old?.world.pins ?? {}, world.pins]) for (const { pfn } of Object.values(pins)) add(pfn);
    return stale;
  }

  #process(
    world: World,
    frames: FrameNames,
    mm: Mm,
    old: SeenProcess | undefined,
    stale: Set<number>,
    staleFrames: Set<number>,
  ): SeenProcess {
    const tables = new Map<string, number>();
    for (const { level, base, pfn } of leafTables(world, this.#arch, mm, asVpn(0), asVpn(END))) {
      tables.set(`${level} ${base}`, pfn);
    }
    if (old) this.#touchMoved(old, tables, stale);
    const before = old?.entries ?? NONE;
    const list = patchList(before, this.#entries(world, frames, mm, tables, before, stale, staleFrames), vpnOf);
    const views = mm.vmas.map((vma) => {
      const known = old?.view.vmas.find((v) => v.start === vma.start);
      const own = sliceList(list, vma.start, vma.end, vpnOf, known?.entries);
      return keepSame(known, vmaView(world, this.#names, frames, vma, own));
    });
    const known = new Map(old?.view.tables.map((t) => [t.pfn, t]));
    const pages = [...tablePages(world, this.#arch, mm.pgd)].map((t) => keepSame(known.get(t.pfn), t));
    const view = keepSame(old?.view, {
      name: mm.name,
      parent: mm.parent,
      rss: keepSame(old?.view.rss, mm.rss),
      vmas: views,
      tables: pages,
    });
    return { entries: list, tables, view };
  }

  #touchMoved(old: SeenProcess, tables: ReadonlyMap<string, number>, stale: Set<number>): void {
    const moved = [...tables].some(([at, pfn]) => (old.tables.get(at) ?? pfn) !== pfn);
    if (moved) for (const { vpn } of old.entries) stale.add(vpn);
  }

  #entries(
    world: World,
    frames: FrameNames,
    mm: Mm,
    tables: ReadonlyMap<string, number>,
    old: readonly EntryView[],
    stale: ReadonlySet<number>,
    staleFrames: Set<number>,
  ): ListPatch<EntryView> {
    const removed: number[] = [];
    const put: EntryView[] = [];
    for (const vpn of [...stale].sort((a, b) => a - b)) {
      const entry = this.#index.get(entryKey(mm.name, vpn));
      const at = old[lowerBound(old, vpn, vpnOf)];
      const was = at?.vpn === vpn ? at : undefined;
      if (!entry) {
        if (was) removed.push(vpn);
        this.#predict(was, undefined, staleFrames);
        continue;
      }
      const now = keepSame(
        was,
        entryView(world, this.#arch, this.#names, frames, this.#tableOf(tables, entry, mm), entry),
      );
      if (now !== was) put.push(now);
      this.#predict(was, now, staleFrames);
    }
    return { removed, put };
  }

  #tableOf(tables: ReadonlyMap<string, number>, { level, vpn }: ListedEntry, mm: Mm): number {
    const shift = this.#arch.levels.slice(level === 'pte' ? -1 : -2).reduce((sum, { bits }) => sum + bits, 0);
    return tables.get(`${level} ${vpn - (vpn % 2 ** shift)}`) ?? mm.pgd;
  }

  /** Only frames with changes can appear, disappear or look different. */
  #frames(
    old: Seen | null,
    world: World,
    names: FrameNames,
    processes: readonly ProcessView[],
    stale: ReadonlySet<number>,
  ): readonly FrameView[] {
    const before = old?.view.frames ?? NONE;
    const cached = new Set(cachedFrames(world, processes));
    const pinned = new Set(Object.values(world.pins).map(({ pfn }): number => pfn));
    const isShown = (pfn: number): boolean => {
      const page = get(world.pages, pfn);
      const used = page !== undefined && ((page.ref > 0 && page.use.kind !== 'cache') || page.map !== 0);
      return (
        used ||
        this.#named.has(pfn) ||
        this.#index.of(pfn).size > 0 ||
        this.#predicted.has(pfn) ||
        cached.has(pfn) ||
        pinned.has(pfn)
      );
    };
    const removed: number[] = [];
    const put: FrameView[] = [];
    const asked = new Set([...stale, ...this.#cached, ...cached, ...(old ? NONE : this.#named)]);
    for (const pfn of [...asked].sort((a, b) => a - b)) {
      const at = before[lowerBound(before, pfn, pfnOf)];
      const was = at?.pfn === pfn ? at : undefined;
      if (!isShown(pfn)) {
        if (was) removed.push(pfn);
        continue;
      }
      const now = keepSame(was, frameView(world, names, pfn, this.#index.of(pfn).size > 0));
      if (now !== was) put.push(now);
    }
    this.#cached = cached;
    return patchList(before, { removed, put }, pfnOf);
  }

  /** Counts predictions, so that a frame disappears when no entry predicts it. */
  #predict(before: EntryView | undefined, after: EntryView | undefined, stale: Set<number>): void {
    const [was, is] = [before?.linear ?? null, after?.linear ?? null];
    if (was === is) return;
    if (was !== null) {
      const left = (this.#predicted.get(was) ?? 0) - 1;
      if (left > 0) this.#predicted.set(was, left);
      else this.#predicted.delete(was);
      stale.add(was);
    }
    if (is !== null) {
      this.#predicted.set(is, (this.#predicted.get(is) ?? 0) + 1);
      stale.add(is);
    }
  }
}

function cachedFrames(world: World, processes: readonly ProcessView[]): number[] {
  const names = new Set(
    processes.flatMap((p) => p.vmas.flatMap((v) => (v.backing.kind === 'file' ? [v.backing.name] : []))),
  );
  return [...names].flatMap((name) => [...entries(world.files[name]!.cache)].map(([, pfn]): number => pfn));
}
