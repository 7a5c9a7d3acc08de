/** The levels at which an entry can map memory, and who answers there in 6.12 (R-NP-33, R-NP-34). */
import type { MachineInfo } from '../../engine/facts.ts';

export const ENTRY_LEVELS = ['pte', 'pmd', 'pud'] as const;
export type EntryLevel = (typeof ENTRY_LEVELS)[number];

interface LevelText {
  /** Null: 6.12 has none. */
  readonly fn: string | null;
  readonly help: string;
  readonly sentence: string;
}

export const LEVEL_TEXTS: Readonly<Record<EntryLevel, LevelText>> = {
  pte: {
    fn: 'vm_normal_page',
    help: 'An entry of the lowest page table, which maps one page.',
    sentence:
      "A pte maps one page. The special bit answers where entries have one; otherwise the rules on the mapping's flags do.",
  },
  pmd: {
    fn: 'vm_normal_page_pmd',
    help: 'An entry one level higher, which may map a block of pages at once.',
    sentence:
      'A pmd leaf maps a block of pages at once. Here the rules on the flags answer on every machine; the bit is only a shortcut.',
  },
  pud: {
    fn: null,
    help: 'An entry two levels higher, which may map a still larger block at once.',
    sentence: 'Linux 6.12 has no vm_normal_page_pud. Each function that meets a pud leaf decides for itself:',
  },
};

/** What functions of 6.12 do with a PUD leaf. */
export const PUD_READERS: readonly { readonly fn: string; readonly what: string; readonly rule: string }[] = [
  {
    fn: 'folio_walk_start',
    what: 'takes a present leaf for a page, unless its special bit or its devmap bit is set.',
    rule: 'R-NP-34',
  },
  { fn: 'gup_fast_pud_leaf', what: 'stops at the special bit.', rule: 'R-GU-7' },
  { fn: 'follow_huge_pud', what: 'checks neither the bit nor the flags of a mixed mapping.', rule: 'R-HP-17' },
  {
    fn: 'copy_huge_pud',
    what: 'gives the child the same leaf; one that is private and writable becomes read-only in both.',
    rule: 'R-HP-13',
  },
  {
    fn: 'zap_huge_pud',
    what: 'clears the leaf in a mapping of raw frames and counts nothing; elsewhere it stops at a BUG.',
    rule: 'R-HP-14',
  },
  { fn: 'others', what: 'assume that such a leaf belongs to DAX or to hugetlb.', rule: 'R-NP-34' },
];

export const PUD_LATER = 'Linux 6.18 adds vm_normal_page_pud; all three levels share one function there.';

/** Null where it can be any. */
export function levelOf(table: string): EntryLevel | null {
  if (table.endsWith('_pmd')) return 'pmd';
  return table === 'folio_walk_start' ? null : 'pte';
}

/** Why a machine has no leaves at a level; otherwise null. */
export function absence(level: EntryLevel, machine: MachineInfo): string | null {
  if (level === 'pte') return null;
  if (level === 'pmd') return machine.fields.pmd.length === 0 ? 'has no pmd leaves here' : null;
  return machine.levels.some(({ name }) => name === 'PUD')
    ? 'has this level, but no statement makes a leaf there'
    : 'has no such level';
}
