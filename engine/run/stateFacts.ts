/** The state after a statement as traces tell it: every entry with its frame, the mappings, the counters. */
import { codecOf, type Arch } from '../arch/arch.ts';
import type { PageState, Pgoff, StatementRecord } from '../facts.ts';
import { placeOf, structPage, type Platform } from '../mm/cx.ts';
import { listEntries, processesOf, type ListedEntry } from '../mm/entryList.ts';
import { pfnValid } from '../mm/memmap.ts';
import { maybePinned } from '../mm/structPage.ts';
import { vmaIsAnonymous } from '../mm/vma.ts';
import type { Vma, World } from '../mm/world.ts';
import { vmFlagNames, type ProcessName, type Rss } from '../types.ts';
import { nameOf, refOf, type FrameNames } from './names.ts';

interface Names {
  readonly names: readonly string[];
}

export function pageState(world: World, arch: Arch, names: Names, frames: FrameNames, e: ListedEntry): PageState {
  const codec = codecOf(arch, e.level);
  const page = pfnValid(world.map, e.pfn) ? structPage(world, e.pfn) : null;
  return {
    process: e.process,
    place: placeOf(names, e.vpn),
    present: codec.present(e.pte),
    frame: refOf(world, frames, e.pfn),
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

export const pageStates = (world: World, cx: Platform & Names, frames: FrameNames): PageState[] =>
  listEntries(world, cx).map((entry) => pageState(world, cx.arch, cx, frames, entry));

export function pgoffOf(world: World, names: Names, frames: FrameNames, vma: Vma): Pgoff {
  if (vma.pgoffIsPfn) return { kind: 'frame', name: nameOf(world, frames, vma.pgoff) };
  if (!vmaIsAnonymous(vma)) return { kind: 'page', page: vma.pgoff };
  const own = vma.pgoff === vma.start;
  return { kind: 'address', of: own ? null : placeOf(names, vma.pgoff as Vma['start']) };
}

export const vmaStates = (world: World, names: Names, frames: FrameNames): StatementRecord['vmas'] =>
  processesOf(world).flatMap((mm) =>
    mm.vmas.map((vma) => ({
      process: mm.name,
      place: placeOf(names, vma.start),
      pages: vma.end - vma.start,
      flags: vmFlagNames(vma.flags),
      pgoff: pgoffOf(world, names, frames, vma),
    })),
  );

export const rssStates = (world: World): Record<ProcessName, Rss> =>
  Object.fromEntries(
    processesOf(world).map((mm) => [mm.name, { file: mm.rss.file, anon: mm.rss.anon, shmem: mm.rss.shmem }]),
  );
