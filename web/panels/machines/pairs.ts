/** Machines that are worth seeing side by side: each pair differs in one thing. */
import type { MachineName } from '../../../engine/types.ts';

export interface Pair {
  readonly title: string;
  readonly machines: readonly [MachineName, MachineName];
}

export const PAIRS: readonly Pair[] = [
  { title: 'With the bit, and without', machines: ['x86_64', 'arm'] },
  { title: 'The same kernel, as if it had no bit', machines: ['arm_lpae', 'arm_lpae@nobit'] },
  { title: 'One processor, two kernels: room for the bit, or none', machines: ['mips32_r1', 'mips32'] },
  { title: 'Pages of 4 KiB against 16 KiB', machines: ['arm64_hwaf', 'arm64_16k'] },
  { title: 'Pages of 4 KiB against 64 KiB', machines: ['arm64', 'arm64_64k'] },
  { title: 'A huge raw entry, or many small ones', machines: ['x86_64', 'i386_pae'] },
  { title: 'The processor sets the accessed bit, or a fault does', machines: ['arm64_hwaf', 'arm64'] },
];
