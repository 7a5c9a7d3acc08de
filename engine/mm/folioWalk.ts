/**
 * `folio_walk_start()` reads no VMA flags: vm_normal_page alone decides, as the thread asks for. Kernel: mm/pagewalk.c.
 * Rules R-WK-3, R-WK-4, R-NP-34.
 */
import type { Pfn, ProcessName, Vpn } from '../types.ts';
import { within, type Cx } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { lookup, mmOf } from './pgtable.ts';
import type { Vma } from './world.ts';
import { isZeroPfn } from './memmap.ts';

declare module './linux.ts' {
  interface Linux {
    readonly folioWalkTable: typeof folioWalkTable;
    readonly folioWalkStart: typeof folioWalkStart;
  }
}

interface FolioWalkInput {
  readonly present: boolean;
  readonly huge: boolean;
  readonly page: boolean;
  readonly zeropage: boolean;
  readonly zero: boolean;
}

export const folioWalkTable: DecisionTable<FolioWalkInput, 'page' | 'zero_page' | 'none'> = {
  name: 'folio_walk_start',
  summary: 'Which folio is at this address, if any?',
  first: 'present',
  questions: {
    present: {
      label: 'present?',
      help: 'An empty entry has no folio.',
      rules: ['R-WK-3'],
      ask: (i) => i.present,
      value: (i) => (i.present ? 'present' : 'empty'),
      yes: 'level',
      no: 'none',
    },
    level: {
      label: 'huge?',
      help: 'For a huge entry, vm_normal_page_pmd is asked. For a PUD, 6.12 has no such function: the walk decides alone.',
      rules: ['R-WK-3', 'R-NP-34'],
      ask: (i) => i.huge,
      value: (i) => (i.huge ? 'PMD' : 'PTE'),
      yes: 'normal_pmd',
      no: 'normal',
    },
    normal_pmd: {
      label: 'vm_normal_page_pmd?',
      help: 'The walk reads no flag itself; this function decides.',
      rules: ['R-WK-3'],
      ask: (i) => i.page,
      value: (i) => (i.page ? 'a page' : 'NULL'),
      yes: 'page',
      no: 'none',
    },
    normal: {
      label: 'vm_normal_page?',
      help: 'The walk reads no flag itself; this function decides: a copied page in a PFN mapping is found.',
      rules: ['R-WK-3'],
      ask: (i) => i.page,
      value: (i) => (i.page ? 'a page' : 'NULL'),
      yes: 'page',
      no: 'zeropage',
    },
    zeropage: {
      label: 'FW_ZEROPAGE and zero page?',
      help: 'A caller may ask for the zero page too.',
      rules: ['R-WK-3'],
      ask: (i) => i.zeropage && i.zero,
      value: (i) => (i.zero ? (i.zeropage ? 'zero page, asked for' : 'zero page, not asked for') : 'raw'),
      yes: 'zero_page',
      no: 'none',
    },
  },
  leftOut: [
    {
      label: 'pud_leaf(pud)?',
      before: 'level',
      yes: 'its folio, unless it is special or devmap',
      why: 'this model has no leaves at that level',
    },
  ],
  verdicts: {
    page: { label: 'the folio', tone: 'page', help: 'Found.', rules: ['R-WK-3'] },
    zero_page: { label: 'the zero page', tone: 'page', help: 'Found, because it was asked for.', rules: ['R-WK-3'] },
    none: { label: 'NULL', tone: 'null', help: 'No folio here.', rules: ['R-WK-3'] },
  },
};

/** The frame of the page at `vpn`, or null. */
export function folioWalkStart(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, zeropage: boolean): Pfn | null {
  return within(cx, 'folio_walk_start', () => {
    const entry = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const present = entry !== null && !entry.none;
    const huge = entry?.level === 'pmd';
    let page: Pfn | null = null;
    if (present) {
      page = huge
        ? cx.linux.vmNormalPagePmd(cx, process, vma, entry.vpn, entry.pte)
        : cx.linux.vmNormalPage(cx, process, vma, vpn, entry.pte);
    }
    const zero = present && !huge && isZeroPfn(cx.world.map, cx.arch.pte.pfn(entry.pte));
    const verdict = decide(
      cx,
      cx.linux.folioWalkTable,
      { present, huge, page: page !== null, zeropage, zero },
      { process, vpn },
    );
    if (verdict === 'zero_page' && entry !== null) return cx.arch.pte.pfn(entry.pte);
    return verdict === 'page' && page !== null && entry !== null ? ((page + (vpn - entry.vpn)) as Pfn) : null;
  });
}
