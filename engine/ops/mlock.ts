/** mlock(2) and munlock(2). Kernel: mm/mlock.c. Rules R-ML-1 to R-ML-4. */
import { asVpn, VM, type ProcessName, type Vpn } from '../types.ts';
import type { Skipped } from '../facts.ts';
import { bead, within, type Cx, rangeOf } from '../mm/cx.ts';
import { leaves, mmOf } from '../mm/pgtable.ts';
import { mayGet } from '../mm/structPage.ts';
import { findVma, VM_SPECIAL, vmaModifyFlags } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import { mmPopulate } from './populate.ts';
import { pagesOf, type Ending, type Op } from './op.ts';

/** `mlock_pte_range()`: each page is held for a moment, while it is counted as locked or no longer. */
function mlockPages(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn): void {
  const [first] = leaves(cx.world, cx.arch, mmOf(cx, process), from, to);
  if (first === undefined) return;
  within(cx, 'mlock_pte_range', () => {
    for (const entry of leaves(cx.world, cx.arch, mmOf(cx, process), from, to)) {
      const pfn =
        entry.level === 'pte'
          ? within(cx, 'vm_normal_folio', () => cx.linux.vmNormalPage(cx, process, vma, entry.vpn, entry.pte))
          : null;
      if (pfn !== null) mayGet(cx, pfn);
    }
  });
}

/** `apply_vma_lock_flags()`: null at a hole; what lies before it has been changed. */
function lockVmas(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, lock: boolean): Skipped | null {
  let skipped = 0;
  let seen = 0;
  for (let at = from; at < to;) {
    const vma = findVma(mmOf(cx, process), at);
    if (vma === null) return null;
    const end = asVpn(Math.min(vma.end, to));
    const flags = (vma.flags & ~(VM.LOCKED | VM.LOCKONFAULT)) | (lock ? VM.LOCKED : 0);
    // R-ML-1: special mappings are silently skipped.
    if (flags !== vma.flags && (vma.flags & VM_SPECIAL) === 0) {
      mlockPages(cx, process, vmaModifyFlags(cx, process, vma, at, end, flags), at, end);
    }
    if ((vma.flags & VM_SPECIAL) !== 0) skipped++; // R-ML-1
    seen++;
    at = end;
  }
  return skipped === 0 ? 'none' : skipped === seen ? 'all' : 'some';
}

const play = (cx: Cx, process: ProcessName, from: Vpn, to: Vpn, lock: boolean): Ending =>
  within(cx, lock ? 'do_mlock' : '__do_sys_munlock', () => {
    const skipped = within(cx, 'mlock_fixup', () => lockVmas(cx, process, from, to, lock));
    bead(cx, 'mlock_fixup', { lock, range: rangeOf(cx, from, to), skipped });
    if (skipped === null) return 'ENOMEM';
    const error = lock ? mmPopulate(cx, process, from, to, false) : null;
    // __mlock_posix_error_return()
    if (error === 'EFAULT') return 'ENOMEM';
    return error === 'ENOMEM' ? 'EAGAIN' : (error ?? 'ok');
  });

export const mlock: Op<'mlock'> = {
  op: 'mlock',
  expect: ['EAGAIN', 'EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    return play(cx, s.actor, from, to, true);
  },
};
export const munlock: Op<'munlock'> = {
  op: 'munlock',
  expect: ['EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    return play(cx, s.actor, from, to, false);
  },
};
