/** A line of a trace: what the command line prints and what recorded kernels are compared with (FORMAT.md, language). */
import { codecOf, type Arch } from '../arch/arch.ts';
import { placeText, structPage } from '../mm/cx.ts';
import { listEntries, processesOf, type ListedEntry } from '../mm/entryList.ts';
import { pfnValid } from '../mm/memmap.ts';
import { maybePinned } from '../mm/structPage.ts';
import { vmaIsAnonymous } from '../mm/vma.ts';
import type { Vma, World } from '../mm/world.ts';
import {
  vmFlagNames,
  type ArchName,
  type Level,
  type ProcessName,
  type Rss,
  type Rules,
  type VmFlagName,
} from '../types.ts';
import { nameOf, nameOrNumber, type FrameNames } from './names.ts';

/** A populated entry and its frame's struct page, whatever vm_normal_page says of it. */
export interface TracePage {
  readonly process: ProcessName;
  readonly place: string;
  readonly present: boolean;
  readonly frame: string;
  readonly level: Level;
  readonly write: boolean;
  readonly special: boolean;
  readonly dirty: boolean;
  readonly young: boolean;
  readonly normal: boolean;
  readonly anon: boolean;
  readonly exclusive: boolean;
  /** null where the frame has no struct page. */
  readonly refcount: number | null;
  readonly mapcount: number | null;
  readonly pinned: boolean;
}

export interface TraceVma {
  readonly process: ProcessName;
  readonly place: string;
  readonly pages: number;
  readonly flags: readonly VmFlagName[];
  readonly pgoff: string | number;
}

export interface TraceLine {
  readonly machine: ArchName;
  readonly scenario: string;
  readonly step: number;
  readonly line: number;
  readonly statement: string;
  readonly outcome: string;
  /** States of the fault chart in order, of all faults of the statement. Recorded traces have none. */
  readonly path?: readonly string[];
  readonly pages: readonly TracePage[];
  readonly rss: Readonly<Record<ProcessName, Rss>>;
  readonly vmas: readonly TraceVma[];
  readonly log: readonly string[];
}

interface Names {
  readonly names: readonly string[];
}

export function tracePage(world: World, arch: Arch, names: Names, frames: FrameNames, e: ListedEntry): TracePage {
  const codec = codecOf(arch, e.level);
  const page = pfnValid(world.map, e.pfn) ? structPage(world, e.pfn) : null;
  return {
    process: e.process,
    place: placeText(names, e.vpn),
    present: codec.present(e.pte),
    frame: nameOrNumber(world, frames, e.pfn),
    level: e.level,
    write: codec.write(e.pte),
    special: codec.special(e.pte),
    dirty: codec.dirty(e.pte),
    young: codec.young(e.pte),
    normal: e.normal,
    anon: page?.anon ?? false,
    exclusive: (page?.anon ?? false) && (page?.exclusive ?? false),
    refcount: page?.ref ?? null,
    mapcount: page?.map ?? null,
    pinned: page !== null && maybePinned(page),
  };
}

export const tracePages = (world: World, arch: Arch, rules: Rules, names: Names, frames: FrameNames): TracePage[] =>
  listEntries(world, arch, rules).map((entry) => tracePage(world, arch, names, frames, entry));

/** vm_pgoff as people read it (FORMAT.md). */
export function pgoffOf(world: World, names: Names, frames: FrameNames, vma: Vma): string | number {
  if (vma.pgoffIsPfn) return nameOf(world, frames, vma.pgoff) ?? 'frame';
  if (!vmaIsAnonymous(vma)) return vma.pgoff;
  return vma.pgoff === vma.start ? 'address' : `address ${placeText(names, vma.pgoff as Vma['start'])}`;
}

export const traceVmas = (world: World, names: Names, frames: FrameNames): TraceVma[] =>
  processesOf(world).flatMap((mm) =>
    mm.vmas.map((vma) => ({
      process: mm.name,
      place: placeText(names, vma.start),
      pages: vma.end - vma.start,
      flags: vmFlagNames(vma.flags),
      pgoff: pgoffOf(world, names, frames, vma),
    })),
  );

export const traceRss = (world: World): Record<ProcessName, Rss> =>
  Object.fromEntries(
    processesOf(world).map((mm) => [mm.name, { file: mm.rss.file, anon: mm.rss.anon, shmem: mm.rss.shmem }]),
  );
