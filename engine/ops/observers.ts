/**
 * What user space can see. Kernel: fs/proc/task_mmu.c, mm/mincore.c, mm/pagewalk.c. Rules R-WK-1, R-WK-2, R-WK-10 to
 * R-WK-16, R-RD-49.
 */
import type { KernelFunction } from '../functions.ts';
import { pageKb } from '../arch/arch.ts';
import type { PagemapItem } from '../facts.ts';
import { asVpn, VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import {
  bead,
  called,
  type Cx,
  frameRef,
  KernelBug,
  labelBead,
  placeOf,
  structPage,
  within,
  withinOne,
} from '../mm/cx.ts';
import { cachedPage } from '../mm/driver.ts';
import { pfnValid } from '../mm/memmap.ts';
import { leafTables, leaves, lookup, mmOf, pfnOf } from '../mm/pgtable.ts';
import { findVma, lin, vmasIn } from '../mm/vma.ts';
import type { Vma } from '../mm/world.ts';
import { firstPage, pagesOf, type Op } from './op.ts';

/** `walk_page_test()` (R-WK-1) */
const walkSkips = (vma: Vma): boolean =>
  // R-RD-1: suspect, and named in the thread. A copied page inside is not seen.
  (vma.flags & VM.PFNMAP) !== 0; // R-RD-1

function walkEnds<Entries extends KernelFunction, Hole extends KernelFunction>(
  cx: Cx,
  process: ProcessName,
  from: Vpn,
  to: Vpn,
  entries: Entries,
  hole: Hole,
): Entries | Hole | 'walk_page_test' {
  const vmas = vmasIn(mmOf(cx, process), from, to);
  const walked = vmas.filter((vma) => !walkSkips(vma));
  if (walked.length === 0 && vmas.length > 0) return 'walk_page_test';
  const tables = walked.some((vma) => {
    const [table] = leafTables(
      cx.world,
      cx.arch,
      mmOf(cx, process),
      asVpn(Math.max(from, vma.start)),
      asVpn(Math.min(to, vma.end)),
    );
    return table !== undefined;
  });
  return tables ? entries : hole;
}

function pagemapItem(cx: Cx, process: ProcessName, vpn: Vpn): PagemapItem | null {
  const vma = findVma(mmOf(cx, process), vpn);
  if (vma === null || walkSkips(vma)) return null;
  const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
  if (entry === null || entry.none) return null;
  const pfn = pfnOf(cx.arch, entry, vpn);
  if (entry.level === 'pmd' && !pfnValid(cx.world.map, pfn)) {
    throw new KernelBug('pagemap_pmd_range: pmd_page() of a frame without a struct page', true);
  }
  // R-RD-49: the path for huge entries takes the page without asking vm_normal_page_pmd.
  const page =
    entry.level === 'pmd'
      ? pfn
      : within(cx, 'pte_to_pagemap_entry', () => cx.linux.vmNormalPage(cx, process, vma, vpn, entry.pte));
  const frame = frameRef(cx.world, pfn);
  if (page === null) return { frame, file: false, exclusive: false };
  const { anon, map } = structPage(cx.world, page);
  return { frame, file: !anon, exclusive: map === 1 };
}

/** An item per page: nothing, or the frame with its bits 61 (of a file) and 56 (mapped once). */
export const pagemap: Op<'pagemap'> = {
  op: 'pagemap',
  expect: ['BUG'],
  gives: 'pages',
  play: (cx, s) => {
    const { from, to, pages } = pagesOf(cx, s.place);
    const fn = walkEnds(cx, s.actor, from, to, 'pagemap_pmd_range', 'pagemap_pte_hole');
    if (fn !== 'walk_page_test') called(cx, 'walk_page_test');
    return within(cx, fn, () => {
      if (fn === 'walk_page_test') called(cx, 'pagemap_pte_hole');
      const items = Array.from({ length: pages }, (_, i) => pagemapItem(cx, s.actor, asVpn(from + i)));
      const vma = findVma(mmOf(cx, s.actor), from);
      const skipped = vma !== null && walkSkips(vma);
      const found = skipped ? 'skipped' : fn === 'pagemap_pte_hole' ? 'no table' : 'entries';
      bead(cx, fn, { reader: 'pagemap', found });
      return { kind: 'pagemap', pages: items };
    });
  },
};

/** smaps adds shares in units of kB / 2^22, so three thirds are a little less than one. */
const PSS_PARTS = 2 ** 22;

/** kB of the whole VMA at PLACE. Unlike pagemap, smaps looks into PFN mappings (R-WK-2). */
export const smaps: Op<'smaps'> = {
  op: 'smaps',
  expect: ['EFAULT'],
  gives: 'figures',
  play: (cx, s) =>
    within(cx, 'show_smap', () => {
      const kb = pageKb(cx.arch);
      const vpn = firstPage(cx, s.place);
      const vma = findVma(mmOf(cx, s.actor), vpn);
      if (vma === null) {
        labelBead(cx, 'smaps', { place: placeOf(cx, vpn) });
        return { kind: 'smaps', sums: null };
      }
      const sum = {
        Rss: 0,
        Pss: 0,
        Shared_Clean: 0,
        Shared_Dirty: 0,
        Private_Clean: 0,
        Private_Dirty: 0,
        Anonymous: 0,
      };
      const [table] = leafTables(cx.world, cx.arch, mmOf(cx, s.actor), vma.start, vma.end);
      for (const entry of leaves(cx.world, cx.arch, mmOf(cx, s.actor), vma.start, vma.end)) {
        const huge = entry.level === 'pmd';
        const pfn = withinOne(cx, 'smaps_pte_range', () =>
          within(cx, huge ? 'smaps_pmd_entry' : 'smaps_pte_entry', (): Pfn | null => {
            const ask = huge ? cx.linux.vmNormalPagePmd : cx.linux.vmNormalPage;
            const page = ask(cx, s.actor, vma, entry.vpn, entry.pte);
            if (page !== null) called(cx, 'smaps_account');
            return page;
          }),
        );
        if (pfn === null) continue;
        const page = structPage(cx.world, pfn);
        const dirty = cx.arch.pte.dirty(entry.pte) || page.dirty;
        sum.Rss += kb;
        sum.Pss += Math.floor((kb * PSS_PARTS) / Math.max(1, page.map));
        sum[`${page.map > 1 ? 'Shared' : 'Private'}_${dirty ? 'Dirty' : 'Clean'}`] += kb;
        if (page.anon) sum.Anonymous += kb;
      }
      const place = placeOf(cx, vma.start);
      if (table === undefined) bead(cx, 'show_smap', { place });
      else bead(cx, 'smaps_pte_range', { place, kb: sum.Rss });
      sum.Pss = Math.floor(sum.Pss / PSS_PARTS);
      return { kind: 'smaps', sums: sum };
    }),
};

export const mincore: Op<'mincore'> = {
  op: 'mincore',
  expect: ['ENOMEM', 'EINVAL'],
  gives: 'bits',
  play: (cx, s) => {
    const { from, to } = pagesOf(cx, s.place);
    const fn = walkEnds(cx, s.actor, from, to, 'mincore_pte_range', 'mincore_unmapped_range');
    return within(cx, 'do_mincore', () => {
      called(cx, 'walk_page_test');
      const present: boolean[] = [];
      let skipped = false;
      for (let vpn = from; vpn < to; vpn = asVpn(vpn + 1)) {
        const vma = findVma(mmOf(cx, s.actor), vpn);
        if (vma === null) {
          bead(cx, 'do_mincore', { place: placeOf(cx, vpn) });
          return 'ENOMEM';
        }
        const skips = walkSkips(vma);
        skipped ||= skips;
        const entry = skips ? null : lookup(cx.world, cx.arch, mmOf(cx, s.actor), vpn);
        const mapped = entry !== null && !entry.none;
        present.push(mapped || cachedPage(cx.world, vma.file, lin(vma, vpn)) !== null);
      }
      bead(cx, fn, { reader: 'mincore', skipped });
      return { kind: 'mincore', pages: present };
    });
  },
};

export const status: Op<'status'> = {
  op: 'status',
  expect: ['ESRCH'],
  gives: 'figures',
  play: (cx, { actor }) => {
    const { rss } = mmOf(cx, actor);
    bead(cx, 'task_mem', { process: actor });
    return { kind: 'status', rss };
  },
};
