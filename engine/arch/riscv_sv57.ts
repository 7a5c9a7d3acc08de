/** RISC-V with 57 bits of address (R-AR-10). */
import { riscv } from './riscvCodec.ts';

export const riscv_sv57 = riscv(
  { name: 'riscv_sv57', title: 'RISC-V, Sv57', subtitle: '5 levels · special bit in the PTE' },
  5,
);
