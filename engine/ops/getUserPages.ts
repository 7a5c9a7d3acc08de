/** Kernel: mm/gup.c (`__get_user_pages`, `faultin_page`, `gup_fast_fallback`). Rules R-GU-1 to R-GU-15, R-GU-25. */
import type { Pfn, ProcessName, Refusal, Vpn } from '../types.ts';
import { bead, below, called, type Cx, within, withinOne, placeOf, frameRef } from '../mm/cx.ts';
import { grab, type FollFlags } from '../mm/gup.ts';
import { gupFastEnd } from '../mm/gupFast.ts';
import { mmOf, setMm } from '../mm/pgtable.ts';
import { fileOf } from '../mm/rss.ts';
import { findVma } from '../mm/vma.ts';
import { decidedBy } from '../mm/decide.ts';
import { isZeroPfn } from '../mm/memmap.ts';
import type { GupRefusal } from '../facts.ts';

const MOST_ROUNDS = 10;

export type Got = { readonly pfn: Pfn; readonly error: null } | { readonly pfn: null; readonly error: Refusal };

const failed = (error: Refusal): Got => ({ pfn: null, error });

/** `__get_user_pages()` for one page. It looks at the flags of each mapping once: `passed` if it has done so already. */
export function slowGup(cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags, passed = false): Got {
  return withinOne(cx, '__get_user_pages', () => {
    if (foll.pin) setMm(cx, process, { everPinned: true });
    const place = placeOf(cx, vpn);
    const vma = findVma(mmOf(cx, process), vpn);
    const refuse = (error: Refusal, because: GupRefusal): Got => {
      bead(cx, '__get_user_pages', { place, ...because, error });
      return failed(error);
    };
    if (!passed && (!foll.populate || foll.force)) called(cx, 'gup_vma_lookup');
    if (vma === null) return refuse(foll.populate ? 'ENOMEM' : 'EFAULT', { why: 'unmapped' });
    if (!passed && !cx.linux.checkVmaFlags(cx, process, vma, vpn, foll)) {
      return refuse(foll.populate ? 'EINVAL' : 'EFAULT', { why: 'flags', decided: decidedBy(cx) });
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const followed = cx.linux.followPage(cx, process, findVma(mmOf(cx, process), vpn)!, vpn, foll);
      if (followed.kind === 'ENOMEM') return refuse('ENOMEM', { why: 'free frame' });
      if (followed.kind === 'EEXIST') return refuse('EEXIST', { why: 'no page', decided: decidedBy(cx) });
      if (followed.kind === 'page') {
        if (!foll.populate) {
          grab(cx, followed.pfn, foll.pin);
          const zero = isZeroPfn(cx.world.map, followed.pfn);
          const counts = !foll.pin ? 'reference' : zero ? 'nothing' : 'pin';
          // `writable_file_mapping_allowed()`
          const tmpfs = foll.longterm && foll.write && fileOf(cx.world, vma.file)?.kind === 'tmpfs';
          bead(cx, followed.fn, { place, frame: frameRef(cx.world, followed.pfn), counts, tmpfs });
        }
        return { pfn: followed.pfn, error: null };
      }
      const access = followed.kind === 'unshare' ? 'unshare' : foll.write ? 'write' : 'read';
      const end = within(cx, 'faultin_page', () => {
        bead(cx, 'faultin_page', { place, unshare: access === 'unshare' });
        return cx.linux.handleFault(cx, { process, vpn, access, remote: foll.remote ?? false });
      });
      if (end !== 'done') return refuse('EFAULT', { why: 'fault', ended: end });
    }
    throw new Error('GUP never gets its page');
  });
}

/** `gup_fast()`: null if it takes nothing. */
function tryFast(cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Pfn | null {
  const fn = gupFastEnd(cx, process, vpn);
  const place = placeOf(cx, vpn);
  const pfn = cx.linux.gupFastPte(cx, process, vpn, foll);
  if (pfn === null) {
    bead(cx, fn, { place, frame: null });
    return null;
  }
  grab(cx, pfn, foll.pin);
  bead(cx, fn, { place, frame: frameRef(cx.world, pfn) });
  return pfn;
}

/** R-GU-2: GUP-fast, then the slow walk. */
export const fastGup = (cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Got =>
  below(cx, [foll.pin ? 'pin_user_pages_fast' : 'get_user_pages_fast', 'gup_fast_fallback'], () => {
    if (foll.pin) setMm(cx, process, { everPinned: true });
    const pfn = below(cx, ['gup_fast'], () => (cx.arch.hasGupFast ? tryFast(cx, process, vpn, foll) : null));
    return pfn === null ? gupLongtermLocked(cx, process, vpn, foll) : { pfn, error: null };
  });

/** `__gup_longterm_locked()`: what is pinned for long may have to move first. Nothing has to in this model. */
const gupLongtermLocked = (cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Got =>
  below(cx, ['__gup_longterm_locked'], () => {
    const got = below(cx, ['__get_user_pages_locked'], () => slowGup(cx, process, vpn, foll));
    if (foll.longterm && got.error === null) called(cx, 'check_and_migrate_movable_pages');
    return got;
  });

/** `get_user_pages()`, `pin_user_pages()`, and for another process their `_remote` kin. */
export const slowOnly = (cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Got => {
  if (foll.pin) {
    return below(cx, [foll.remote ? 'pin_user_pages_remote' : 'pin_user_pages'], () =>
      gupLongtermLocked(cx, process, vpn, foll),
    );
  }
  return below(cx, [foll.remote ? 'get_user_pages_remote' : 'get_user_pages', '__get_user_pages_locked'], () =>
    slowGup(cx, process, vpn, foll),
  );
};
