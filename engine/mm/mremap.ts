/** Moving and resizing. Kernel: mm/mremap.c, mm/vma.c (`copy_vma`, `vma_merge_extend`). Rules R-MR-1 to R-MR-8. */
import { asVpn, type ProcessName, type Refusal, VM, vmFlagNames, type Vpn } from '../types.ts';
import { bead, below, called, type Cx, within, placeOf } from './cx.ts';
import { untrackPfnClear } from './pat.ts';
import { clearEntry, leafPages, leaves, mmOf, setEntry } from './pgtable.ts';
import { splitHugePmdAt } from './splitHugePmd.ts';
import { unmapRange } from './unmap.ts';
import { coloursAgree, findVma, insertVma, lin, VM_SPECIAL, vmaIsAnonymous, vmasIn } from './vma.ts';
import type { Vma } from './world.ts';
import type { MremapRefusal } from '../facts.ts';

export type Refused = MremapRefusal & { readonly error: Refusal };

const refused = (error: Refusal, because: MremapRefusal): Refused => ({ ...because, error });

const notMapped = (cx: Cx, at: Vpn): Refused => refused('EFAULT', { why: 'unmapped', place: placeOf(cx, at) });

const coloursDiffer = refused('EINVAL', { why: 'colours' });

/** `vma_to_resize()`: the VMA, or why it may not become `pages` long. */
function vmaToResize(cx: Cx, process: ProcessName, at: Vpn, oldPages: number, pages: number): Vma | Refused {
  called(cx, 'vma_to_resize');
  const vma = findVma(mmOf(cx, process), at);
  if (vma === null) return notMapped(cx, at);
  if (oldPages > vma.end - at) return refused('EFAULT', { why: 'longer than its VMA', place: placeOf(cx, vma.end) });
  // R-RD-17: policy. A PFN mapping may shrink and move, never grow (R-MR-1).
  const fixed = vma.flags & (VM.DONTEXPAND | VM.PFNMAP); // R-RD-17
  if (pages !== oldPages && fixed !== 0) return refused('EFAULT', { why: 'may not grow', flags: vmFlagNames(fixed) });
  return vma;
}

/** `move_page_tables()` */
function moveEntries(cx: Cx, process: ProcessName, from: Vpn, pages: number, to: Vpn): number {
  let count = 0;
  const block = cx.arch.pmd === null ? 1 : leafPages(cx.arch, 'pmd');
  if ((from - to) % block !== 0)
    for (let at = from; at < from + pages; at = asVpn(at + 1)) splitHugePmdAt(cx, process, at);
  for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, asVpn(from + pages))]) {
    clearEntry(cx, process, entry);
    setEntry(cx, process, asVpn(entry.vpn - from + to), entry.pte, entry.meant ?? 'page', entry.level);
    count++;
  }
  return count;
}

/** `move_vma()`: lin() of every moved page stays, except in untouched anonymous memory (R-MR-7). */
function moveVma(cx: Cx, process: ProcessName, vma: Vma, at: Vpn, oldPages: number, pages: number, to: Vpn): void {
  const untouched = vmaIsAnonymous(vma) && vma.anonVma === null;
  const moved: Vma = { ...vma, start: to, end: asVpn(to + pages), pgoff: untouched ? to : lin(vma, at) };
  insertVma(cx, process, moved);
  within(cx, 'move_page_tables', () => {
    const entries = moveEntries(cx, process, at, oldPages, to);
    if (entries > 0) called(cx, 'move_ptes');
    bead(cx, 'move_page_tables', { entries, from: placeOf(cx, at), to: placeOf(cx, to) });
  });
  // R-RD-18: legitimate. The old VMA loses its reservation before it is split (R-MR-3).
  const source = findVma(mmOf(cx, process), at);
  if (source !== null && (source.flags & VM.PFNMAP) !== 0) untrackPfnClear(cx, process, source); // R-RD-18
  unmapRange(cx, process, at, asVpn(at + oldPages));
}

/** `mremap_to()`: MREMAP_MAYMOVE|MREMAP_FIXED. Unmaps the target even if it fails afterwards. */
export function mremapTo(
  cx: Cx,
  process: ProcessName,
  at: Vpn,
  oldPages: number,
  to: Vpn,
  pages: number,
): Refused | null {
  return within(cx, '__do_sys_mremap', () =>
    within(cx, 'mremap_to', () => {
      if (findVma(mmOf(cx, process), at) === null) return notMapped(cx, at);
      if (at + oldPages > to && to + pages > at) return refused('EINVAL', { why: 'overlap' });
      if (vmasIn(mmOf(cx, process), to, to + pages).length > 0) unmapRange(cx, process, to, asVpn(to + pages));
      if (oldPages > pages) unmapRange(cx, process, asVpn(at + pages), asVpn(at + oldPages));
      const moving = Math.min(oldPages, pages);
      const vma = vmaToResize(cx, process, at, moving, pages);
      if ('error' in vma) return vma;
      if (!coloursAgree(cx, vma.flags, to, lin(vma, at))) return coloursDiffer;
      below(cx, ['move_vma'], () => moveVma(cx, process, vma, at, moving, pages, to));
      return null;
    }),
  );
}

export function mremapInPlace(cx: Cx, process: ProcessName, at: Vpn, oldPages: number, pages: number): Refused | null {
  return within(cx, '__do_sys_mremap', () => {
    if (findVma(mmOf(cx, process), at) === null) return notMapped(cx, at);
    if (pages < oldPages) {
      unmapRange(cx, process, asVpn(at + pages), asVpn(at + oldPages));
      return null;
    }
    if (pages === oldPages) return null;
    const vma = vmaToResize(cx, process, at, oldPages, pages);
    if ('error' in vma) return vma;
    const end = asVpn(at + pages);
    if (at + oldPages !== vma.end) return refused('ENOMEM', { why: 'not up to vm_end', place: placeOf(cx, vma.end) });
    if (vmasIn(mmOf(cx, process), vma.end, end).length > 0) return refused('ENOMEM', { why: 'no room' });
    // Growing is a merge with what is added, and special mappings never merge (R-VM-3).
    const special = vma.flags & VM_SPECIAL;
    if (special !== 0) return refused('ENOMEM', { why: 'never merges', flags: vmFlagNames(special) });
    insertVma(cx, process, { ...vma, end }, [vma]);
    bead(cx, 'vma_merge_extend', { pages });
    return null;
  });
}
