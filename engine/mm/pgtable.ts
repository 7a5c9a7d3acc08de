/**
 * Page tables. No other file touches them. Kernel: mm/memory.c (`__pte_alloc`, `free_pgtables`), the architectures'
 * `set_pte_at`.
 */
import { tableFrames, type Arch } from '../arch/arch.ts';
import { emptyAt } from '../arch/geometry.ts';
import { asVpn, type Level, type Meaning, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import { note, type Cx } from './cx.ts';
import { entries, get, set, sparse } from './sparse.ts';
import { allocTableFrames, putPage } from './structPage.ts';
import { TABLE_DEPTH, type Mm, type Table, type World } from './world.ts';

export const indexAt = (arch: Arch, level: number, vpn: number): number => {
  const spec = arch.levels[level]!;
  return Math.floor(vpn / 2 ** (spec.shift - arch.pageShift)) % 2 ** spec.bits;
};

const span = (arch: Arch, level: number): number => 2 ** (arch.levels[level]!.shift - arch.pageShift);

const lastLevel = (arch: Arch): number => arch.levels.length - 1;
const tableLevel = (arch: Arch, level: Level): number => lastLevel(arch) - (level === 'pte' ? 0 : 1);

export const leafPages = (arch: Arch, level: Level): number => span(arch, tableLevel(arch, level));

export const leafTablePages = (arch: Arch): number => 2 ** arch.levels.at(-1)!.bits;

/** A leaf, or the empty slot for one. */
export interface Entry {
  readonly vpn: Vpn;
  readonly level: Level;
  readonly pte: PteVal;
  /** The slot is empty. */
  readonly none: boolean;
  readonly table: Pfn;
  readonly index: number;
  readonly meant: Meaning | null;
}

const tableAt = (world: World, pfn: Pfn): Table => {
  const table = get(world.tables, pfn);
  if (table === undefined) throw new Error(`no page table at frame ${pfn}`);
  return table;
};

/** Null if no table reaches down to a slot. */
export function lookup(world: World, arch: Arch, mm: Mm, vpn: Vpn): Entry | null {
  let pfn = mm.pgd;
  for (let level = 0; ; level++) {
    const table = tableAt(world, pfn);
    const index = indexAt(arch, level, vpn);
    const word = get(table.entries, index);
    const slot = { table: pfn, index, meant: get(table.meant, index) ?? null };
    const pte = word ?? emptyAt(arch, level);
    if (level === lastLevel(arch)) return { vpn, level: 'pte', pte, none: word === undefined, ...slot };
    if (word === undefined) return null;
    const below = arch.tableOf(word, level);
    if (below !== null) pfn = below;
    else {
      const first = asVpn(vpn - (vpn % span(arch, level)));
      return { vpn: first, level: 'pmd', pte, none: false, ...slot };
    }
  }
}

export const pfnOf = (arch: Arch, entry: Entry, vpn: Vpn): Pfn => {
  const codec = entry.level === 'pte' ? arch.pte : arch.pmd!;
  return (codec.pfn(entry.pte) + (vpn - entry.vpn)) as Pfn;
};

function newTable(cx: Cx, process: ProcessName, level: number): Pfn {
  const spec = cx.arch.levels[level]!;
  const pfn = allocTableFrames(cx, level, tableFrames(cx.arch, spec));
  const table: Table = { level, entries: sparse(TABLE_DEPTH), meant: sparse(TABLE_DEPTH) };
  cx.world = { ...cx.world, tables: set(cx.world.tables, pfn, table) };
  note(cx, { kind: 'table', process, pfn, name: spec.name, born: true });
  return pfn;
}

/** `pgd_alloc()` */
export const allocPgd = (cx: Cx, process: ProcessName): Pfn => newTable(cx, process, 0);

function putTable(cx: Cx, process: ProcessName, pfn: Pfn): void {
  const spec = cx.arch.levels[tableAt(cx.world, pfn).level]!;
  cx.world = { ...cx.world, tables: set(cx.world.tables, pfn, undefined) };
  note(cx, { kind: 'table', process, pfn, name: spec.name, born: false });
  for (let i = 0; i < tableFrames(cx.arch, spec); i++) putPage(cx, (pfn + i) as Pfn);
}

/** `pte` null: the slot becomes empty. */
const write = (cx: Cx, table: Pfn, index: number, pte: PteVal | null, meant: Meaning | null): void => {
  const old = tableAt(cx.world, table);
  const next: Table = {
    level: old.level,
    entries: set(old.entries, index, pte ?? undefined),
    meant: set(old.meant, index, meant ?? undefined),
  };
  cx.world = { ...cx.world, tables: set(cx.world.tables, table, next) };
};

/** `pmd_alloc()`, `pte_alloc()`: down to a leaf of this level. */
function allocTables(cx: Cx, process: ProcessName, vpn: Vpn, leaf: Level): Pfn {
  let pfn = mmOf(cx, process).pgd;
  for (let level = 0; level < tableLevel(cx.arch, leaf); level++) {
    const index = indexAt(cx.arch, level, vpn);
    const word = get(tableAt(cx.world, pfn).entries, index);
    let below = word === undefined ? null : cx.arch.tableOf(word, level);
    if (below === null) {
      below = newTable(cx, process, level + 1);
      write(cx, pfn, index, cx.arch.mkTable(below, level), null);
    }
    pfn = below;
  }
  return pfn;
}

export const prepare = (cx: Cx, process: ProcessName, vpn: Vpn, level: Level = 'pte'): void =>
  void allocTables(cx, process, vpn, level);

/** `set_pte_at()`, allocating tables as needed. `meant` is the installer's intent (R-0-1). */
export function setEntry(
  cx: Cx,
  process: ProcessName,
  vpn: Vpn,
  pte: PteVal,
  meant: Meaning,
  level: Level = 'pte',
): void {
  const table = allocTables(cx, process, vpn, level);
  const index = indexAt(cx.arch, tableLevel(cx.arch, level), vpn);
  const before = get(tableAt(cx.world, table).entries, index) ?? null;
  write(cx, table, index, pte, meant);
  note(cx, { kind: 'entry', process, vpn, level, before, after: pte });
}

export function updateEntry(cx: Cx, process: ProcessName, entry: Entry, pte: PteVal): void {
  if (pte === entry.pte) return;
  write(cx, entry.table, entry.index, pte, entry.meant);
  note(cx, {
    kind: 'entry',
    process,
    vpn: entry.vpn,
    level: entry.level,
    before: entry.none ? null : entry.pte,
    after: pte,
  });
}

/** `pte_clear()` */
export function clearEntry(cx: Cx, process: ProcessName, entry: Entry): void {
  write(cx, entry.table, entry.index, null, null);
  note(cx, { kind: 'entry', process, vpn: entry.vpn, level: entry.level, before: entry.pte, after: null });
}

/** Non-empty leaves in [from, to), by address. A huge leaf comes once if any of its pages lies inside. */
export function* leaves(world: World, arch: Arch, mm: Mm, from: Vpn, to: Vpn): Generator<Entry> {
  yield* leavesBelow(world, arch, mm.pgd, 0, 0, from, to);
}

function* leavesBelow(
  world: World,
  arch: Arch,
  pfn: Pfn,
  level: number,
  base: number,
  from: number,
  to: number,
): Generator<Entry> {
  const pages = span(arch, level);
  const table = tableAt(world, pfn);
  const first = Math.max(0, Math.floor((from - base) / pages));
  for (const [index, pte] of entries(table.entries, first, Math.ceil((to - base) / pages))) {
    const vpn = asVpn(base + index * pages);
    const below = level === lastLevel(arch) ? null : arch.tableOf(pte, level);
    if (below !== null) yield* leavesBelow(world, arch, below, level + 1, vpn, from, to);
    else {
      const leaf: Level = level === lastLevel(arch) ? 'pte' : 'pmd';
      yield { vpn, level: leaf, pte, none: false, table: pfn, index, meant: get(table.meant, index) ?? null };
    }
  }
}

export interface TablePage {
  readonly pfn: Pfn;
  readonly level: number;
  readonly parent: Pfn | null;
  readonly index: number;
  readonly used: number;
}

export function* tablePages(
  world: World,
  arch: Arch,
  pfn: Pfn,
  level = 0,
  parent: Pfn | null = null,
  index = 0,
): Generator<TablePage> {
  const table = tableAt(world, pfn);
  yield { pfn, level, parent, index, used: table.entries.size };
  if (level === lastLevel(arch)) return;
  for (const [at, word] of entries(table.entries)) {
    const below = arch.tableOf(word, level);
    if (below !== null) yield* tablePages(world, arch, below, level + 1, pfn, at);
  }
}

/**
 * `free_pgtables()`: frees tables that no VMA of the process needs. Call it after the VMAs of [from, to) are gone and
 * their entries cleared. The top table stays until `freePgd`.
 */
export function freeTables(cx: Cx, process: ProcessName, from: Vpn, to: Vpn): void {
  const mm = mmOf(cx, process);
  const used = (start: number, end: number): boolean => mm.vmas.some((v) => v.start < end && v.end > start);
  const sweep = (pfn: Pfn, level: number, base: number): void => {
    if (level === lastLevel(cx.arch)) return;
    const pages = span(cx.arch, level);
    for (const [index, word] of [...entries(tableAt(cx.world, pfn).entries)]) {
      const start = base + index * pages;
      const below = cx.arch.tableOf(word, level);
      if (below === null || start >= to || start + pages <= from) continue;
      sweep(below, level + 1, start);
      if (used(start, start + pages)) continue;
      write(cx, pfn, index, null, null);
      putTable(cx, process, below);
    }
  };
  sweep(mm.pgd, 0, 0);
}

export const freePgd = (cx: Cx, process: ProcessName): void => putTable(cx, process, mmOf(cx, process).pgd);

/** The process must be alive. */
export function mmOf(cx: Pick<Cx, 'world'>, process: ProcessName): Mm {
  const mm = cx.world.mms[process];
  if (mm === undefined) throw new Error(`no process ${process}`);
  return mm;
}

export function setMm(cx: Cx, process: ProcessName, fields: Partial<Mm>): void {
  cx.world = { ...cx.world, mms: { ...cx.world.mms, [process]: { ...mmOf(cx, process), ...fields } } };
}

export interface LeafTable {
  readonly table: Table;
  readonly pfn: Pfn;
  readonly base: Vpn;
  readonly level: Level;
}

export function* leafTables(world: World, arch: Arch, mm: Mm, from: Vpn, to: Vpn): Generator<LeafTable> {
  yield* leafTablesBelow(world, arch, mm.pgd, 0, 0, from, to);
}

function* leafTablesBelow(
  world: World,
  arch: Arch,
  pfn: Pfn,
  level: number,
  base: number,
  from: number,
  to: number,
): Generator<LeafTable> {
  const table = tableAt(world, pfn);
  if (level === lastLevel(arch)) {
    yield { table, pfn, base: asVpn(base), level: 'pte' };
    return;
  }
  const pages = span(arch, level);
  if (level === lastLevel(arch) - 1 && table.meant.size > 0) yield { table, pfn, base: asVpn(base), level: 'pmd' };
  const first = Math.max(0, Math.floor((from - base) / pages));
  for (const [index, word] of entries(table.entries, first, Math.ceil((to - base) / pages))) {
    const below = arch.tableOf(word, level);
    if (below !== null) yield* leafTablesBelow(world, arch, below, level + 1, base + index * pages, from, to);
  }
}
