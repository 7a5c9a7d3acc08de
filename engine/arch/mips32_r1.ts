/**
 * A kernel for release 1 of MIPS32 (R-AR-19), which runs on the processor of `mips32`, too: without CONFIG_CPU_HAS_RIXI there is
 * room for the special bit.
 */
import { mips32Arch } from './mipsCodec.ts';

export const mips32_r1 = mips32Arch(
  {
    name: 'mips32_r1',
    title: 'MIPS32, release 1',
    subtitle: '2 levels · special bit in the PTE',
    origin: 'reading',
  },
  { release: 1, rixi: false },
);
