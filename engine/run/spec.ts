/** What a machine is made of, by the name that the text gives it. */
import type { Arch } from '../arch/arch.ts';
import { archOf } from '../arch/carried.ts';
import { LINUX } from '../linux/linux.ts';
import type { Linux } from '../mm/linux.ts';
import type { MachineName } from '../types.ts';

export interface MachineSpec {
  readonly name: MachineName;
  readonly arch: Arch;
  readonly linux: Linux;
}

export const specOf = (name: MachineName): MachineSpec => ({ name, arch: archOf(name), linux: LINUX });
