/** `vmf_insert_pfn()`. Kernel: mm/memory.c. Rules R-IN-34 to R-IN-43. */
import type { Pfn, ProcessName, Vpn } from '../types.ts';
import { bead, called, type Cx, KernelBug, within, placeOf, frameRef } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { installRaw } from './install.ts';
import { pfnValid } from './memmap.ts';
import { trackPfnInsert } from './pat.ts';
import { lookup, mmOf } from './pgtable.ts';
import { CONTRACT_CONDITIONS, contractQuestions, contractVerdicts, MIXEDMAP, type ContractBug } from './rawContract.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly vmfInsertPfnTable: typeof vmfInsertPfnTable;
    readonly vmfInsertPfn: typeof vmfInsertPfn;
  }
}

interface InsertPfnInput {
  readonly flags: number;
  readonly valid: boolean;
  readonly occupied: boolean;
}

type InsertPfnVerdict = 'insert' | 'stays' | ContractBug | 'bug_mixed_valid';

const RULES = { bug_neither: 'R-IN-34', bug_both: 'R-IN-35', bug_cow: 'R-IN-36' } as const;

export const vmfInsertPfnTable: DecisionTable<InsertPfnInput, InsertPfnVerdict> = {
  name: 'vmf_insert_pfn',
  summary: 'May the driver put this raw frame here?',
  first: 'any',
  questions: {
    ...contractQuestions(RULES, 'mixed_valid'),
    mixed_valid: {
      label: 'VM_MIXEDMAP and pfn_valid?',
      help: 'Without the bit, it would be taken for a counted page later. Forbidden everywhere.',
      rules: ['R-IN-37'],
      ask: (i) => (i.flags & MIXEDMAP) !== 0 && i.valid,
      value: (i) => (i.valid ? 'has a struct page' : 'no struct page'),
      yes: 'bug_mixed_valid',
      no: 'empty',
    },
    empty: {
      label: 'entry empty?',
      help: 'An existing entry stays.',
      rules: ['R-IN-42'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'insert',
      no: 'stays',
    },
  },
  leftOut: [
    {
      label: '!pfn_modify_allowed()?',
      before: 'empty',
      yes: 'SIGBUS',
      why: 'only x86 with the L1TF flaw refuses, and only entries that are not accessible',
    },
  ],
  verdicts: {
    insert: { label: 'raw entry', tone: 'null', help: 'Mapped, not counted.', rules: ['R-IN-43'] },
    stays: { label: 'unchanged', tone: 'go', help: 'The existing entry stays.', rules: ['R-IN-42'] },
    ...contractVerdicts(RULES),
    bug_mixed_valid: {
      label: 'BUG',
      tone: 'bad',
      help: 'The kernel gives up. Here, this machine stops.',
      rules: ['R-IN-37'],
    },
  },
};

const CONDITIONS = { ...CONTRACT_CONDITIONS, bug_mixed_valid: 'VM_MIXEDMAP and pfn_valid' } as const;

/** Always VM_FAULT_NOPAGE. Throws `KernelBug` where the kernel would hit a BUG_ON(). */
export function vmfInsertPfn(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn): void {
  within(cx, 'vmf_insert_pfn', () => {
    const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const input = {
      flags: vma.flags,
      valid: pfnValid(cx.world.map, pfn),
      occupied: slot !== null && !slot.none,
    };
    const verdict = decide(cx, cx.linux.vmfInsertPfnTable, input, { process, vpn });
    within(cx, 'vmf_insert_pfn_prot', () => {
      if (verdict !== 'insert' && verdict !== 'stays') return;
      trackPfnInsert(cx);
      called(cx, 'insert_pfn');
    });
    if (verdict === 'insert') installRaw(cx, process, vma, vpn, pfn);
    else if (verdict !== 'stays') throw new KernelBug(`vmf_insert_pfn: ${CONDITIONS[verdict]}`);
    bead(cx, 'vmf_insert_pfn', { place: placeOf(cx, vpn), frame: frameRef(cx.world, pfn) });
  });
}
