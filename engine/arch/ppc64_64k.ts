/** 64-bit PowerPC, radix tables, 64 KiB pages (R-AR-14): its last tables have 32 entries. */
import { ppc64Arch } from './ppc64Codec.ts';

export const ppc64_64k = ppc64Arch(
  { name: 'ppc64_64k', title: 'PowerPC, 64 KiB pages', subtitle: '4 levels, 64 KiB pages · special bit in the PTE' },
  { pageShift: 16, bits: 5, userEnd: 2 ** 47 },
);
