/**
 * `__split_huge_pmd()` of a file or PFN leaf simply clears it; the driver fills the untouched part again on use
 * (R-HP-8). Kernel: mm/huge_memory.c.
 */
import type { ProcessName, Vpn } from '../types.ts';
import { bead, type Cx, placeOf } from './cx.ts';
import { clearEntry, leafPages, lookup, mmOf } from './pgtable.ts';

/** `vma_adjust_trans_huge()`: splits the leaf around `at`, if any. */
export function splitHugePmdAt(cx: Cx, process: ProcessName, at: Vpn): void {
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), at);
  if (entry?.level !== 'pmd' || entry.none || at % leafPages(cx.arch, 'pmd') === 0) return;
  clearEntry(cx, process, entry);
  bead(cx, '__split_huge_pmd', { place: placeOf(cx, entry.vpn) });
}
