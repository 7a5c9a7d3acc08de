/**
 * Kernel: mm/memory.c (`zap_pte_range`, `zap_present_ptes`, `unmap_single_vma`), mm/huge_memory.c (`zap_huge_pmd`).
 * Rules R-V-20, R-ZP-1 to R-ZP-8, R-HP-8, R-HP-14.
 */
import type { KernelFunction } from '../functions.ts';
import { codecOf } from '../arch/arch.ts';
import { VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { bead, called, type Cx, log, structPage, within, withinOne, placeOf, frameRef } from './cx.ts';
import { clearEntry, leafPages, leaves, mmOf, type Entry } from './pgtable.ts';
import { removePage } from './rmap.ts';
import { mayGet, setPage } from './structPage.ts';
import { peekNormalPage } from './vmNormalPage.ts';
import type { Vma } from './world.ts';
import type { ZapKind, FrameRef } from '../facts.ts';

declare module './linux.ts' {
  interface Linux {
    readonly zapRange: typeof zapRange;
  }
}

export interface ZapOptions {
  /** False: pages copied on write stay (R-ZP-3). */
  readonly evenCows: boolean;
}

function kindOf(cx: Cx, vma: Vma, entry: Entry, options: ZapOptions, from: Vpn, to: Vpn): ZapKind {
  // `zap_pmd_range()` splits a leaf that goes only in part; as its frames are not counted, it is cleared (R-HP-8).
  if (entry.level === 'pmd') {
    return from <= entry.vpn && entry.vpn + leafPages(cx.arch, 'pmd') <= to ? 'huge' : 'cut';
  }
  const verdict = peekNormalPage(cx, cx.world.map, vma, entry.vpn, entry.pte);
  if (verdict !== 'page') return 'raw';
  if (!structPage(cx.world, cx.arch.pte.pfn(entry.pte)).anon) return 'page';
  return options.evenCows ? 'anon' : 'kept';
}

/** `zap_present_ptes()` */
function zapPresentPte(cx: Cx, process: ProcessName, vma: Vma, entry: Entry, options: ZapOptions): void {
  const pfn = cx.linux.vmNormalPage(cx, process, vma, entry.vpn, entry.pte);
  if (pfn === null) {
    clearEntry(cx, process, entry);
    return;
  }
  const page = structPage(cx.world, pfn);
  called(cx, 'should_zap_folio');
  if (page.anon && !options.evenCows) return;
  // munlock_folio() takes a reference for a moment.
  if ((vma.flags & VM.LOCKED) !== 0) mayGet(cx, pfn);
  clearEntry(cx, process, entry);
  // `tlb_delay_rmap()`: a dirty page of a file, or of a driver.
  const late = !page.anon && cx.arch.pte.dirty(entry.pte);
  if (late) setPage(cx, pfn, { dirty: true });
  // Nobody looks at the mapcount of a dirty page of a file: its mapping goes when the TLB is flushed.
  if (page.map <= 0 && !late) log(cx, { kind: 'bad_page_map' });
  within(cx, 'zap_present_folio_ptes', () => removePage(cx, process, pfn, late));
}

/** `tlb_flush_mmu()`: the gathered pages are freed now. */
function flush(cx: Cx): void {
  for (const line of cx.gathered ?? []) log(cx, line);
  if (cx.gathered !== null) cx.gathered = [];
}

/** `tlb_gather_mmu()` to `tlb_finish_mmu()`: pages that are zapped meanwhile are freed at the end. */
export function gather<T>(cx: Cx, body: () => T): T {
  if (cx.gathered !== null) return body();
  cx.gathered = [];
  const result = body();
  flush(cx);
  cx.gathered = null;
  return result;
}

const FUNCTION = {
  raw: 'zap_pte_range',
  page: 'zap_pte_range',
  anon: 'zap_pte_range',
  kept: 'zap_pte_range',
  huge: 'zap_huge_pmd',
  cut: '__split_huge_pmd',
} as const satisfies Record<ZapKind, KernelFunction>;

/** `unmap_page_range()`: one micro-step per run of entries of one kind. */
export function zapRange(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  from: Vpn,
  to: Vpn,
  options: ZapOptions = { evenCows: true },
): void {
  const zap = (): void =>
    within(cx, 'zap_pmd_range', () => {
      let kind: ZapKind | null = null;
      let run: Entry[] = [];
      let frame: FrameRef | null = null;
      let table: Pfn | null = null;
      let dirty = false;
      const tell = (): void => {
        const first = run[0];
        const last = run.at(-1);
        if (kind === null || frame === null || first === undefined || last === undefined) return;
        const range = { first: placeOf(cx, first.vpn), last: placeOf(cx, last.vpn) };
        bead(cx, FUNCTION[kind], { process, kind, range, frame });
        run = [];
      };
      // Listed up front, because the walk changes the tables.
      for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, to)]) {
        const next = kindOf(cx, vma, entry, options, from, to);
        if (next !== kind) tell();
        kind = next;
        frame = frameRef(cx.world, codecOf(cx.arch, entry.level).pfn(entry.pte));
        run.push(entry);
        // A dirty page of a file ends the batch of its table.
        if (entry.table !== table && dirty) flush(cx);
        dirty = (entry.table === table && dirty) || (next === 'page' && cx.arch.pte.dirty(entry.pte));
        table = entry.table;
        if (entry.level === 'pte') {
          withinOne(cx, 'zap_pte_range', () =>
            within(cx, 'zap_present_ptes', () => zapPresentPte(cx, process, vma, entry, options)),
          );
        } else clearEntry(cx, process, entry);
      }
      if (dirty) flush(cx);
      tell();
    });
  gather(cx, zap);
}
