/**
 * Faulting pages in without an access. Kernel: mm/gup.c (`__mm_populate`, `populate_vma_page_range`,
 * `faultin_page_range`). Rules R-GU-14, R-ML-2, R-MA-4.
 */
import { asVpn, VM, type ProcessName, type Refusal, type Vpn } from '../types.ts';
import { bead, below, type Cx, within, placeOf } from '../mm/cx.ts';
import type { FollFlags } from '../mm/gup.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma, vmasIn } from '../mm/vma.ts';
import { slowGup } from './getUserPages.ts';

/** A raw entry counts as populated. The first error ends it. */
export const faultIn = (cx: Cx, process: ProcessName, from: Vpn, to: Vpn, foll: FollFlags): Refusal | null =>
  below(cx, ['faultin_page_range', '__get_user_pages_locked'], () => faultPages(cx, process, from, to, foll));

function faultPages(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, foll: FollFlags): Refusal | null {
  let seen: Vpn | null = null;
  for (let at = from; at < to; at = asVpn(at + 1)) {
    const start = findVma(mmOf(cx, process), at)?.start ?? null;
    const got = slowGup(cx, process, at, foll, start !== null && start === seen);
    seen = start;
    if (got.error !== null && got.error !== 'EEXIST') return got.error;
  }
  return null;
}

/** `__mm_populate()`: `populate_vma_page_range()` per VMA; device memory is skipped. */
export const mmPopulate = (cx: Cx, process: ProcessName, from: Vpn, to: Vpn, ignoreErrors: boolean): Refusal | null =>
  below(cx, ['__mm_populate'], () => populate(cx, process, from, to, ignoreErrors));

export function populate(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, ignoreErrors: boolean): Refusal | null {
  for (const vma of vmasIn(mmOf(cx, process), from, to)) {
    // R-RD-3: policy. Such mappings are never populated.
    if ((vma.flags & (VM.IO | VM.PFNMAP)) !== 0) continue; // R-RD-3
    const start = asVpn(Math.max(from, vma.start));
    const end = asVpn(Math.min(to, vma.end));
    if ((vma.flags & (VM.READ | VM.WRITE | VM.EXEC)) === 0) {
      bead(cx, 'populate_vma_page_range', { place: placeOf(cx, start) });
      if (ignoreErrors) continue;
      return 'EFAULT';
    }
    const write = (vma.flags & (VM.WRITE | VM.SHARED)) === VM.WRITE;
    const foll = { write, force: true, longterm: false, pin: false, touch: true, populate: true };
    const error = within(cx, 'populate_vma_page_range', () => faultPages(cx, process, start, end, foll));
    // check_vma_flags answers EFAULT: only MADV_POPULATE asks for EINVAL.
    if (error !== null && !ignoreErrors) return error === 'EINVAL' ? 'EFAULT' : error;
  }
  return null;
}
