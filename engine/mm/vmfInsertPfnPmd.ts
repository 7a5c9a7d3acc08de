/**
 * `vmf_insert_pfn_pmd()`: a driver maps a PMD-sized block in one entry. Kernel: mm/huge_memory.c. Rules R-IN-52 to R-IN-60.
 */
import { asPte, VM, vmFlagNames, type Pfn, type ProcessName, type Vpn } from '../types.ts';
import { bead, frameText, KernelBug, placeText, within, type Cx } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { leafPages, lookup, mmOf, setEntry, updateEntry } from './pgtable.ts';
import { isCowMapping } from './vma.ts';
import type { Vma } from './world.ts';

interface InsertPfnPmdInput {
  readonly flags: number;
  readonly occupied: boolean;
  readonly write: boolean;
}

type InsertPfnPmdVerdict = 'insert' | 'touch' | 'stays' | 'bug_neither' | 'bug_both' | 'bug_cow';

// R-RD-14: legitimate. The contract between drivers and vm_normal_page_pmd.
const PFNMAP = VM.PFNMAP; // R-RD-14
const MIXEDMAP = VM.MIXEDMAP; // R-RD-14
const flagText = (i: InsertPfnPmdInput): string =>
  vmFlagNames(i.flags & (PFNMAP | MIXEDMAP))
    .map((n) => `VM_${n}`)
    .join(' ') || 'neither flag';

export const vmfInsertPfnPmdTable: DecisionTable<InsertPfnPmdInput, InsertPfnPmdVerdict> = {
  name: 'vmf_insert_pfn_pmd',
  file: 'mm/huge_memory.c',
  summary: 'May the driver put this raw block here in one entry?',
  first: 'any',
  questions: {
    any: {
      label: 'VM_PFNMAP or VM_MIXEDMAP?',
      help: 'A raw entry needs a mapping that announces raw entries.',
      rules: ['R-IN-52'],
      ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) !== 0,
      value: flagText,
      yes: 'both',
      no: 'bug_neither',
    },
    both: {
      label: 'both flags?',
      help: 'The two flags ask for different rules.',
      rules: ['R-IN-53'],
      ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) === (PFNMAP | MIXEDMAP),
      value: flagText,
      yes: 'bug_both',
      no: 'cow',
    },
    cow: {
      label: 'VM_PFNMAP and is_cow_mapping?',
      help: 'A private PFN mapping never has a huge entry.',
      rules: ['R-IN-54', 'R-HP-9'],
      ask: (i) => (i.flags & PFNMAP) !== 0 && isCowMapping(i.flags),
      value: (i) => (isCowMapping(i.flags) ? 'private, may write' : 'shared, or never writable'),
      yes: 'bug_cow',
      no: 'empty',
    },
    empty: {
      label: 'entry empty?',
      help: 'Nothing is counted, whatever the frames are: the test of R-IN-37 is absent here.',
      rules: ['R-IN-57', 'R-IN-60'],
      ask: (i) => !i.occupied,
      value: (i) => (i.occupied ? 'occupied' : 'empty'),
      yes: 'insert',
      no: 'write',
    },
    write: {
      label: 'write access?',
      help: 'A write makes the entry that is there writable.',
      rules: ['R-IN-58', 'R-IN-59'],
      ask: (i) => i.write,
      value: (i) => (i.write ? 'write' : 'read'),
      yes: 'touch',
      no: 'stays',
    },
  },
  verdicts: {
    insert: { label: 'huge raw entry', tone: 'null', help: 'Mapped, not counted.', rules: ['R-IN-57'] },
    touch: { label: 'young, dirty, writable', tone: 'go', help: 'The entry that is there.', rules: ['R-IN-58'] },
    stays: { label: 'unchanged', tone: 'go', help: 'The entry that is there stays.', rules: ['R-IN-59'] },
    bug_neither: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-52'] },
    bug_both: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-53'] },
    bug_cow: { label: 'BUG', tone: 'bad', help: 'The kernel stops.', rules: ['R-IN-54'] },
  },
};

const CONDITIONS = {
  bug_neither: 'neither VM_PFNMAP nor VM_MIXEDMAP',
  bug_both: 'VM_PFNMAP and VM_MIXEDMAP',
  bug_cow: 'VM_PFNMAP and is_cow_mapping',
} as const;

/** `vpn` and `pfn`: the first page and frame of the block. Always VM_FAULT_NOPAGE unless the kernel would stop. */
export function vmfInsertPfnPmd(cx: Cx, process: ProcessName, vma: Vma, vpn: Vpn, pfn: Pfn, write: boolean): void {
  within(cx, 'vmf_insert_pfn_pmd', () => {
    const codec = cx.arch.pmd!;
    const slot = lookup(cx.world, cx.arch, mmOf(cx, process), vpn);
    const occupied = slot?.level === 'pmd' && slot.pte !== 0n;
    const verdict = decide(cx, vmfInsertPfnPmdTable, { flags: vma.flags, occupied, write }, { process, vpn });
    const touched = (word: bigint): bigint => {
      const marked = codec.mkdirty(codec.mkyoung(asPte(word)));
      return (vma.flags & VM.WRITE) !== 0 ? codec.mkwrite(marked) : marked;
    };
    if (verdict === 'insert') {
      const entry = codec.mkspecial(codec.mk(pfn, cx.arch.vmGetPageProt(vma.flags)));
      setEntry(cx, process, vpn, asPte(write ? touched(entry) : entry), 'raw', 'pmd');
    } else if (verdict === 'touch' && slot !== null && codec.pfn(slot.pte) === pfn) {
      updateEntry(cx, process, slot, asPte(touched(slot.pte)));
    } else if (verdict !== 'stays' && verdict !== 'touch') {
      throw new KernelBug(`vmf_insert_pfn_pmd: ${CONDITIONS[verdict]}`);
    }
    const pages = leafPages(cx.arch, 'pmd');
    bead(
      cx,
      'vmf_insert_pfn_pmd',
      `The driver maps ${pages} pages from ${frameText(cx.world, pfn)} at ${placeText(cx, vpn)} in one entry.`,
    );
  });
}
