/**
 * `follow_pfnmap_start()`: a frame number, page or not; never faults. Kernel: mm/memory.c. Rules R-GU-20 to R-GU-22.
 */
import { codecOf } from '../arch/arch.ts';
import { VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import type { Cx } from './cx.ts';
import { lookup, mmOf, pfnOf } from './pgtable.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly followPfnmap: typeof followPfnmap;
  }
}

export interface FollowedPfnmap {
  readonly pfn: Pfn;
  readonly writable: boolean;
  readonly special: boolean;
}

/** R-RD-13: policy. The function is made for these mappings only. */
export const SERVED = VM.IO | VM.PFNMAP; // R-RD-13

/** Null: EINVAL, because the VMA is neither VM_IO nor VM_PFNMAP, or has no present entry there. */
export function followPfnmap(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn): FollowedPfnmap | null {
  if ((vma.flags & SERVED) === 0) return null;
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
  if (entry === null) return null;
  const codec = codecOf(cx.arch, entry.level);
  if (!codec.present(entry.pte)) return null;
  return {
    pfn: pfnOf(cx.arch, entry, vpn),
    writable: codec.write(entry.pte),
    special: codec.special(entry.pte),
  };
}
