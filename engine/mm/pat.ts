/**
 * x86's tracking of the cache mode of physical ranges, VM_PAT (R-V-22, R-PR-20 to R-PR-23). Kernel:
 * arch/x86/mm/pat/memtype.c. All ranges of this model have one cache mode, so that no reservation conflicts (R-IN-4's
 * refusal for a conflict has no statement that reaches it); what is modelled is who holds a reservation, and who can
 * find it again.
 */
import { VM, type ProcessName } from '../types.ts';
import { logOnce, type Cx } from './cx.ts';
import { followPfnmap } from './followPfnmap.ts';
import { changeVma, isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

/** `follow_phys()`: the first entry must exist and be special, else it may be a copied page. */
const firstEntryIsSpecial = (cx: Cx, process: ProcessName, vma: Vma): boolean =>
  followPfnmap(cx, process, vma, vma.start)?.special === true;

/** `track_pfn_remap()`: a remap of the whole VMA reserves the range and marks the VMA. */
export const trackPfnRemap = (cx: Cx, process: ProcessName, vma: Vma, whole: boolean): Vma =>
  cx.arch.hasPat && whole ? changeVma(cx, process, vma, { flags: vma.flags | VM.PAT }) : vma;

/**
 * `track_pfn_copy()`: the child's reservation at fork needs the cache mode, which only a raw first entry can tell.
 * False: fork fails (R-FK-8).
 */
export function trackPfnCopy(cx: Cx, process: ProcessName, vma: Vma): boolean {
  return (vma.flags & VM.PAT) === 0 || firstEntryIsSpecial(cx, process, vma);
}

/** `untrack_pfn()`: before a PFN mapping is zapped; of a COW mapping vm_pgoff tells the range (R-ZP-7, R-PR-21). */
export function untrackPfn(cx: Cx, process: ProcessName, vma: Vma): Vma {
  if ((vma.flags & VM.PAT) === 0) return vma;
  if (!firstEntryIsSpecial(cx, process, vma) && !isCowMapping(vma.flags)) {
    logOnce(cx, 'warning: get_pat_info');
    return vma;
  }
  return untrackPfnClear(cx, process, vma);
}

/** `untrack_pfn_clear()`: only the mark goes. */
export const untrackPfnClear = (cx: Cx, process: ProcessName, vma: Vma): Vma =>
  (vma.flags & VM.PAT) === 0 ? vma : changeVma(cx, process, vma, { flags: vma.flags & ~VM.PAT });
