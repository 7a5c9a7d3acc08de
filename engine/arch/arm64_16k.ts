/** arm64 with 16 KiB pages and 48 bits of address (R-AR-6). */
import { arm64Arch } from './arm64Codec.ts';

export const arm64_16k = arm64Arch(
  { name: 'arm64_16k', title: 'arm64, 16 KiB pages', subtitle: '4 levels, 16 KiB pages · special bit in the PTE' },
  { pageShift: 14, bits: [1, 11, 11, 11], hardwareMarks: true },
);
