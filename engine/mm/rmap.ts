/** Kernel: mm/rmap.c, mm/memory.c. Rules R-IN-2, R-IV-2. */
import type { Pfn, ProcessName } from '../types.ts';
import { called, type Cx, structPage, warn } from './cx.ts';
import { addRss, mmCounter, mmCounterFile } from './rss.ts';
import { putPage, setPage } from './structPage.ts';
import { isZeroPfn } from './memmap.ts';

/** `folio_add_file_rmap_ptes()` and the counter. The caller already holds the entry's reference. */
export function addFileRmap(cx: Cx, process: ProcessName, pfn: Pfn): void {
  called(cx, 'folio_add_file_rmap_ptes');
  const page = structPage(cx.world, pfn);
  // VM_WARN_ON_FOLIO: never the zero page, and never an anonymous page as one of a file.
  if (isZeroPfn(cx.world.map, pfn) || page.anon) warn(cx, 'folio_add_file_rmap_ptes');
  setPage(cx, pfn, { map: page.map + 1 });
  addRss(cx, process, mmCounterFile(page), 1);
}

/** `folio_add_new_anon_rmap()` with RMAP_EXCLUSIVE (R-V-13). */
export function addNewAnonRmap(cx: Cx, process: ProcessName, pfn: Pfn): void {
  called(cx, 'folio_add_new_anon_rmap');
  setPage(cx, pfn, { map: 1, anon: true, exclusive: true, use: { kind: 'anon' } });
  addRss(cx, process, 'anon', 1);
}

/** `folio_remove_rmap_ptes()` and the reference (R-FT-63). `late`: only when the TLB is flushed. */
export function removeRmap(cx: Cx, pfn: Pfn, late = false): void {
  if (!late) called(cx, 'folio_remove_rmap_ptes');
  if (isZeroPfn(cx.world.map, pfn)) warn(cx, 'folio_remove_rmap_ptes');
  setPage(cx, pfn, { map: structPage(cx.world, pfn).map - 1 });
  putPage(cx, pfn);
}

/** Counter, mapcount, reference (R-ZP-2, R-ZP-3). */
export function removePage(cx: Cx, process: ProcessName, pfn: Pfn, late = false): void {
  addRss(cx, process, mmCounter(structPage(cx.world, pfn)), -1);
  removeRmap(cx, pfn, late);
}
