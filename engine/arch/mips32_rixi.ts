/** MIPS32 with read and execute inhibit (R-AR-20). */
import { mips32Arch } from './mipsCodec.ts';

export const mips32_rixi = mips32Arch(
  { name: 'mips32_rixi', title: 'MIPS32, RIXI', subtitle: '2 levels · no room for a special bit' },
  { release: 2, rixi: true },
);
