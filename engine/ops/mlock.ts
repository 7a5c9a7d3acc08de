/** mlock(2) and munlock(2). Kernel: mm/mlock.c. Rules R-ML-1 to R-ML-4. */
import { asVpn, VM, type ProcessName, type Vpn } from '../types.ts';
import { bead, placeText, within, type Cx } from '../mm/cx.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma, VM_SPECIAL, vmaModifyFlags } from '../mm/vma.ts';
import { populate } from './populate.ts';
import { pagesOf, type Op, type Outcome } from './op.ts';

/** `apply_vma_lock_flags()`: false where it met a hole; what lies before is changed all the same. */
function lockVmas(cx: Cx, process: ProcessName, from: Vpn, to: Vpn, lock: boolean): boolean {
  for (let at = from; at < to;) {
    const vma = findVma(mmOf(cx, process), at);
    if (vma === null) return false;
    const end = asVpn(Math.min(vma.end, to));
    const flags = (vma.flags & ~(VM.LOCKED | VM.LOCKONFAULT)) | (lock ? VM.LOCKED : 0);
    // R-ML-1: special mappings are silently left as they are.
    if (flags !== vma.flags && (vma.flags & VM_SPECIAL) === 0) vmaModifyFlags(cx, process, vma, at, end, flags);
    at = end;
  }
  return true;
}

const play = (cx: Cx, process: ProcessName, from: Vpn, to: Vpn, lock: boolean): Outcome =>
  within(cx, 'mlock_fixup', () => {
    const whole = lockVmas(cx, process, from, to, lock);
    const name = lock ? 'mlock' : 'munlock';
    bead(
      cx,
      'mlock_fixup',
      whole
        ? `${name} of ${placeText(cx, from)} to ${placeText(cx, asVpn(to - 1))}; PFN, mixed and device mappings are passed over in silence.`
        : `${name} met a hole: ENOMEM. What lies before it is changed all the same.`,
    );
    if (!whole) return 'ENOMEM';
    const error = lock ? populate(cx, process, from, to, false) : null;
    // __mlock_posix_error_return()
    if (error === 'EFAULT') return 'ENOMEM';
    return error === 'ENOMEM' ? 'EAGAIN' : (error ?? 'ok');
  });

export const mlock: Op<'mlock'> = {
  op: 'mlock',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    return play(cx, s.actor, from, to, true);
  },
};
export const munlock: Op<'munlock'> = {
  op: 'munlock',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    return play(cx, s.actor, from, to, false);
  },
};
