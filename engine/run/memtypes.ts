/**
 * What becomes of x86's reservations of cache modes in a statement (engine/mm/pat.ts). They belong to whole mappings: a
 * mapping in pieces, or a piece that is gone, leaves a reservation that nobody holds as it is.
 */
import { asVpn, VM } from '../types.ts';
import type { Platform } from '../mm/cx.ts';
import { lookup } from '../mm/pgtable.ts';
import { isCowMapping } from '../mm/vma.ts';
import type { Memtype, World } from '../mm/world.ts';
import type { MemtypeChange } from '../facts.ts';
import { refOf, type FrameNames } from './names.ts';

const same = (a: Memtype, b: Memtype): boolean => a.from === b.from && a.to === b.to;

const holdersOf = (world: World, { arch }: Platform): Memtype[] =>
  Object.values(world.mms).flatMap((mm) =>
    mm.vmas.flatMap((vma) => {
      if ((vma.flags & VM.PAT) === 0) return [];
      const entry = isCowMapping(vma.flags) ? null : lookup(world, arch, mm, asVpn(vma.start));
      const from = isCowMapping(vma.flags) ? vma.pgoff : entry && !entry.none ? arch.pte.pfn(entry.pte) : null;
      return from === null ? [] : [{ from, to: from + (vma.end - vma.start) }];
    }),
  );

type Fate = 'held' | 'split' | 'left over';

function fateOf(range: Memtype, world: World, holders: readonly Memtype[]): Fate {
  const reserved = world.memtypes.filter((m) => same(m, range)).length;
  if (holders.filter((m) => same(m, range)).length >= reserved) return 'held';
  return holders.some((m) => !same(m, range) && m.from < range.to && range.from < m.to) ? 'split' : 'left over';
}

/** In the order of their frames. */
export function memtypeChanges(before: World, after: World, cx: Platform, frames: FrameNames): MemtypeChange[] {
  if (!cx.arch.hasPat || (before.memtypes.length === 0 && after.memtypes.length === 0)) return [];
  const [held, holds] = [holdersOf(before, cx), holdersOf(after, cx)];
  const ranges = after.memtypes.filter((m, i) => after.memtypes.findIndex((other) => same(m, other)) === i);
  return ranges.flatMap((range): MemtypeChange[] => {
    const told = { first: refOf(after, frames, range.from), last: refOf(after, frames, range.to - 1) };
    const known = before.memtypes.some((m) => same(m, range));
    const longer = known ? undefined : before.memtypes.find((m) => m.from === range.from && m.to > range.to);
    const fate = fateOf(range, after, holds);
    const was = known ? fateOf(range, before, held) : 'held';
    return [
      ...(longer === undefined ? [] : [{ kind: 'shrunk', ...told } as const]),
      ...(fate === 'held' || fate === was ? [] : [{ kind: fate, ...told } as const]),
    ];
  });
}
