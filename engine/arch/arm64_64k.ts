/** arm64 with 64 KiB pages and 48 bits of address (R-AR-7). */
import { arm64Arch } from './arm64Codec.ts';

export const arm64_64k = arm64Arch(
  { name: 'arm64_64k', title: 'arm64, 64 KiB pages', subtitle: '3 levels, 64 KiB pages · special bit in the PTE' },
  { pageShift: 16, bits: [6, 13, 13], hardwareMarks: false },
);
