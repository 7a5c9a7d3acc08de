/** The same kernel as arm64 on a processor that keeps accessed and dirty itself, as most do today (R-AR-5). */
import { arm64Arch } from './arm64Codec.ts';

export const arm64_hwaf = arm64Arch(
  { name: 'arm64_hwaf', title: 'arm64, hardware access flag', subtitle: '4 levels · special bit in the PTE' },
  { pageShift: 12, bits: [9, 9, 9, 9], hardwareMarks: true },
);
