import type { VmFlagName } from '../../engine/types.ts';

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

export const FLAGS = (Object.keys(FLAG_MEANINGS) as VmFlagName[]).sort();
