/** The kernel of `mips32_rixi` on a processor without read and execute inhibit (R-AR-20). */
import { mips32Arch } from './mipsCodec.ts';

export const mips32 = mips32Arch(
  { name: 'mips32', title: 'MIPS32', subtitle: '2 levels · no special bit' },
  { release: 2, rixi: false },
);
