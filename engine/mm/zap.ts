/**
 * Kernel: mm/memory.c (`zap_pte_range`, `zap_present_pte`, `unmap_single_vma`), mm/huge_memory.c (`zap_huge_pmd`).
 * Rules R-V-20, R-ZP-1 to R-ZP-8, R-HP-8, R-HP-14.
 */
import type { ProcessName, Vpn } from '../types.ts';
import { bead, frameText, log, placeText, structPage, within, type Cx } from './cx.ts';
import { clearEntry, leafPages, leaves, mmOf, type Entry } from './pgtable.ts';
import { removePage } from './rmap.ts';
import { setPage } from './structPage.ts';
import { peekNormalPage } from './vmNormalPage.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly zapRange: typeof zapRange;
  }
}

export interface ZapOptions {
  /** False: pages copied on write stay (R-ZP-3). */
  readonly evenCows: boolean;
}

/** A run of entries of the same kind shares one sentence. */
type Kind = 'raw' | 'page' | 'anon' | 'kept' | 'huge' | 'cut';

function kindOf(cx: Cx, vma: Vma, entry: Entry, options: ZapOptions, from: Vpn, to: Vpn): Kind {
  // `zap_pmd_range()` splits a leaf that goes only in part; as its frames are not counted, it is cleared (R-HP-8).
  if (entry.level === 'pmd') {
    return from <= entry.vpn && entry.vpn + leafPages(cx.arch, 'pmd') <= to ? 'huge' : 'cut';
  }
  const verdict = peekNormalPage(cx, cx.world.map, vma, entry.vpn, entry.pte);
  if (verdict !== 'page') return 'raw';
  if (!structPage(cx.world, cx.arch.pte.pfn(entry.pte)).anon) return 'page';
  return options.evenCows ? 'anon' : 'kept';
}

/** `zap_present_pte()` */
function zapPresentPte(cx: Cx, process: ProcessName, vma: Vma, entry: Entry, options: ZapOptions): void {
  const pfn = cx.linux.vmNormalPage(cx, process, vma, entry.vpn, entry.pte);
  if (pfn === null) {
    clearEntry(cx, process, entry);
    return;
  }
  const page = structPage(cx.world, pfn);
  if (page.anon && !options.evenCows) return;
  clearEntry(cx, process, entry);
  if (!page.anon && cx.arch.pte.dirty(entry.pte)) setPage(cx, pfn, { dirty: true });
  removePage(cx, process, pfn);
  if (structPage(cx.world, pfn).map < 0) log(cx, { kind: 'bad_page_map' });
}

const ONE: Record<Kind, (frame: string) => string> = {
  raw: (frame) => `the entry of ${frame} is cleared. vm_normal_page found no page, so nothing is released`,
  page: (frame) => `${frame} loses one mapping and one reference`,
  anon: (frame) => `${frame}, an anonymous page, loses one mapping and one reference`,
  kept: (frame) => `${frame} was copied on write and stays`,
  huge: (frame) => `the huge entry of ${frame} is cleared; nothing was counted`,
  cut: (frame) => `only part of the huge entry of ${frame} is to go, so it is split, which clears all of it`,
};
const MANY: Record<Kind, string> = {
  raw: 'the entries are cleared. vm_normal_page found no pages, so nothing is released',
  page: 'each page loses one mapping and one reference',
  anon: 'each anonymous page loses one mapping and one reference',
  kept: 'these pages were copied on write and stay',
  huge: 'the huge entries are cleared; nothing was counted',
  cut: 'only parts of the huge entries are to go, so they are split, which clears all of them',
};

/** If not `zap_pte_range()`. */
const FUNCTION: Partial<Record<Kind, string>> = { huge: 'zap_huge_pmd', cut: '__split_huge_pmd' };

/** `unmap_page_range()`: one micro-step per run of entries of one kind. */
export function zapRange(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  from: Vpn,
  to: Vpn,
  options: ZapOptions = { evenCows: true },
): void {
  within(cx, 'zap_pte_range', () => {
    let kind: Kind | null = null;
    let run: Entry[] = [];
    let frame = '';
    const tell = (): void => {
      const first = run[0];
      const last = run.at(-1);
      if (kind === null || first === undefined || last === undefined) return;
      const text =
        run.length === 1
          ? `${placeText(cx, first.vpn)}: ${ONE[kind](frame)}.`
          : `${placeText(cx, first.vpn)} to ${placeText(cx, last.vpn)}: ${MANY[kind]}.`;
      bead(cx, FUNCTION[kind] ?? 'zap_pte_range', `${process} ${text}`);
      run = [];
    };
    // Listed up front, because the walk changes the tables.
    for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, to)]) {
      const next = kindOf(cx, vma, entry, options, from, to);
      if (next !== kind) tell();
      kind = next;
      frame = frameText(cx.world, (entry.level === 'pte' ? cx.arch.pte : cx.arch.pmd!).pfn(entry.pte));
      run.push(entry);
      if (entry.level === 'pte') zapPresentPte(cx, process, vma, entry, options);
      else clearEntry(cx, process, entry);
    }
    tell();
  });
}
