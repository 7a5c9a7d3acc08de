/** RISC-V with 32 bits (R-AR-11): two levels, and no transparent huge pages. */
import { riscv } from './riscvCodec.ts';

export const riscv_sv32 = riscv(
  { name: 'riscv_sv32', title: 'RISC-V, Sv32', subtitle: '2 levels · special bit in the PTE', origin: 'reading' },
  2,
);
