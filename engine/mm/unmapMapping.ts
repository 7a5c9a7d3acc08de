/**
 * Removes a file's pages from its mappings. A private PFN mapping is found only by its frame numbers, because its
 * vm_pgoff is one (R-F-7). Kernel: mm/memory.c (`unmap_mapping_pages`, `zap_vma_ptes`), mm/shmem.c (`shmem_fallocate`).
 * Rules R-ZP-1, R-ZP-3, R-ZP-7, R-ZP-9.
 */
import { asVpn, VM, type ProcessName, type Vpn } from '../types.ts';
import { bead, below, belowOne, type Cx, within, placeOf, rangeOf } from './cx.ts';
import { untrackPfn } from './pat.ts';
import { set } from './sparse.ts';
import { cachedPage } from './driver.ts';
import { fileOf } from './rss.ts';
import { putPage } from './structPage.ts';
import type { Vma } from './world.ts';

/** `zap_page_range_single()`: in a PFN mapping the whole reservation goes too (R-ZP-7). */
function zapSingle(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn, evenCows: boolean): void {
  below(cx, ['zap_page_range_single', 'unmap_single_vma'], () => {
    const untracked = (vma.flags & VM.PFNMAP) !== 0 ? untrackPfn(cx, process, vma) : vma; // R-RD-7
    cx.linux.zapRange(cx, process, untracked, from, to, { evenCows });
  });
}

/** `unmap_mapping_pages()`: in every process. */
export function unmapMappingPages(cx: Cx, file: string, pgoff: number, pages: number, evenCows: boolean): void {
  within(cx, 'unmap_mapping_pages', () => {
    let found = false;
    for (const mm of Object.values(cx.world.mms)) {
      for (const vma of mm.vmas) {
        if (vma.file !== file) continue;
        const first = Math.max(pgoff, vma.pgoff);
        const last = Math.min(pgoff + pages, vma.pgoff + (vma.end - vma.start));
        if (first >= last) continue;
        found = true;
        const start = asVpn(vma.start + first - vma.pgoff);
        const end = asVpn(vma.start + last - vma.pgoff);
        belowOne(cx, 'unmap_mapping_range_tree', () =>
          below(cx, ['unmap_mapping_range_vma'], () => zapSingle(cx, mm.name, vma, start, end, evenCows)),
        );
      }
    }
    bead(cx, 'unmap_mapping_pages', { found, evenCows });
  });
}

/** `zap_vma_ptes()`: does nothing unless the run lies in one VM_PFNMAP mapping; copied pages go too (R-ZP-9). */
export function zapVmaPtes(cx: Cx, process: ProcessName, vma: Vma | null, from: Vpn, to: Vpn): void {
  within(cx, 'zap_vma_ptes', () => {
    // R-RD-8: policy. A driver may only revoke what a PFN mapping maps.
    if (vma === null || from < vma.start || to > vma.end || (vma.flags & VM.PFNMAP) === 0) {
      bead(cx, 'zap_vma_ptes', { place: placeOf(cx, from) }); // R-RD-8
      return;
    }
    zapSingle(cx, process, vma, from, to, true);
    bead(cx, 'zap_vma_ptes', { range: rangeOf(cx, from, to) });
  });
}

/** `shmem_fallocate()`: pages leave every mapping and the cache (R-MA-11). */
export const punchHole = (cx: Cx, file: string, pgoff: number, pages: number): void =>
  within(cx, 'shmem_fallocate', () => removePages(cx, file, pgoff, pages));

function removePages(cx: Cx, file: string, pgoff: number, pages: number): void {
  within(cx, 'unmap_mapping_range', () => unmapMappingPages(cx, file, pgoff, pages, false));
  for (let at = pgoff; at < pgoff + pages; at++) {
    const pfn = cachedPage(cx.world, file, at);
    const mapped = fileOf(cx.world, file);
    if (pfn === null || mapped === null) continue;
    const fresh = { ...mapped, cache: set(mapped.cache, at, undefined) };
    cx.world = { ...cx.world, files: { ...cx.world.files, [file]: fresh } };
    putPage(cx, pfn);
  }
  bead(cx, 'shmem_fallocate', null);
}
