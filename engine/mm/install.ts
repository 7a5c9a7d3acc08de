/** Installers write entries raw (R-IN-1) or as counted pages (R-IN-2). */
import { VM, type Pfn, type ProcessName, type PteVal, type Vpn } from '../types.ts';
import { structPage, type Cx } from './cx.ts';
import { isZeroPfn, pfnValid } from './memmap.ts';
import { setEntry } from './pgtable.ts';
import { addFileRmap } from './rmap.ts';
import { getPage } from './structPage.ts';
import { wantsWritenotify } from './vma.ts';
import type { Vma } from './world.ts';

/** The protection bits of vm_page_prot: entries are born read-only where the driver wants to hear of first writes. */
export const accessProt = (cx: Cx, vma: Vma): bigint =>
  cx.arch.vmGetPageProt(wantsWritenotify(vma) ? vma.flags & ~VM.SHARED : vma.flags);

export function pageProt(cx: Cx, vma: Vma): bigint {
  const prot = accessProt(cx, vma);
  return vma.ops?.kind === 'devmem' && !pfnValid(cx.world.map, vma.pgoff) ? cx.arch.devmemProt(prot) : prot;
}

/** `mk_pte()`: an entry for a page, which may be dirty at once. */
export function mkPte(cx: Cx, pfn: Pfn, prot: bigint): PteVal {
  const pte = cx.arch.pte.mk(pfn, prot);
  const dirty = (cx.arch.mkPteTakesDirty ?? false) && cx.arch.pte.write(pte) && structPage(cx.world, pfn).dirty;
  return dirty ? cx.arch.pte.mkdirty(pte) : pte;
}

/** `pte_sw_mkyoung()` */
export const swMkyoung = (cx: Cx, pte: PteVal): PteVal => (cx.arch.swMkyoung ? cx.arch.pte.mkyoung(pte) : pte);

/** The protection of a raw entry: what is not RAM may be uncached. */
export function rawProt(cx: Cx, vma: Vma, pfn: Pfn): bigint {
  const prot = accessProt(cx, vma);
  return pfnValid(cx.world.map, pfn) ? prot : cx.arch.deviceProt(prot, vma.ops?.kind === 'devmem');
}

export function installRaw(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): void {
  const pte = cx.arch.pte.mk(pfn, rawProt(cx, vma, pfn));
  setEntry(cx, process, vpn, cx.arch.pte.mkspecial(pte), isZeroPfn(cx.world.map, pfn) ? 'zero' : 'raw');
}

export function installPage(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): void {
  getPage(cx, pfn);
  addFileRmap(cx, process, pfn);
  setEntry(cx, process, vpn, mkPte(cx, pfn, accessProt(cx, vma)), 'page');
}
