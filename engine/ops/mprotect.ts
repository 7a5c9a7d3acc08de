/** mprotect(2). Kernel: mm/mprotect.c (`do_mprotect_pkey`, `mprotect_fixup`). Rules R-MP-1 to R-MP-8. */
import { asVpn, VM, vmFlagNames } from '../types.ts';
import { bead, within, placeOf, rangeOf } from '../mm/cx.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma, vmaIsAnonymous, vmaModifyFlags } from '../mm/vma.ts';
import { populate } from './populate.ts';
import { pagesOf, type Op } from './op.ts';

const ACCESS = VM.READ | VM.WRITE | VM.EXEC;

export const mprotect: Op<'mprotect'> = {
  op: 'mprotect',
  expect: ['EACCES', 'EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) =>
    within(cx, 'do_mprotect_pkey', () => {
      const { from, to } = pagesOf(cx, s.place);
      const prot =
        (s.prot.includes('r') ? VM.READ : 0) |
        (s.prot.includes('w') ? VM.WRITE : 0) |
        (s.prot.includes('x') ? VM.EXEC : 0);
      let changes = false;
      // What lies before a hole is changed anyway.
      for (let at = from; at < to;) {
        const vma = findVma(mmOf(cx, s.actor), at);
        if (vma === null) {
          bead(cx, 'do_mprotect_pkey', { hole: placeOf(cx, at) });
          return 'ENOMEM';
        }
        let flags = (vma.flags & ~ACCESS) | prot;
        const lacks = vmFlagNames(flags & ~(flags >> 4) & ACCESS);
        if (lacks.length > 0) {
          bead(cx, 'do_mprotect_pkey', { lacks });
          return 'EACCES';
        }
        const end = asVpn(Math.min(vma.end, to));
        if (flags !== vma.flags) {
          changes = true;
          const shared = (vma.flags & (VM.SHARED | VM.NORESERVE)) !== 0;
          if ((flags & VM.WRITE) !== 0) {
            if ((vma.flags & (VM.ACCOUNT | VM.WRITE)) === 0 && !shared) flags |= VM.ACCOUNT;
          } else if (vmaIsAnonymous(vma) && vma.anonVma === null) flags &= ~VM.ACCOUNT;
          const populates = (vma.flags & (VM.WRITE | VM.SHARED | VM.LOCKED)) === VM.LOCKED && (flags & VM.WRITE) !== 0;
          within(cx, 'mprotect_fixup', () => {
            const changed = vmaModifyFlags(cx, s.actor, vma, at, end, flags);
            cx.linux.changeProtection(cx, s.actor, changed, at, end);
            if (populates) populate(cx, s.actor, at, end, true);
          });
        }
        at = end;
      }
      bead(cx, 'mprotect_fixup', { range: rangeOf(cx, from, to), changes, prot: s.prot });
      return 'ok';
    }),
};
