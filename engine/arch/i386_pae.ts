/** 32-bit x86 with PAE (R-AR-4): three levels, entries of 64 bits. */
import { levelsOf } from './geometry.ts';
import { x86 } from './x86Codec.ts';

export const i386_pae = x86(
  {
    name: 'i386_pae',
    title: 'x86-32, PAE',
    subtitle: '3 levels · special bit in the PTE',
    entryBits: 64,
    userEnd: 0xc0000000,
    levels: levelsOf(12, 64, [
      { name: 'PGD', bits: 2 },
      { name: 'PMD', bits: 9 },
      { name: 'PT', bits: 9 },
    ]),
  },
  { pfnBits: 40, savedDirtyBit: 10, long: false, inverts: true, nx: false, bareTop: true },
  false,
);
