/**
 * mprotect on entries. Kernel: mm/mprotect.c (`change_pte_range`, `can_change_pte_writable`). Rules R-MP-3 to R-MP-6,
 * R-HP-15.
 */
import { codecOf } from '../arch/arch.ts';
import { VM, type ProcessName, type Vpn } from '../types.ts';
import { bead, structPage, warnOnce, within, type Cx, placeOf } from './cx.ts';
import { decide } from './decide.ts';
import type { DecisionTable } from './decisionTable.ts';
import { accessProt } from './install.ts';
import { leafTables, leaves, mmOf, updateEntry, type Entry } from './pgtable.ts';
import { wantsWritenotify } from './vma.ts';
import type { Vma } from './world.ts';
import { isZeroPfn } from './memmap.ts';

declare module './linux.ts' {
  interface Linux {
    readonly canChangePteWritableTable: typeof canChangePteWritableTable;
    readonly changeProtection: typeof changeProtection;
  }
}

interface WritableInput {
  readonly protNone: boolean;
  readonly shared: boolean;
  readonly dirty: boolean;
  readonly page: boolean;
  readonly anonExclusive: boolean;
}

export const canChangePteWritableTable: DecisionTable<WritableInput, 'writable' | 'read_only'> = {
  name: 'can_change_pte_writable',
  summary: 'May mprotect make this entry writable at once, without a fault?',
  first: 'accessible',
  questions: {
    accessible: {
      label: 'accessible?',
      help: 'An entry that cannot even be read is left alone.',
      rules: ['R-MP-4'],
      ask: (i) => !i.protNone,
      value: (i) => (i.protNone ? 'PROT_NONE' : 'yes'),
      yes: 'shared',
      no: 'read_only',
    },
    shared: {
      label: 'VM_SHARED?',
      help: 'Asked of a shared mapping only where its driver wants to hear of first writes.',
      rules: ['R-MP-4'],
      ask: (i) => i.shared,
      value: (i) => (i.shared ? 'shared' : 'private'),
      yes: 'dirty',
      no: 'page',
    },
    dirty: {
      label: 'pte_dirty?',
      help: 'The driver has heard of the first write to a dirty entry.',
      rules: ['R-MP-4'],
      ask: (i) => i.dirty,
      value: (i) => (i.dirty ? 'dirty' : 'clean'),
      yes: 'writable',
      no: 'read_only',
    },
    page: {
      label: 'vm_normal_page?',
      help: 'A raw entry of a private mapping must stay read-only: a write must copy.',
      rules: ['R-MP-4'],
      ask: (i) => i.page,
      value: (i) => (i.page ? 'a page' : 'NULL'),
      yes: 'exclusive',
      no: 'read_only',
    },
    exclusive: {
      label: 'anonymous and exclusive?',
      help: 'Only a page that belongs to this process alone may be written without a copy.',
      rules: ['R-MP-4'],
      ask: (i) => i.anonExclusive,
      value: (i) => (i.anonExclusive ? 'exclusive' : 'shared, or not anonymous'),
      yes: 'writable',
      no: 'read_only',
    },
  },
  leftOut: [
    {
      label: 'pte_needs_soft_dirty_wp()?',
      before: 'shared',
      yes: 'stays read-only',
      why: 'no statement clears soft-dirty marks',
    },
    {
      label: 'userfaultfd_pte_wp()?',
      before: 'shared',
      yes: 'stays read-only',
      why: 'no statement registers a range with userfaultfd',
    },
  ],
  verdicts: {
    writable: { label: 'writable at once', tone: 'go', help: 'No fault is needed.', rules: ['R-MP-4'] },
    read_only: {
      label: 'stays read-only',
      tone: 'stop',
      help: 'The next write faults, and that decides.',
      rules: ['R-MP-4'],
    },
  },
};

function canChangeWritable(cx: Cx, process: ProcessName, vma: Vma, entry: Entry): boolean {
  const protNone = cx.arch.pte.protNone(entry.pte);
  const shared = (vma.flags & VM.SHARED) !== 0;
  const pfn = protNone || shared ? null : cx.linux.vmNormalPage(cx, process, vma, entry.vpn, entry.pte);
  const page = pfn === null ? null : structPage(cx.world, pfn);
  const dirty = cx.arch.pte.dirty(entry.pte);
  if (!protNone && shared && dirty && isZeroPfn(cx.world.map, cx.arch.pte.pfn(entry.pte))) {
    warnOnce(cx, 'can_change_pte_writable');
  }
  const input = {
    protNone,
    shared,
    dirty,
    page: page !== null,
    anonExclusive: page !== null && page.anon && page.exclusive,
  };
  return decide(cx, cx.linux.canChangePteWritableTable, input, { process, vpn: entry.vpn }) === 'writable';
}

type Changes = 'change_pte_range' | 'change_pmd_range' | 'change_huge_pmd';

function changes(cx: Cx, process: ProcessName, from: Vpn, to: Vpn): Changes {
  const levels = [...leafTables(cx.world, cx.arch, mmOf(cx, process), from, to)].map(({ level }) => level);
  if (levels.includes('pte')) return 'change_pte_range';
  const [entry] = leaves(cx.world, cx.arch, mmOf(cx, process), from, to);
  return entry === undefined ? 'change_pmd_range' : 'change_huge_pmd';
}

/** `change_protection()`: frames and marks stay (R-MP-3). */
export function changeProtection(cx: Cx, process: ProcessName, vma: Vma, from: Vpn, to: Vpn): void {
  const fn = changes(cx, process, from, to);
  within(cx, fn, () => {
    const prot = accessProt(cx, vma);
    // `vma_wants_manual_pte_write_upgrade()`
    const upgrade = (vma.flags & VM.SHARED) !== 0 ? wantsWritenotify(vma) : (vma.flags & VM.WRITE) !== 0;
    let entries = 0;
    for (const entry of [...leaves(cx.world, cx.arch, mmOf(cx, process), from, to)]) {
      const codec = codecOf(cx.arch, entry.level);
      let pte = codec.modify(entry.pte, prot);
      if (
        entry.level === 'pte' &&
        upgrade &&
        !codec.write(pte) &&
        within(cx, 'can_change_pte_writable', () => canChangeWritable(cx, process, vma, { ...entry, pte }))
      ) {
        pte = codec.mkwrite(pte);
      }
      updateEntry(cx, process, entry, pte);
      entries++;
    }
    bead(cx, fn, { place: placeOf(cx, from), entries });
  });
}
