/** 64-bit PowerPC, radix tables, 4 KiB pages (R-AR-13). */
import { ppc64Arch } from './ppc64Codec.ts';

export const ppc64 = ppc64Arch(
  { name: 'ppc64', title: 'PowerPC', subtitle: '4 levels · special bit in the PTE' },
  { pageShift: 12, bits: 9, userEnd: 2 ** 46 },
);
