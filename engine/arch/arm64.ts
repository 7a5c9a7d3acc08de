/** arm64 with 4 KiB pages and 48 bits of address, on a processor that leaves accessed and dirty to software (R-AR-5). */
import { arm64Arch } from './arm64Codec.ts';

export const arm64 = arm64Arch(
  { name: 'arm64', title: 'arm64', subtitle: '4 levels · special bit in the PTE' },
  { pageShift: 12, bits: [9, 9, 9, 9], hardwareMarks: false },
);
