/** Kernel: mm/gup.c (`__get_user_pages`, `faultin_page`, `gup_fast_fallback`). Rules R-GU-1 to R-GU-15, R-GU-25. */
import type { Pfn, ProcessName, Refusal, Vpn } from '../types.ts';
import { bead, frameText, placeText, within, type Cx } from '../mm/cx.ts';
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
  return within(cx, '__get_user_pages', () => {
    if (foll.pin) setMm(cx, process, { everPinned: true });
    const where = placeText(cx, vpn);
    const vma = findVma(mmOf(cx, process), vpn);
    const refuse = (error: Refusal, why: string): Got => {
      bead(cx, '__get_user_pages', `${where}: ${why}: ${error}.`);
      return failed(error);
    };
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
      bead(
        cx,
        'faultin_page',
        followed.kind === 'unshare'
          ? `${where}: the page may be replaced by a copy later, so a pin must break the sharing first.`
          : `${where}: not mapped as needed, so GUP causes a fault.`,
      );
      const access = followed.kind === 'unshare' ? 'unshare' : foll.write ? 'write' : 'read';
      const end = cx.linux.handleFault(cx, { process, vpn, access, remote: foll.remote ?? false });
      if (end !== 'done') return refuse('EFAULT', `the fault ended with ${end}`);
    }
    throw new Error('GUP never gets its page');
  });
}

/** R-GU-2: GUP-fast, then the slow walk. */
export function fastGup(cx: Cx, process: ProcessName, vpn: Vpn, foll: FollFlags): Got {
  if (foll.pin) setMm(cx, process, { everPinned: true });
  if (cx.arch.hasGupFast) {
    const fn = gupFastEnd(cx, process, vpn);
    const pfn = cx.linux.gupFastPte(cx, process, vpn, foll);
    if (pfn !== null) {
      grab(cx, pfn, foll.pin);
      const frame = frameText(cx.world, pfn);
      bead(cx, fn, `${placeText(cx, vpn)}: the entry alone shows that it is a page: ${frame} is taken.`);
      return { pfn, error: null };
    }
    bead(cx, fn, `${placeText(cx, vpn)}: GUP-fast takes nothing here, so the slow walk is tried.`);
  }
  return slowGup(cx, process, vpn, foll);
}
