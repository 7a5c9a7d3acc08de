/** Every row, by section of the reference. */
import { DISAGREEMENTS } from './disagreements.ts';
import { FAULTS } from './faults.ts';
import { GUP } from './gup.ts';
import { HUGE_PFN } from './huge.ts';
import { INSTALLERS } from './installers.ts';
import { MEMORY } from './memory.ts';
import { OBSERVERS } from './observers.ts';
import { RECORDED_ROWS } from './recorded.ts';
import type { Row } from './row.ts';

export const SECTIONS: Readonly<Record<string, readonly Row[]>> = {
  'vm_normal_page, mmap and installers (14.1, 14.2, 14.9)': INSTALLERS,
  'faults (14.3, 14.11)': FAULTS,
  'fork, zap, madvise, mprotect, mremap (14.4, 14.11)': MEMORY,
  'GUP and remote access (14.5, 14.12, 14.13)': GUP,
  'observers and the proposal (14.6, 12)': OBSERVERS,
  'disagreements (14.7)': DISAGREEMENTS,
  'huge PFN mappings (14.10)': HUGE_PFN,
  'recorded runs (14.13)': RECORDED_ROWS,
};

export const ROWS: readonly Row[] = Object.values(SECTIONS).flat();
