/**
 * The contract between drivers and vm_normal_page for raw entries created on faults: the mapping has exactly one of the
 * two flags and is not a private PFN mapping. Without the bit nobody could tell such an entry from a copied page later,
 * so it is forbidden everywhere. Rules R-IN-34 to R-IN-36 and R-IN-52 to R-IN-54; readers R-RD-11 and R-RD-14.
 */
import { VM, vmFlagNames } from '../types.ts';
import type { Question, Verdict } from './decisionTable.ts';
import { isCowMapping } from './vma.ts';

// R-RD-11, R-RD-14: legitimate. The installers' own contract.
const PFNMAP = VM.PFNMAP; // R-RD-11
export const MIXEDMAP = VM.MIXEDMAP; // R-RD-11

interface Flags {
  readonly flags: number;
}
export type ContractBug = 'bug_neither' | 'bug_both' | 'bug_cow';

export const CONTRACT_CONDITIONS: Readonly<Record<ContractBug, string>> = {
  bug_neither: 'neither VM_PFNMAP nor VM_MIXEDMAP',
  bug_both: 'VM_PFNMAP and VM_MIXEDMAP',
  bug_cow: 'VM_PFNMAP and is_cow_mapping',
};

const flagText = ({ flags }: Flags): string =>
  vmFlagNames(flags & (PFNMAP | MIXEDMAP))
    .map((name) => `VM_${name}`)
    .join(' ') || 'neither flag';

export const contractQuestions = (
  rules: Readonly<Record<ContractBug, string>>,
  next: string,
): Record<'any' | 'both' | 'cow', Question<Flags>> => ({
  any: {
    label: 'VM_PFNMAP or VM_MIXEDMAP?',
    help: 'A raw entry needs a mapping that announces raw entries.',
    rules: [rules.bug_neither],
    ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) !== 0,
    value: flagText,
    yes: 'both',
    no: 'bug_neither',
  },
  both: {
    label: 'both flags?',
    help: 'The two flags call for different rules.',
    rules: [rules.bug_both],
    ask: (i) => (i.flags & (PFNMAP | MIXEDMAP)) === (PFNMAP | MIXEDMAP),
    value: flagText,
    yes: 'bug_both',
    no: 'cow',
  },
  cow: {
    label: 'VM_PFNMAP and is_cow_mapping?',
    help: 'Without the bit, nobody could tell such an entry from a copied page later. Forbidden everywhere.',
    rules: [rules.bug_cow],
    ask: (i) => (i.flags & PFNMAP) !== 0 && isCowMapping(i.flags),
    value: (i) => (isCowMapping(i.flags) ? 'private, may write' : 'shared, or never writable'),
    yes: 'bug_cow',
    no: next,
  },
});

const bug = (rule: string): Verdict => ({
  label: 'BUG',
  tone: 'bad',
  help: 'The kernel gives up. Here, this machine stops.',
  rules: [rule],
});

export const contractVerdicts = (rules: Readonly<Record<ContractBug, string>>): Record<ContractBug, Verdict> => ({
  bug_neither: bug(rules.bug_neither),
  bug_both: bug(rules.bug_both),
  bug_cow: bug(rules.bug_cow),
});
