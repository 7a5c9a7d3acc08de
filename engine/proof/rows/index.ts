import { DISAGREEMENTS } from './disagreements.ts';
import { FAULTS } from './faults.ts';
import { GUP } from './gup.ts';
import { GUEST } from './guest.ts';
import { HUGE_PFN } from './huge.ts';
import { INSTALLERS } from './installers.ts';
import { MEMORY } from './memory.ts';
import { OBSERVERS } from './observers.ts';
import { RECORDED_ROWS } from './recorded.ts';
import type { Row } from './row.ts';

export const SECTIONS: Readonly<Record<string, readonly Row[]>> = {
  'vm_normal_page, mmap and installers': INSTALLERS,
  faults: FAULTS,
  'fork, zap, madvise, mprotect, mremap': MEMORY,
  'GUP and remote access': GUP,
  'KVM, VFIO and /dev/mem': GUEST,
  'observers and the proposal': OBSERVERS,
  disagreements: DISAGREEMENTS,
  'huge PFN mappings': HUGE_PFN,
  'recorded runs': RECORDED_ROWS,
};

export const ROWS: readonly Row[] = Object.values(SECTIONS).flat();
