/**
 * `vmf_insert_pfn()`: a driver's fault handler maps one frame by number. Kernel: mm/memory.c. Rules R-IN-34 to R-IN-43.
 */
import { VM, vmFlagNames, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { bead, frameText, KernelBug, placeText, within, type Cx } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { installRaw } from './install.ts';
import { pfnValid } from './memmap.ts';
import { lookup, mmOf } from './pgtable.ts';
import { isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

interface InsertPfnInput {
  readonly flags: number;
  readonly valid: boolean;
  readonly occupied: boolean;
}

type InsertPfnVerdict = 'insert' | 'stays' | 'bug_neither' | 'bug_both' | 'bug_cow' | 'bug_mixed_valid';

// R-RD-11: legitimate. The contract between drivers and vm_normal_page, checked where entries are made.
const PFNMAP = VM.PFNMAP; // R-RD-11
const MIXEDMAP = VM.MIXEDMAP; // R-RD-11
const flagText = (i: InsertPfnInput): string =>
  vmFlagNames(i.flags & (PFNMAP | MIXEDMAP))
    .map((n) => `VM_${n}`)
    .join(' ') || 'neither flag';

export const vmfInsertPfnTable: DecisionTable<InsertPfnInput, InsertPfnVerdict> = {
  name: 'vmf_insert_pfn',
  file: 'mm/memory.c',
  summary: 'May the driver put this raw frame here?',
  first: 'any',
  questions: {
    any: {
      label: 'VM_PFNMAP or VM_MIXEDMAP?',
      help: 'A raw entry needs a mapping that announces raw entries.',
      rules: ['R-IN-34'],
      ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) !== 0,
      value: flagText,
      yes: 'both',
      no: 'bug_neither',
    },
    both: {
      label: 'both flags?',
      help: 'The two flags ask for different rules.',
      rules: ['R-IN-35'],
      ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) === (PFNMAP | MIXEDMAP),
      value: flagText,
      yes: 'bug_both',
      no: 'cow',
    },
    cow: {
      label: 'VM_PFNMAP and is_cow_mapping?',
      help: 'Without the bit nobody could tell such an entry from a copied page later. Forbidden everywhere.',
      rules: ['R-IN-36'],
      ask: (i) => (i.flags & PFNMAP) !== 0 && isCowMapping(i.flags),
      value: (i) => (isCowMapping(i.flags) ? 'private, may write' : 'shared, or never writable'),
      yes: 'bug_cow',
      no: 'mixed_valid',
    },
    mixed_valid: {
      label: 'VM_MIXEDMAP and pfn_valid?',
      help: 'Without the bit it would be taken for a counted page later. Forbidden everywhere.',
      rules: ['R-IN-37'],
      ask: (i) => (i.flags & MIXEDMAP) !== 0 && i.valid,
      value: (i) => (i.valid ? 'has a struct page' : 'no struct page'),
      yes: 'bug_mixed_valid',
      no: 'empty',
    },
    empty: {
      label: 'entry empty?',
      help: 'An entry that is there already stays.',
      rules: ['R-IN-42'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'insert',
      no: 'stays',
    },
  },
  verdicts: {
    insert: { label: 'raw entry', tone: 'null', help: 'Mapped, not counted.', rules: ['R-IN-43'] },
    stays: { label: 'unchanged', tone: 'go', help: 'The entry that is there stays.', rules: ['R-IN-42'] },
    bug_neither: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-34'] },
    bug_both: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-35'] },
    bug_cow: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-36'] },
    bug_mixed_valid: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-37'] },
  },
};

const CONDITIONS = {
  bug_neither: 'neither VM_PFNMAP nor VM_MIXEDMAP',
  bug_both: 'VM_PFNMAP and VM_MIXEDMAP',
  bug_cow: 'VM_PFNMAP and is_cow_mapping',
  bug_mixed_valid: 'VM_MIXEDMAP and pfn_valid',
} as const;

/** Always VM_FAULT_NOPAGE unless the kernel would stop: then it throws the condition. */
export function vmfInsertPfn(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): void {
  within(cx, 'vmf_insert_pfn', () => {
    const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const input = {
      flags: vma.flags,
      valid: pfnValid(cx.world.map, pfn),
      occupied: slot !== null && slot.pte !== 0n,
    };
    const verdict = decide(cx, vmfInsertPfnTable, input, { process, vpn });
    if (verdict === 'insert') installRaw(cx, process, vma, vpn, pfn);
    else if (verdict !== 'stays') throw new KernelBug(`vmf_insert_pfn: ${CONDITIONS[verdict]}`);
    bead(
      cx,
      'vmf_insert_pfn',
      `The driver maps ${frameText(cx.world, pfn)} raw at ${placeText(cx, vpn)}; nothing is counted.`,
    );
  });
}
