/** x86-64 with five levels (R-AR-2): the entries are those of four. */
import { levelsOf } from './geometry.ts';
import { LONG } from './x86_64.ts';
import { x86 } from './x86Codec.ts';

export const x86_64_la57 = x86(
  {
    name: 'x86_64_la57',
    title: 'x86-64, 5 levels',
    subtitle: '5 levels · special bit in the PTE',
    entryBits: 64,
    userEnd: 2 ** 56,
    levels: levelsOf(12, 64, [
      { name: 'PGD', bits: 9 },
      { name: 'P4D', bits: 9 },
      { name: 'PUD', bits: 9 },
      { name: 'PMD', bits: 9 },
      { name: 'PT', bits: 9 },
    ]),
  },
  LONG,
  true,
);
