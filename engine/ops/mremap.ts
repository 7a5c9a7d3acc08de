/** mremap(2): MREMAP_MAYMOVE|MREMAP_FIXED to a name, or growing and shrinking in place. */
import { asVpn, VM, type ProcessName, type Vpn } from '../types.ts';
import { baseOf, bead, type Cx, placeOf, rangeOf } from '../mm/cx.ts';
import { mremapInPlace, mremapTo } from '../mm/mremap.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { mmPopulate } from './populate.ts';
import { pagesOf, type Op } from './op.ts';

function lengthFrom(cx: Cx, process: ProcessName, at: Vpn): number {
  const vma = findVma(mmOf(cx, process), at);
  return vma === null ? 0 : vma.end - at;
}

export const mremap: Op<'mremap'> = {
  op: 'mremap',
  expect: ['EFAULT', 'EINVAL', 'ENOMEM'],
  gives: 'nothing',
  play: (cx, s) => {
    const { from, pages: oldPages } = pagesOf(cx, s.place);
    const pages = s.pages ?? oldPages;
    const at = s.to === null ? from : baseOf(cx, s.to);
    const locked = ((findVma(mmOf(cx, s.actor), from)?.flags ?? 0) & VM.LOCKED) !== 0;
    const before = lengthFrom(cx, s.actor, at);
    const refused =
      s.to === null
        ? mremapInPlace(cx, s.actor, from, oldPages, pages)
        : mremapTo(cx, s.actor, from, oldPages, at, pages);
    const now = lengthFrom(cx, s.actor, at);
    if (refused === null && locked && pages > oldPages)
      mmPopulate(cx, s.actor, asVpn(at + oldPages), asVpn(at + pages), true);
    const process = s.actor;
    const moved = { process, from: s.place.text, range: rangeOf(cx, at, asVpn(at + pages)) };
    const resized = { process, name: s.place.name, before, pages: now, place: placeOf(cx, at) };
    bead(cx, '__do_sys_mremap', refused ?? (s.to === null ? resized : moved));
    return refused?.error ?? 'ok';
  },
};
