/** RISC-V with 39 bits of address (R-AR-10). */
import { riscv } from './riscvCodec.ts';

export const riscv_sv39 = riscv(
  { name: 'riscv_sv39', title: 'RISC-V, Sv39', subtitle: '3 levels · special bit in the PTE' },
  3,
);
