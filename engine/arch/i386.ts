/** 32-bit x86 without PAE (R-AR-3): two levels, entries of 32 bits, no NX. */
import { levelsOf } from './geometry.ts';
import { x86 } from './x86Codec.ts';

export const i386 = x86(
  {
    name: 'i386',
    title: 'x86-32',
    subtitle: '2 levels · special bit in the PTE',
    entryBits: 32,
    userEnd: 0xc0000000,
    levels: levelsOf(12, 32, [
      { name: 'PGD', bits: 10 },
      { name: 'PT', bits: 10 },
    ]),
  },
  { pfnBits: 20, savedDirtyBit: 10, long: false, inverts: false, nx: false, bareTop: false },
  false,
);
