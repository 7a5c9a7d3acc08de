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

/** In alphabetical order. */
export const FLAGS = (Object.keys(FLAG_MEANINGS) as VmFlagName[]).sort();

/** Names for mappings with the flag. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['PFN mapping', 'PFN mappings'],
  MIXEDMAP: ['mixed mapping', 'mixed mappings'],
};
/** The letters of smaps, and the constants of system calls that set it. */
const FOUND_BY: Readonly<Record<VmFlagName, readonly string[]>> = {
  READ: ['rd', 'PROT_READ'],
  WRITE: ['wr', 'PROT_WRITE'],
  EXEC: ['ex', 'PROT_EXEC'],
  SHARED: ['sh', 'MAP_SHARED', 'MAP_SHARED_VALIDATE'],
  MAYREAD: ['mr'],
  MAYWRITE: ['mw'],
  MAYEXEC: ['me'],
  MAYSHARE: ['ms'],
  PFNMAP: ['pf', 'pfnmap', 'vm_flags_set'],
  LOCKED: ['lo', 'MAP_LOCKED'],
  IO: ['io', 'Memory mapped I/O'],
  SEQ_READ: ['sr', 'MADV_SEQUENTIAL'],
  RAND_READ: ['rr', 'MADV_RANDOM'],
  DONTCOPY: ['dc', 'MADV_DONTFORK'],
  DONTEXPAND: ['de'],
  LOCKONFAULT: ['lf', 'MLOCK_ONFAULT', 'MCL_ONFAULT'],
  ACCOUNT: ['ac', 'overcommit', 'Committed_AS'],
  NORESERVE: ['nr', 'MAP_NORESERVE'],
  PAT: ['ar', 'VM_ARCH_1', 'page attribute table'],
  WIPEONFORK: ['wf', 'MADV_WIPEONFORK'],
  DONTDUMP: ['dd', 'MADV_DONTDUMP', 'coredump_filter', 'core dump'],
  MIXEDMAP: ['mm', 'mixedmap', 'DAX', 'fsdax'],
  HUGEPAGE: ['hg', 'MADV_HUGEPAGE'],
  NOHUGEPAGE: ['nh', 'MADV_NOHUGEPAGE'],
};
const RULES: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['R-F-1', 'R-NP-11'],
  MIXEDMAP: ['R-F-1', 'R-NP-8', 'R-NP-10'],
  SHARED: ['R-F-1'],
};

export const FLAG_TERMS: readonly GlossaryTerm[] = Object.entries(FLAG_MEANINGS).map(([flag, meaning]) => ({
  id: `flag-${flag}`,
  group: 'Flags of a mapping',
  name: `VM_${flag}`,
  words: [`VM_${flag}`, flag, ...(ALSO[flag] ?? [])],
  also: FOUND_BY[flag as VmFlagName],
  meaning,
  rules: RULES[flag] ?? [],
}));
