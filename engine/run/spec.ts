/** What a machine is made of, by the name that the text gives it. */
import type { Arch } from '../arch/arch.ts';
import { ARCHES } from '../arch/index.ts';
import { LINUX } from '../linux/linux.ts';
import type { Linux } from '../mm/linux.ts';
import { ARCH_NAMES, type MachineName } from '../types.ts';

export interface MachineSpec {
  readonly name: MachineName;
  readonly arch: Arch;
  readonly linux: Linux;
}

export function specOf(name: MachineName): MachineSpec {
  const arch = ARCH_NAMES.find((arch) => arch === name);
  if (arch === undefined) throw new RangeError(`there is no machine ${name}`);
  return { name, arch: ARCHES[arch], linux: LINUX };
}
