/** All architectures, one line each. Only a program that plays them imports this. */
import type { ArchName, MachineName } from '../types.ts';
import type { Arch } from './arch.ts';
import { alpha } from './alpha.ts';
import { arm } from './arm.ts';
import { arm64 } from './arm64.ts';
import { arm64_16k } from './arm64_16k.ts';
import { arm64_64k } from './arm64_64k.ts';
import { arm64_hwaf } from './arm64_hwaf.ts';
import { arm_lpae } from './arm_lpae.ts';
import { i386 } from './i386.ts';
import { i386_pae } from './i386_pae.ts';
import { loongarch64 } from './loongarch64.ts';
import { m68k } from './m68k.ts';
import { mips32 } from './mips32.ts';
import { mips32_r1 } from './mips32_r1.ts';
import { mips32_rixi } from './mips32_rixi.ts';
import { ppc64 } from './ppc64.ts';
import { ppc64_64k } from './ppc64_64k.ts';
import { riscv_sv32 } from './riscv_sv32.ts';
import { riscv_sv39 } from './riscv_sv39.ts';
import { riscv_sv48 } from './riscv_sv48.ts';
import { riscv_sv57 } from './riscv_sv57.ts';
import { s390x } from './s390x.ts';
import { sparc64 } from './sparc64.ts';
import { x86_64 } from './x86_64.ts';
import { x86_64_la57 } from './x86_64_la57.ts';
import { archOf as carriedArchOf, carry } from './carried.ts';

export const ARCHES: Readonly<Record<ArchName, Arch>> = {
  x86_64,
  x86_64_la57,
  i386,
  i386_pae,
  arm_lpae,
  arm64,
  arm64_hwaf,
  arm64_16k,
  arm64_64k,
  riscv_sv32,
  riscv_sv39,
  riscv_sv48,
  riscv_sv57,
  s390x,
  ppc64,
  ppc64_64k,
  loongarch64,
  mips32_r1,
  sparc64,
  arm,
  mips32,
  mips32_rixi,
  alpha,
  m68k,
};

export const carryAll = (): void => carry(Object.values(ARCHES));

export function archOf(machine: MachineName): Arch {
  carryAll();
  return carriedArchOf(machine);
}
