/** Kernel walkers that a statement may call: folio_walk_start and follow_pfnmap_start. */
import { bead, driverRefuses, frameRef, placeOf } from '../mm/cx.ts';
import { SERVED } from '../mm/followPfnmap.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { firstPage, frameValue, type Op } from './op.ts';

export const folioWalk: Op<'folio_walk'> = {
  op: 'folio_walk',
  expect: ['EFAULT', 'EINVAL'],
  gives: 'folio',
  play: (cx, s) => {
    const vpn = firstPage(cx, s.place);
    const place = placeOf(cx, vpn);
    const vma = findVma(mmOf(cx, s.actor), vpn);
    if (vma === null) {
      return driverRefuses(cx, 'folio_walk', { place }, 'EFAULT');
    }
    const pfn = cx.linux.folioWalkStart(cx, s.actor, vma, vpn, s.zeropage);
    bead(cx, 'folio_walk_start', { place, found: pfn !== null });
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
    const place = placeOf(cx, vpn);
    if (vma === null) {
      return driverRefuses(cx, 'follow_pfnmap', { place }, 'EFAULT');
    }
    const found = cx.linux.followPfnmap(cx, s.actor, vma, vpn);
    if (found === null) {
      bead(cx, 'follow_pfnmap_start', { place, found: (vma.flags & SERVED) === 0 ? 'not served' : 'no entry' });
      return 'EINVAL';
    }
    bead(cx, 'follow_pfnmap_start', { place, found: 'frame' });
    const { pfn, writable, special } = found;
    return { kind: 'pfn', frame: frameRef(cx.world, pfn), writable, special };
  },
};
