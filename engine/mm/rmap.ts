/** A page gains or loses an entry that maps it. Kernel: mm/rmap.c, mm/memory.c. Rules R-IN-2, R-IV-2. */
import type { Pfn, ProcessName } from '../types.ts';
import { structPage, type Cx } from './cx.ts';
import { addRss, mmCounter, mmCounterFile } from './rss.ts';
import { putPage, setPage } from './structPage.ts';

/** `folio_add_file_rmap_pte()` and the counter. The caller holds the entry's reference already. */
export function addFileRmap(cx: Cx, process: ProcessName, pfn: Pfn): void {
  const page = structPage(cx.world, pfn);
  setPage(cx, pfn, { map: page.map + 1 });
  addRss(cx, process, mmCounterFile(page), 1);
}

/** `folio_add_new_anon_rmap()` with RMAP_EXCLUSIVE: a fresh page belongs to one process only (R-V-13). */
export function addNewAnonRmap(cx: Cx, process: ProcessName, pfn: Pfn): void {
  setPage(cx, pfn, { map: 1, anon: true, exclusive: true, use: { kind: 'anon' } });
  addRss(cx, process, 'anon', 1);
}

/** The entry of a normal page goes: counter, mapcount, reference (R-ZP-2, R-ZP-3, R-FT-63). */
export function removeRmap(cx: Cx, process: ProcessName, pfn: Pfn): void {
  const page = structPage(cx.world, pfn);
  addRss(cx, process, mmCounter(page), -1);
  setPage(cx, pfn, { map: page.map - 1 });
  putPage(cx, pfn);
}
