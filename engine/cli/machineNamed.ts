import { nearest } from '../language/spelling.ts';
import { ARCH_NAMES, MACHINE_NAMES, type MachineName } from '../types.ts';
import { UsageError } from './output.ts';

/** A machine that a person names. */
export function machineNamed(name: string): MachineName {
  const machine = MACHINE_NAMES.find((known) => known === name);
  if (machine !== undefined) return machine;
  const near = nearest(name, MACHINE_NAMES);
  const meant = near === undefined ? `Use one of ${ARCH_NAMES.join(', ')}.` : `Did you mean \`${near}\`?`;
  throw new UsageError(`There is no machine \`${name}\`. ${meant}`);
}
