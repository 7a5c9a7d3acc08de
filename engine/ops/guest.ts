/**
 * What KVM does for a guest's access, and VFIO for a device's: GUP first, then the frame number of a raw entry. Kernel:
 * virt/kvm/kvm_main.c (`hva_to_pfn`, `hva_to_pfn_remapped`), drivers/vfio/vfio_iommu_type1.c (`vaddr_get_pfns`,
 * `follow_fault_pfn`). By reading: nothing recorded them. Rules R-GU-21, R-GU-22.
 */
import { bead, structPage, within, type Cx, placeOf, frameRef } from '../mm/cx.ts';
import { decide, decidedBy } from '../mm/decide.ts';
import type { FollowedPfnmap } from '../mm/followPfnmap.ts';
import { isZeroPfn, pfnValid } from '../mm/memmap.ts';
import { mmOf } from '../mm/pgtable.ts';
import { findVma } from '../mm/vma.ts';
import { asPfn, VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { slowGup } from './getUserPages.ts';
import { hold, letGo } from './held.ts';
import { firstPage, frameValue, type Ending, type Op } from './op.ts';

/** `follow_pfnmap_start()`; if there is no entry, one fault and again (`fixup_user_fault()`). */
function followOrFault(cx: Cx, process: ProcessName, vpn: Vpn, write: boolean): FollowedPfnmap | null {
  const look = (): FollowedPfnmap | null => {
    const vma = findVma(mmOf(cx, process), vpn);
    return vma === null ? null : cx.linux.followPfnmap(cx, process, vma, vpn);
  };
  const before = look();
  const vma = findVma(mmOf(cx, process), vpn);
  if (before !== null || vma === null) return before;
  if ((vma.flags & (write ? VM.WRITE : VM.READ)) === 0) return null;
  bead(cx, 'fixup_user_fault', { place: placeOf(cx, vpn) });
  return cx.linux.handleFault(cx, { process, vpn, access: write ? 'write' : 'read' }) === 'done' ? look() : null;
}

const PLAIN = { force: false, longterm: false, pin: false, touch: true, populate: false };

const fastOnly = (cx: Cx, process: ProcessName, vpn: Vpn): Pfn | null =>
  cx.arch.hasGupFast ? cx.linux.gupFastPte(cx, process, vpn, { ...PLAIN, write: true }) : null;

/** `hva_to_pfn_slow()`, whose page KVM gives back once it is mapped for the guest. */
const slow = (cx: Cx, process: ProcessName, vpn: Vpn, write: boolean): Pfn | null => {
  const got = slowGup(cx, process, vpn, { ...PLAIN, write });
  if (got.error !== null) return null;
  letGo(cx, { pfn: got.pfn, pin: false, raw: false, dirty: false });
  return got.pfn;
};

function hvaToPfn(cx: Cx, process: ProcessName, vpn: Vpn, write: boolean): Ending {
  const fast = fastOnly(cx, process, vpn);
  const page = fast ?? slow(cx, process, vpn, write);
  const vma = findVma(mmOf(cx, process), vpn);
  // R-RD-35: suspect. The flags decide whether a frame number will do.
  const raw = vma !== null && (vma.flags & (VM.IO | VM.PFNMAP)) !== 0; // R-RD-35
  if (page === null && vma !== null && !raw) {
    // The caller asks again, ready to wait. check_user_page_hwpoison() then wants the page for writing, which copies.
    const may = (vma.flags & VM.READ) !== 0 && (!write || (vma.flags & VM.WRITE) !== 0);
    if (may)
      within(cx, 'check_user_page_hwpoison', () =>
        slowGup(cx, process, vpn, { ...PLAIN, write: true, populate: true }),
      );
  }
  const found = page === null && raw ? followOrFault(cx, process, vpn, write) : null;
  const refcount = found !== null && pfnValid(cx.world.map, found.pfn) ? structPage(cx.world, found.pfn).ref : null;
  const verdict = decide(
    cx,
    cx.linux.hvaToPfnTable,
    {
      fast: fast !== null,
      gup: page !== null,
      mapped: vma !== null,
      flags: vma?.flags ?? 0,
      found: found !== null,
      write,
      writable: found?.writable ?? false,
      refcount,
    },
    { process, vpn },
  );
  const pfn = page ?? found?.pfn ?? asPfn(0);
  const place = placeOf(cx, vpn);
  switch (verdict) {
    case 'page':
    case 'frame':
      bead(cx, 'hva_to_pfn', { place, verdict, frame: frameRef(cx.world, pfn) });
      return frameValue(cx, pfn);
    case 'RO_FAULT':
      bead(cx, 'hva_to_pfn', { place, verdict });
      return verdict;
    case 'EFAULT':
      bead(cx, 'hva_to_pfn', { place, verdict, decided: decidedBy(cx) });
      return verdict;
  }
}

export const kvmFault: Op<'kvm_fault'> = {
  op: 'kvm_fault',
  expect: ['EFAULT', 'RO_FAULT'],
  gives: 'frame',
  byReading: true,
  play: (cx, s) => within(cx, 'hva_to_pfn', () => hvaToPfn(cx, s.actor, firstPage(cx, s.place), s.write)),
};

export const vfioPin: Op<'vfio_pin'> = {
  op: 'vfio_pin',
  expect: ['EFAULT', 'EEXIST'],
  gives: 'frame',
  byReading: true,
  play: (cx, s) =>
    within(cx, 'vaddr_get_pfns', () => {
      const { actor: process, write } = s;
      const vpn = firstPage(cx, s.place);
      const got = slowGup(cx, process, vpn, { ...PLAIN, write, pin: true, longterm: true });
      const vma = findVma(mmOf(cx, process), vpn);
      // R-RD-43: suspect. VM_IO alone does not do.
      const raw = got.pfn === null && vma !== null && (vma.flags & VM.PFNMAP) !== 0; // R-RD-43
      const found = raw ? followOrFault(cx, process, vpn, write) : null;
      const pfn = got.pfn ?? found?.pfn ?? asPfn(0);
      const verdict = decide(
        cx,
        cx.linux.vaddrGetPfnsTable,
        {
          gup: got.pfn !== null,
          mapped: vma !== null,
          flags: vma?.flags ?? 0,
          found: found !== null,
          write,
          writable: found?.writable ?? false,
          reserved: !pfnValid(cx.world.map, pfn) || isZeroPfn(cx.world.map, pfn),
        },
        { process, vpn },
      );
      const place = placeOf(cx, vpn);
      if (verdict === 'EFAULT') {
        bead(cx, 'vaddr_get_pfns', { place, verdict, decided: decidedBy(cx) });
        return 'EFAULT';
      }
      if (verdict === 'refused') {
        // Only where GUP failed.
        const error = got.error!;
        bead(cx, 'vaddr_get_pfns', { place, verdict, decided: decidedBy(cx), error });
        return error;
      }
      bead(cx, 'vaddr_get_pfns', { place, verdict, frame: frameRef(cx.world, pfn) });
      const outcome = frameValue(cx, pfn);
      const held = { pfn, pin: true, raw: verdict === 'frame', dirty: write };
      if (s.as === null) letGo(cx, held);
      else hold(cx, s.as, held);
      return outcome;
    }),
};
