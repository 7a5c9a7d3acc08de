/** Flags of a mapping, as a number in a log and as letters in smaps. */
import { FLAG_LETTERS, FLAG_MEANINGS } from '../glossary/flags.ts';
import { VM, vmFlagNames, type VmFlagName } from '../types.ts';
import type { Item } from './found.ts';

const BY_LETTERS = new Map((Object.keys(FLAG_LETTERS) as VmFlagName[]).map((name) => [FLAG_LETTERS[name], name]));

/** Flags of Linux that no mapping here has. */
const OTHERS: Readonly<Record<string, string>> = {
  gd: 'The mapping grows down: a stack.',
  sd: 'Soft-dirty tracking: written since the bits were last cleared.',
  ht: 'A mapping of hugetlbfs.',
  mg: 'KSM may merge its pages.',
  um: 'userfaultfd waits for missing pages.',
  uw: 'userfaultfd write-protects it.',
  ui: 'userfaultfd waits for minor faults.',
  sf: 'The mapping is synchronous: DAX.',
  bt: 'arm64: guarded against jumps to wrong places.',
  mt: 'arm64: its memory has tags.',
  ss: 'A shadow stack.',
  sl: 'Sealed: it cannot be changed.',
  dw: 'Writing was denied to others.',
  '??': 'A flag without letters.',
};

const flagItem = (name: VmFlagName, value: string): Item => ({
  name: `VM_${name}`,
  value,
  means: FLAG_MEANINGS[name],
});

export interface FlagsRead {
  readonly flags: number;
  readonly items: readonly Item[];
  /** Letters or bits that are not known here. */
  readonly left: string;
}

function letterItem(two: string): Item | null {
  const name = BY_LETTERS.get(two);
  if (name !== undefined) return flagItem(name, two);
  return Object.hasOwn(OTHERS, two) ? { name: two, value: two, means: OTHERS[two]! } : null;
}

export function readLetters(text: string): FlagsRead {
  const letters = text.trim().split(/\s+/).filter(Boolean);
  const names = letters.flatMap((two) => BY_LETTERS.get(two) ?? []);
  return {
    flags: names.reduce((all, name) => all | VM[name], 0),
    items: letters.flatMap((two) => letterItem(two) ?? []),
    left: letters.filter((two) => letterItem(two) === null).join(' '),
  };
}

export function readFlags(word: bigint): FlagsRead {
  const flags = Number(BigInt.asUintN(31, word));
  const names = vmFlagNames(flags);
  const left = names.reduce((rest, name) => rest & ~BigInt(VM[name]), word);
  return {
    flags,
    items: names.map((name) => flagItem(name, `0x${VM[name].toString(16)}`)),
    left: left === 0n ? '' : `0x${left.toString(16)}`,
  };
}

/** R-V-11. */
export const isCowMapping = (flags: number): boolean => (flags & (VM.SHARED | VM.MAYWRITE)) === VM.MAYWRITE;

/** Which question of `vm_normal_page()` speaks in a mapping with these flags (R-NP-1 to R-NP-20). */
export function decidingQuestion(flags: number): string {
  if ((flags & VM.MIXEDMAP) !== 0) {
    return (
      'VM_MIXEDMAP is set. Where entries have a special bit, `pte_special(pte)?` decides. Where they have none, ' +
      '`pfn_valid(pfn)?` does: every frame with a struct page counts as a page.'
    );
  }
  if ((flags & VM.PFNMAP) !== 0) {
    const rule = isCowMapping(flags)
      ? '`pfn == linear?` decides: an entry off the line maps a page, because a private mapping may hold copies.'
      : '`is_cow_mapping()?` has the last word: this mapping cannot hold copies, so all its entries are raw.';
    return `VM_PFNMAP is set. Where entries have a special bit, \`pte_special(pte)?\` decides. Where they have none, ${rule}`;
  }
  return (
    'Neither VM_PFNMAP nor VM_MIXEDMAP is set, so every entry has to map a page, or the zero page. A special entry, or a frame ' +
    'number beyond the last struct page (`pfn > highest_memmap_pfn?`), is a Bad page map.'
  );
}
