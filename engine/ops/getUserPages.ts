/** Kernel: mm/gup.c (`__get_user_pages`, `faultin_page`, `gup_fast_fallback`). Rules R-GU-1 to R-GU-15, R-GU-25. */
import type { Pfn, ProcessName, Refusal, Vpn } from '../types.ts';
import { bead, below, called, type Cx, frameText, placeText, within, withinOne } from '../mm/cx.ts';
import { grab, type FollFlags } from '../mm/gup.ts';
import { gupFastEnd } from '../mm/gupFast.ts';
import { mmOf, setMm } from '../mm/pgtable.ts';
import { fileOf } from '../mm/rss.ts';
import { findVma } from '../mm/vma.ts';
import { decidedBy } from '../mm/decide.ts';
import { isZeroPfn } from '../mm/memmap.ts';

/** `writable_file_mapping_allowed()` */
const ON_TMPFS =
  ' Every file here is on tmpfs, which needs no dirty tracking: a shared mapping of a file on a disk would be refused (EFAULT).';

/** Lookups and faults that one page can need. */
const MOST_ROUNDS = 10;

export type Got = { readonly pfn: Pfn; readonly error: null } | { readonly pfn: null; readonly error: Refusal };

const failed = (error: Refusal): Got => ({ pfn: null, error });

/** `__get_user_pages()` for one page. It looks at the flags of each mapping once: `passed` if it has done so already. */
export function slowGup(cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags, passed = false): Got {
  return withinOne(cx, '__get_user_pages', () => {
    if (foll.pin) setMm(cx, process, { everPinned: true });
    const where = placeText(cx, vpn);
    const vma = findVma(mmOf(cx, process), vpn);
    const refuse = (error: Refusal, why: string): Got => {
      bead(cx, '__get_user_pages', `${where}: ${why}: ${error}.`);
      return failed(error);
    };
    if (!passed && (!foll.populate || foll.force)) called(cx, 'gup_vma_lookup');
    if (vma === null) return refuse(foll.populate ? 'ENOMEM' : 'EFAULT', 'nothing is mapped there');
    if (!passed && !cx.linux.checkVmaFlags(cx, process, vma, vpn, foll)) {
      return refuse(foll.populate ? 'EINVAL' : 'EFAULT', decidedBy(cx));
    }
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const followed = cx.linux.followPage(cx, process, findVma(mmOf(cx, process), vpn)!, vpn, foll);
      if (followed.kind === 'ENOMEM')
        return refuse('ENOMEM', 'try_grab_folio() meets a page with refcount 0, which is free already');
      if (followed.kind === 'EEXIST')
        return refuse('EEXIST', `there is an entry, but vm_normal_page() finds no page: ${decidedBy(cx)}`);
      if (followed.kind === 'page') {
        if (!foll.populate) {
          grab(cx, followed.pfn, foll.pin);
          const zero = isZeroPfn(cx.world.map, followed.pfn);
          const count = !foll.pin
            ? 'gains a reference'
            : zero
              ? 'is pinned, which is not counted'
              : 'is pinned: 1024 references';
          const tmpfs = foll.longterm && foll.write && fileOf(cx.world, vma.file)?.kind === 'tmpfs' ? ON_TMPFS : '';
          bead(cx, followed.fn, `${where}: ${frameText(cx.world, followed.pfn)} ${count}.${tmpfs}`);
        }
        return { pfn: followed.pfn, error: null };
      }
      const access = followed.kind === 'unshare' ? 'unshare' : foll.write ? 'write' : 'read';
      const end = within(cx, 'faultin_page', () => {
        bead(
          cx,
          'faultin_page',
          access === 'unshare'
            ? `${where}: the page may be replaced by a copy later, so a pin must break the sharing first.`
            : `${where}: not mapped as needed, so GUP causes a fault.`,
        );
        return cx.linux.handleFault(cx, { process, vpn, access, remote: foll.remote ?? false });
      });
      if (end !== 'done') return refuse('EFAULT', `the fault ended with ${end}`);
    }
    throw new Error('GUP never gets its page');
  });
}

/** `gup_fast()`: null if it takes nothing. */
function tryFast(cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Pfn | null {
  const fn = gupFastEnd(cx, process, vpn);
  const pfn = cx.linux.gupFastPte(cx, process, vpn, foll);
  if (pfn === null) {
    bead(cx, fn, `${placeText(cx, vpn)}: GUP-fast takes nothing here, so the slow walk is tried.`);
    return null;
  }
  grab(cx, pfn, foll.pin);
  const frame = frameText(cx.world, pfn);
  bead(cx, fn, `${placeText(cx, vpn)}: the entry alone shows that it is a page: ${frame} is taken.`);
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
