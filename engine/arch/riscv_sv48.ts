/** RISC-V with 48 bits of address (R-AR-10). */
import { riscv } from './riscvCodec.ts';

export const riscv_sv48 = riscv(
  { name: 'riscv_sv48', title: 'RISC-V, Sv48', subtitle: '4 levels · special bit in the PTE' },
  4,
);
