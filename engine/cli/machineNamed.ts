import { meantAmong } from '../language/otherNames.ts';
import { ARCH_NAMES, MACHINE_NAMES, type MachineName } from '../types.ts';
import { UsageError } from './output.ts';

export function machineNamed(name: string): MachineName {
  const machine = MACHINE_NAMES.find((known) => known === name);
  if (machine !== undefined) return machine;
  const { word, why } = meantAmong(name, MACHINE_NAMES);
  const not = why === null ? `There is no machine \`${name}\`.` : `\`${name}\` ${why}.`;
  throw new UsageError(
    `${not} ${word === undefined ? `Use one of ${ARCH_NAMES.join(', ')}.` : `Did you mean \`${word}\`?`}`,
  );
}
