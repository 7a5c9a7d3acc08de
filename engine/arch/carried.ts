/**
 * The architectures that this program carries. The page's first worker carries those that texts name most often; a text that
 * names another one waits for the worker with all of them (index.ts).
 */
import { MACHINE_NAMES, type ArchName, type MachineName } from '../types.ts';
import { arm } from './arm.ts';
import { arm_lpae } from './arm_lpae.ts';
import type { Arch } from './arch.ts';
import { nobit } from './nobit.ts';
import { x86_64 } from './x86_64.ts';

const carried = new Map<string, Arch>([x86_64, arm, arm_lpae].map((arch) => [arch.name, arch]));

export function carry(arches: Iterable<Arch>): void {
  for (const arch of arches) carried.set(arch.name, arch);
}

const partsOf = (machine: MachineName): [name: string, variant?: string] =>
  (machine === 'arm_lpae_nobit' ? 'arm_lpae@nobit' : machine).split('@') as [string, string?];

export const isCarried = (machine: MachineName): boolean => carried.has(partsOf(machine)[0]);

const controls = new Map<ArchName, Arch>();

export function archOf(machine: MachineName): Arch {
  if (!MACHINE_NAMES.includes(machine)) throw new RangeError(`there is no machine ${machine}`);
  const [name, variant] = partsOf(machine);
  const arch = carried.get(name);
  if (arch === undefined) throw new Error(`the architecture ${name} is not loaded`);
  if (variant === undefined) return arch;
  const control = controls.get(arch.name) ?? nobit(arch);
  controls.set(arch.name, control);
  return control;
}
