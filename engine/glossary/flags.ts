import type { VmFlagName } from '../types.ts';
import type { GlossaryTerm } from './terms.ts';

export const FLAG_MEANINGS: Readonly<Record<VmFlagName, string>> = {
  READ: 'May be read.',
  WRITE: 'May be written.',
  EXEC: 'May be executed.',
  SHARED: 'Writes are visible to all who map it.',
  MAYREAD: 'mprotect may allow reading.',
  MAYWRITE: 'mprotect may allow writing. With private this makes a COW mapping.',
  MAYEXEC: 'mprotect may allow execution.',
  MAYSHARE: 'Made by a shared mmap.',
  PFNMAP: 'Raw frame numbers, struct pages ignored; if private, also copied pages.',
  LOCKED: 'mlock: pages stay in memory.',
  IO: 'Device memory: no core dump, no GUP.',
  SEQ_READ: 'Advised: read in order.',
  RAND_READ: 'Advised: read at random.',
  DONTCOPY: 'fork does not copy it.',
  DONTEXPAND: 'mremap may not grow it.',
  LOCKONFAULT: 'mlock, but only pages that are touched.',
  ACCOUNT: 'Its memory is accounted for when it is promised.',
  NORESERVE: 'Nothing is reserved for it.',
  PAT: 'x86: the cache mode of the whole range was checked, and for device memory reserved.',
  WIPEONFORK: 'The child finds it empty.',
  DONTDUMP: 'Left out of core dumps.',
  MIXEDMAP: 'Raw frames and pages side by side: the bit in each entry decides, or without one the frame number.',
  HUGEPAGE: 'Advised: use huge pages.',
  NOHUGEPAGE: 'Advised: no huge pages.',
};

const ALSO: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['PFN mapping', 'PFN mappings'],
  MIXEDMAP: ['mixed mapping', 'mixed mappings'],
};
/** The two letters of each in the line VmFlags of smaps. Kernel: show_smap_vma_flags, fs/proc/task_mmu.c. */
export const FLAG_LETTERS: Readonly<Record<VmFlagName, string>> = {
  READ: 'rd',
  WRITE: 'wr',
  EXEC: 'ex',
  SHARED: 'sh',
  MAYREAD: 'mr',
  MAYWRITE: 'mw',
  MAYEXEC: 'me',
  MAYSHARE: 'ms',
  PFNMAP: 'pf',
  LOCKED: 'lo',
  IO: 'io',
  SEQ_READ: 'sr',
  RAND_READ: 'rr',
  DONTCOPY: 'dc',
  DONTEXPAND: 'de',
  LOCKONFAULT: 'lf',
  ACCOUNT: 'ac',
  NORESERVE: 'nr',
  PAT: 'ar',
  WIPEONFORK: 'wf',
  DONTDUMP: 'dd',
  MIXEDMAP: 'mm',
  HUGEPAGE: 'hg',
  NOHUGEPAGE: 'nh',
};

const FOUND_BY: Readonly<Partial<Record<VmFlagName, readonly string[]>>> = {
  READ: ['PROT_READ'],
  WRITE: ['PROT_WRITE'],
  EXEC: ['PROT_EXEC'],
  SHARED: ['MAP_SHARED', 'MAP_SHARED_VALIDATE'],
  PFNMAP: ['pfnmap', 'vm_flags_set'],
  LOCKED: ['MAP_LOCKED'],
  IO: ['Memory mapped I/O'],
  SEQ_READ: ['MADV_SEQUENTIAL'],
  RAND_READ: ['MADV_RANDOM'],
  DONTCOPY: ['MADV_DONTFORK'],
  LOCKONFAULT: ['MLOCK_ONFAULT', 'MCL_ONFAULT'],
  ACCOUNT: ['overcommit', 'Committed_AS'],
  NORESERVE: ['MAP_NORESERVE'],
  PAT: ['VM_ARCH_1', 'page attribute table'],
  WIPEONFORK: ['MADV_WIPEONFORK'],
  DONTDUMP: ['MADV_DONTDUMP', 'coredump_filter', 'core dump'],
  MIXEDMAP: ['mixedmap', 'DAX', 'fsdax'],
  HUGEPAGE: ['MADV_HUGEPAGE'],
  NOHUGEPAGE: ['MADV_NOHUGEPAGE'],
};
const RULES: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['R-F-1', 'R-NP-11'],
  MIXEDMAP: ['R-F-1', 'R-NP-8', 'R-NP-10'],
  SHARED: ['R-F-1'],
};

export const FLAG_TERMS: readonly GlossaryTerm[] = (Object.keys(FLAG_MEANINGS) as VmFlagName[]).map((flag) => ({
  id: `flag-${flag}`,
  group: 'Flags of a mapping',
  name: `VM_${flag}`,
  words: [`VM_${flag}`, flag, ...(ALSO[flag] ?? [])],
  also: [FLAG_LETTERS[flag], ...(FOUND_BY[flag] ?? [])],
  meaning: FLAG_MEANINGS[flag],
  rules: RULES[flag] ?? [],
}));
