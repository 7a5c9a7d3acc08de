/** Kernel walkers that a statement may call: folio_walk_start and follow_pfnmap_start. */
import { bead, driverRefuses, frameRef, placeText } from '../mm/cx.ts';
import { SERVED } from '../mm/followPfnmap.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { firstPage, frameValue, type Op } from './op.ts';

/** The frame of the folio, or none; EFAULT where there is no VMA. */
export const folioWalk: Op<'folio_walk'> = {
  op: 'folio_walk',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'folio',
  play: (cx, s) => {
    const vpn = firstPage(cx, s.place);
    const vma = findVma(mmOf(cx, s.actor), vpn);
    if (vma === null) {
      return driverRefuses(
        cx,
        'folio_walk',
        `Nothing is mapped at ${placeText(cx, vpn)}, so nothing is walked`,
        'EFAULT',
      );
    }
    const pfn = cx.linux.folioWalkStart(cx, s.actor, vma, vpn, s.zeropage);
    bead(
      cx,
      'folio_walk_start',
      pfn === null
        ? `${placeText(cx, vpn)}: no folio. The walk read no VMA flag itself; vm_normal_page decided.`
        : `${placeText(cx, vpn)}: a folio is found. The walk read no VMA flag itself; vm_normal_page decided.`,
    );
    return pfn === null ? { kind: 'frame', frame: null } : frameValue(cx, pfn);
  },
};

/** The frame, and whether the entry is writable and special; EINVAL without a present entry or outside PFN and device mappings. */
export const followPfnmapOp: Op<'follow_pfnmap'> = {
  op: 'follow_pfnmap',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'pfn',
  play: (cx, s) => {
    const vpn = firstPage(cx, s.place);
    const vma = findVma(mmOf(cx, s.actor), vpn);
    const where = placeText(cx, vpn);
    if (vma === null) {
      return driverRefuses(cx, 'follow_pfnmap', `Nothing is mapped at ${where}, so nothing is followed`, 'EFAULT');
    }
    const found = cx.linux.followPfnmap(cx, s.actor, vma, vpn);
    bead(
      cx,
      'follow_pfnmap_start',
      found === null
        ? `${where}: ${(vma.flags & SERVED) === 0 ? 'the mapping has neither VM_IO nor VM_PFNMAP' : 'no entry is present, and the walk causes no fault'}: EINVAL.`
        : `${where}: the frame number is found. Nothing asked whether it is a page.`,
    );
    if (found === null) return 'EINVAL';
    const { pfn, writable, special } = found;
    return { kind: 'pfn', frame: frameRef(cx.world, pfn), writable, special };
  },
};
