/** `vm_insert_page()`, counted. Kernel: mm/memory.c. Rules R-IN-20 to R-IN-31. */
import { VM, type Pfn, type ProcessName, type Refusal, type Vpn } from '../types.ts';
import { bead, called, type Cx, structPage, within, placeOf, frameRef } from './cx.ts';
import { decide, decidedBy } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { installPage, installRaw } from './install.ts';
import { isZeroPfn, pfnValid } from './memmap.ts';
import { lookup, mmOf } from './pgtable.ts';
import { changeVma, hasHook, isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly insertPageTable: typeof insertPageTable;
    readonly insertPage: typeof insertPage;
    readonly vmInsertPage: typeof vmInsertPage;
  }
}

export interface InsertPageInput {
  /** Has a struct page; otherwise the driver has nothing to pass. */
  readonly valid: boolean;
  readonly refcount: number;
  readonly zero: boolean;
  /** `vm_mixed_zeropage_allowed()` (R-IN-25). */
  readonly zeroAllowed: boolean;
  readonly anon: boolean;
  readonly occupied: boolean;
}

export const insertPageTable: DecisionTable<InsertPageInput, 'page' | 'zero_page' | 'EINVAL' | 'EBUSY'> = {
  name: 'insert_page',
  summary: 'May the driver put this page here, counted?',
  first: 'valid',
  questions: {
    valid: {
      label: 'struct page?',
      help: "The kernel function takes a struct page. If a frame has none, this playground's driver answers EINVAL.",
      rules: ['R-IN-24'],
      ask: (i) => i.valid,
      value: (i) => (i.valid ? 'has one' : 'none'),
      yes: 'refcount',
      no: 'EINVAL',
    },
    refcount: {
      label: 'refcount > 0?',
      help: 'A free frame must not be mapped.',
      rules: ['R-IN-24'],
      ask: (i) => i.refcount > 0,
      value: (i) => `refcount ${i.refcount}`,
      yes: 'zero',
      no: 'EINVAL',
    },
    zero: {
      label: 'zero page?',
      help: 'The zero page is never counted.',
      rules: ['R-IN-25'],
      ask: (i) => i.zero,
      value: (i) => (i.zero ? 'the zero page' : 'another page'),
      yes: 'zero_allowed',
      no: 'anon',
    },
    zero_allowed: {
      label: 'zero page allowed?',
      help: 'Only where nobody can ever write through the entry without a copy.',
      rules: ['R-IN-25'],
      ask: (i) => i.zeroAllowed,
      value: (i) => (i.zeroAllowed ? 'private, or never writable' : 'shared and writable'),
      yes: 'zero_occupied',
      no: 'EINVAL',
    },
    zero_occupied: {
      label: 'entry empty?',
      help: 'An existing entry stays.',
      rules: ['R-IN-28'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'zero_page',
      no: 'EBUSY',
    },
    anon: {
      label: 'anonymous page?',
      help: 'A page that belongs to a process may not be handed out by a driver.',
      rules: ['R-IN-26'],
      ask: (i) => i.anon,
      value: (i) => (i.anon ? 'anonymous' : 'not anonymous'),
      yes: 'EINVAL',
      no: 'occupied',
    },
    occupied: {
      label: 'entry empty?',
      help: 'An existing entry stays.',
      rules: ['R-IN-28'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'page',
      no: 'EBUSY',
    },
  },
  leftOut: [
    {
      label: 'slab, or another typed page?',
      before: 'occupied',
      yes: 'EINVAL',
      why: 'no statement can name such a frame',
    },
  ],
  verdicts: {
    page: {
      label: 'map, counted',
      tone: 'page',
      help: 'One more reference, mapping, and page on the counter.',
      rules: ['R-IN-30'],
    },
    zero_page: {
      label: 'map special, not counted',
      tone: 'null',
      help: 'The zero page is mapped raw.',
      rules: ['R-IN-29'],
    },
    EINVAL: { label: 'EINVAL', tone: 'stop', help: 'Refused.', rules: ['R-IN-24', 'R-IN-25', 'R-IN-26'] },
    EBUSY: { label: 'EBUSY', tone: 'stop', help: 'Something is already mapped there.', rules: ['R-IN-28'] },
  },
};

/** R-IN-25: where the zero page cannot be written, or a driver that GUP cannot reach allows it. */
export const zeropageAllowed = (vma: Vma): boolean =>
  isCowMapping(vma.flags) ||
  (vma.flags & (VM.WRITE | VM.MAYWRITE)) === 0 ||
  ((vma.flags & VM.IO) !== 0 && hasHook(vma, 'pfn_mkwrite'));

/** `insert_page()`, for both vm_insert_page and vmf_insert_mixed. */
export function insertPage(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  vpn: Vpn,
  pfn: Pfn,
): 'page' | 'zero_page' | 'EINVAL' | 'EBUSY' {
  const page = structPage(cx.world, pfn);
  const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
  return within(cx, 'insert_page', () => {
    called(cx, 'validate_page_before_insert');
    const verdict = decide(
      cx,
      cx.linux.insertPageTable,
      {
        valid: pfnValid(cx.world.map, pfn),
        refcount: page.ref,
        zero: isZeroPfn(cx.world.map, pfn),
        zeroAllowed: zeropageAllowed(vma),
        anon: page.anon,
        occupied: slot !== null && !slot.none,
      },
      { process, vpn },
    );
    if (verdict === 'EINVAL') return verdict;
    return within(cx, 'insert_page_into_pte_locked', () => {
      if (verdict === 'page') installPage(cx, process, vma, vpn, pfn);
      else if (verdict === 'zero_page') installRaw(cx, process, vma, vpn, pfn);
      return verdict;
    });
  });
}

/** From the mmap handler, where the VMA becomes mixed (R-IN-23). */
export function vmInsertPage(
  cx: Cx,
  process: ProcessName,
  vma: Vma,
  vpn: Vpn,
  pfn: Pfn,
): { vma: Vma; error: Refusal | null } {
  return within(cx, 'vm_insert_page', () => {
    const place = placeOf(cx, vpn);
    if (vpn >= vma.end) {
      bead(cx, 'vm_insert_page', { place });
      return { vma, error: 'EFAULT' };
    }
    // R-RD-10: the installer's own contract.
    const mixed = changeVma(cx, process, vma, { flags: vma.flags | VM.MIXEDMAP }); // R-RD-10, R-IN-23
    const done = cx.linux.insertPage(cx, process, mixed, vpn, pfn);
    const frame = frameRef(cx.world, pfn);
    if (done === 'page' || done === 'zero_page') {
      bead(cx, 'vm_insert_page', { place, frame, counted: done === 'page' });
      return { vma: mixed, error: null };
    }
    const looked = !pfnValid(cx.world.map, pfn);
    bead(cx, 'vm_insert_page', { place, frame, error: done, looked, decided: decidedBy(cx) });
    return { vma: mixed, error: done };
  });
}
