/** `vmf_insert_pfn_pmd()`. Kernel: mm/huge_memory.c. Rules R-IN-52 to R-IN-60. */
import { asPte, VM, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { bead, called, type Cx, KernelBug, within, placeOf, frameRef } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { rawProt } from './install.ts';
import { trackPfnInsert } from './pat.ts';
import { leafPages, lookup, mmOf, setEntry, updateEntry } from './pgtable.ts';
import { CONTRACT_CONDITIONS, contractQuestions, contractVerdicts, type ContractBug } from './rawContract.ts';
import type { Vma } from './world.ts';

declare module './linux.ts' {
  interface Linux {
    readonly vmfInsertPfnPmdTable: typeof vmfInsertPfnPmdTable;
    readonly vmfInsertPfnPmd: typeof vmfInsertPfnPmd;
  }
}

interface InsertPfnPmdInput {
  readonly flags: number;
  readonly occupied: boolean;
  readonly write: boolean;
}

type InsertPfnPmdVerdict = 'insert' | 'touch' | 'stays' | ContractBug;

const RULES = { bug_neither: 'R-IN-52', bug_both: 'R-IN-53', bug_cow: 'R-IN-54' } as const;

export const vmfInsertPfnPmdTable: DecisionTable<InsertPfnPmdInput, InsertPfnPmdVerdict> = {
  name: 'vmf_insert_pfn_pmd',
  summary: 'May the driver put this raw block here in one entry?',
  first: 'any',
  questions: {
    ...contractQuestions(RULES, 'empty'),
    empty: {
      label: 'entry empty?',
      help: 'Nothing is counted, whatever the frames are: a mixed mapping may get any of them here.',
      rules: ['R-IN-57', 'R-IN-60'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'insert',
      no: 'write',
    },
    write: {
      label: 'write access?',
      help: 'A write makes the existing entry writable.',
      rules: ['R-IN-58', 'R-IN-59'],
      ask: (i) => i.write,
      value: (i) => (i.write ? 'write' : 'read'),
      yes: 'touch',
      no: 'stays',
    },
  },
  verdicts: {
    insert: { label: 'huge raw entry', tone: 'null', help: 'Mapped, not counted.', rules: ['R-IN-57'] },
    touch: {
      label: 'young, dirty, writable',
      tone: 'go',
      help: 'The existing entry changes, if it maps the same frame.',
      rules: ['R-IN-58'],
    },
    stays: { label: 'unchanged', tone: 'go', help: 'The existing entry stays.', rules: ['R-IN-59'] },
    ...contractVerdicts(RULES),
  },
};

/** `vpn` and `pfn`: the first page and frame of the block. As `vmfInsertPfn`, always VM_FAULT_NOPAGE or `KernelBug`. */
export function vmfInsertPfnPmd(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn, write: boolean): void {
  within(cx, 'vmf_insert_pfn_pmd', () => {
    const codec = cx.arch.pmd!;
    const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const occupied = slot?.level === 'pmd' && !slot.none;
    const verdict = decide(cx, cx.linux.vmfInsertPfnPmdTable, { flags: vma.flags, occupied, write }, { process, vpn });
    const touched = (word: bigint): bigint => {
      const marked = codec.mkdirty(codec.mkyoung(asPte(word)));
      return (vma.flags & VM.WRITE) !== 0 ? codec.mkwrite(marked) : marked;
    };
    if (verdict === 'insert' || verdict === 'touch' || verdict === 'stays') {
      trackPfnInsert(cx);
      called(cx, 'insert_pfn_pmd');
    }
    if (verdict === 'insert') {
      const entry = codec.mkspecial(codec.mk(pfn, rawProt(cx, vma, pfn)));
      setEntry(cx, process, vpn, asPte(write ? touched(entry) : entry), 'raw', 'pmd');
    } else if (verdict === 'touch' && slot !== null && codec.pfn(slot.pte) === pfn) {
      updateEntry(cx, process, slot, asPte(touched(slot.pte)));
    } else if (verdict !== 'stays' && verdict !== 'touch') {
      throw new KernelBug(`vmf_insert_pfn_pmd: ${CONTRACT_CONDITIONS[verdict]}`);
    }
    const pages = leafPages(cx.arch, 'pmd');
    bead(cx, 'vmf_insert_pfn_pmd', { place: placeOf(cx, vpn), frame: frameRef(cx.world, pfn), pages });
  });
}
