/**
 * All leaves with the answers of `vm_normal_page`, for invariants, traces and pictures. States share most tables, so
 * lists are cached per table.
 */
import { codecOf, type Arch } from '../arch/arch.ts';
import { asVpn, type Level, type Meaning, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import type { Platform } from './cx.ts';
import type { Linux } from './linux.ts';
import { leafPages, leafTables, type LeafTable } from './pgtable.ts';
import { entries, get } from './sparse.ts';
import { peekNormalPage } from './vmNormalPage.ts';
import { peekNormalPagePmd } from './vmNormalPagePmd.ts';
import type { Mm, Table, Vma, World } from './world.ts';

export interface ListedEntry {
  readonly process: ProcessName;
  readonly vpn: Vpn;
  readonly level: Level;
  readonly pte: PteVal;
  readonly pfn: Pfn;
  readonly meant: Meaning;
  readonly normal: boolean;
  readonly bad: boolean;
  readonly vma: Vma;
}

/** Valid while its sources are the same objects. */
interface Cached {
  readonly arch: Arch;
  readonly linux: Linux;
  readonly vma: Vma;
  readonly base: Vpn;
  readonly noPrivate: boolean;
  readonly entries: readonly ListedEntry[];
}
const lists = new WeakMap<Table, Cached[]>();

export function listEntry(
  world: World,
  platform: Platform,
  process: ProcessName,
  vma: Vma,
  vpn: Vpn,
  level: Level,
  pte: PteVal,
  meant: Meaning,
): ListedEntry {
  const verdict =
    level === 'pte'
      ? peekNormalPage(platform, world.map, vma, vpn, pte)
      : peekNormalPagePmd(platform, world.map, vma, vpn, pte);
  const bad = verdict === 'bad_pfn' || verdict === 'bad_special';
  const pfn = codecOf(platform.arch, level).pfn(pte);
  return { process, vpn, level, pte, pfn, meant, normal: verdict === 'page', bad, vma };
}

function listTable(world: World, platform: Platform, mm: Mm, vma: Vma, at: LeafTable): readonly ListedEntry[] {
  const { arch, linux, rules } = platform;
  const { table, base, level } = at;
  const noPrivate = rules.private_pfnmap === 'refuse';
  const known = lists.get(table) ?? [];
  const hit = known.find(
    (c) => c.vma === vma && c.base === base && c.arch === arch && c.linux === linux && c.noPrivate === noPrivate,
  );
  if (hit !== undefined) return hit.entries;
  const pages = leafPages(arch, level);
  const list: ListedEntry[] = [];
  const first = Math.max(0, Math.floor((vma.start - base) / pages));
  for (const [index, pte] of entries(table.entries, first, Math.ceil((vma.end - base) / pages))) {
    const meant = get(table.meant, index);
    if (meant === undefined) continue;
    const vpn = asVpn(base + index * pages);
    list.push(listEntry(world, platform, mm.name, vma, vpn, level, pte, meant));
  }
  lists.set(table, [...known.slice(-3), { arch, linux, vma, base, noPrivate, entries: list }]);
  return list;
}

export function listMm(world: World, platform: Platform, mm: Mm): ListedEntry[] {
  const list: ListedEntry[] = [];
  for (const vma of mm.vmas) {
    for (const at of leafTables(world, platform.arch, mm, vma.start, vma.end)) {
      for (const entry of listTable(world, platform, mm, vma, at)) list.push(entry);
    }
  }
  return list;
}

export const processesOf = (world: World): Mm[] =>
  Object.values(world.mms).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

export const listEntries = (world: World, platform: Platform): ListedEntry[] =>
  processesOf(world).flatMap((mm) => listMm(world, platform, mm));
