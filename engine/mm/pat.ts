/**
 * x86's cache modes of physical ranges, VM_PAT (R-V-22, R-PR-20 to R-PR-23). Kernel: arch/x86/mm/pat/memtype.c,
 * memtype_interval.c. All ranges here have the same mode, so reservations never conflict (R-IN-4's refusal is
 * unreachable). What matters is who holds a reservation, and who can find it again.
 */
import { VM, type ProcessName } from '../types.ts';
import { bead, called, type Cx, frameRef, log, warnOnce, within, below } from './cx.ts';
import { pfnValid } from './memmap.ts';
import { changeVma, isCowMapping } from './vma.ts';
import type { Memtype, Vma } from './world.ts';
import type { FrameRange } from '../facts.ts';

const framesOf = (cx: Cx, { from, to }: Memtype): FrameRange => ({
  first: frameRef(cx.world, from),
  last: frameRef(cx.world, to - 1),
});

/** `reserve_pfn_range()`: RAM is only looked up, its cache mode is kept with its pages. */
function reserve(cx: Cx, range: Memtype): void {
  called(cx, 'reserve_pfn_range');
  if (pfnValid(cx.world.map, range.from)) return;
  const memtypes = [...cx.world.memtypes, range].sort((a, b) => a.from - b.from);
  cx.world = { ...cx.world, memtypes };
}

/**
 * `memtype_erase()`: removes an exact match, or shortens a reservation that has the same end. Reservations are not
 * split with their mappings: the first or middle piece of one matches nothing, and all of it stays.
 */
function free(cx: Cx, range: Memtype): void {
  if (pfnValid(cx.world.map, range.from)) return;
  within(cx, 'memtype_free', () => erase(cx, range));
}

function erase(cx: Cx, range: Memtype): void {
  const { memtypes } = cx.world;
  const exact = memtypes.findIndex((m) => m.from === range.from && m.to === range.to);
  const longer = memtypes.find((m) => m.from < range.from && m.to === range.to);
  if (exact >= 0) {
    cx.world = { ...cx.world, memtypes: memtypes.filter((_, i) => i !== exact) };
  } else if (longer !== undefined) {
    const cut = { from: longer.from, to: range.from };
    cx.world = { ...cx.world, memtypes: memtypes.map((m) => (m === longer ? cut : m)) };
    bead(cx, 'memtype_erase', { whole: framesOf(cx, longer), left: framesOf(cx, cut) });
  } else {
    log(cx, { kind: 'bad_memtype' });
    bead(cx, 'memtype_free', { range: framesOf(cx, range) });
  }
}

/** `follow_phys()`: the frame of the first entry, which must be special, or null. */
function firstRawFrame(cx: Cx, process: ProcessName, vma: Vma): number | null {
  const first = below(cx, ['get_pat_info', 'follow_phys'], () => {
    called(cx, 'follow_pfnmap_start');
    return cx.linux.followPfnmap(cx, process, vma, vma.start);
  });
  return first?.special === true ? first.pfn : null;
}

const rangeFrom = (from: number, vma: Vma): Memtype => ({ from, to: from + (vma.end - vma.start) });

/** `track_pfn_remap()`: only a remap of the whole VMA reserves. */
export function trackPfnRemap(cx: Cx, process: ProcessName, vma: Vma, pfn: number, whole: boolean): Vma {
  if (!cx.arch.hasPat) return vma;
  within(cx, 'track_pfn_remap', () => {
    if (whole) reserve(cx, rangeFrom(pfn, vma));
  });
  if (!whole) return vma;
  return changeVma(cx, process, vma, { flags: vma.flags | VM.PAT });
}

/** `track_pfn_insert()` looks up the cache mode; it reserves nothing. */
export function trackPfnInsert(cx: Cx): void {
  if (cx.arch.hasPat) called(cx, 'track_pfn_insert');
}

/** `track_pfn_copy()`: the child's reservation needs a raw first entry. False: fork fails (R-FK-8). */
export function trackPfnCopy(cx: Cx, process: ProcessName, vma: Vma): boolean {
  if ((vma.flags & VM.PAT) === 0) return true;
  return within(cx, 'track_pfn_copy', () => {
    const first = firstRawFrame(cx, process, vma);
    if (first !== null) reserve(cx, rangeFrom(first, vma));
    return first !== null;
  });
}

/** `untrack_pfn()`: before a PFN mapping is zapped. In a COW mapping, vm_pgoff gives the range (R-ZP-7, R-PR-21). */
export function untrackPfn(cx: Cx, process: ProcessName, vma: Vma): Vma {
  if ((vma.flags & VM.PAT) === 0) return vma;
  const found = within(cx, 'untrack_pfn', () => {
    const first = firstRawFrame(cx, process, vma) ?? (isCowMapping(vma.flags) ? vma.pgoff : null);
    if (first === null) warnOnce(cx, 'get_pat_info');
    else within(cx, 'free_pfn_range', () => free(cx, rangeFrom(first, vma)));
    return first !== null;
  });
  return found ? untrackPfnClear(cx, process, vma) : vma;
}

/** `untrack_pfn_clear()` */
export const untrackPfnClear = (cx: Cx, process: ProcessName, vma: Vma): Vma =>
  (vma.flags & VM.PAT) === 0 ? vma : changeVma(cx, process, vma, { flags: vma.flags & ~VM.PAT });
