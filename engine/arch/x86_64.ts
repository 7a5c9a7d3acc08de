/** x86-64 with four levels (R-AR-1, R-AR-50). */
import { levelsOf } from './geometry.ts';
import { x86, type X86Layout } from './x86Codec.ts';

export const LONG: X86Layout = { pfnBits: 40, savedDirtyBit: 58, long: true, inverts: true, nx: true, bareTop: false };

export const x86_64 = x86(
  {
    name: 'x86_64',
    title: 'x86-64',
    subtitle: '4 levels · special bit in the PTE',
    entryBits: 64,
    userEnd: 2 ** 47,
    levels: levelsOf(12, 64, [
      { name: 'PGD', bits: 9 },
      { name: 'PUD', bits: 9 },
      { name: 'PMD', bits: 9 },
      { name: 'PT', bits: 9 },
    ]),
  },
  LONG,
  true,
);
