/** The architectures, one line each. */
import type { ArchName } from '../types.ts';
import type { Arch } from './arch.ts';
import { arm } from './arm.ts';
import { armLpae, armLpaeNobit } from './armLpae.ts';
import { x86_64 } from './x86_64.ts';

export const ARCHES: Readonly<Record<ArchName, Arch>> = {
  x86_64,
  arm,
  arm_lpae: armLpae,
  arm_lpae_nobit: armLpaeNobit,
};
