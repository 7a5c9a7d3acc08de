/** Where the model is known to differ from a recording, and says so with the scenario that the recording bears out. */
import { SCENARIOS } from '../scenario/index.ts';
import type { KnownDifference } from '../scenario/scenario.ts';
import type { ArchName } from '../types.ts';

export function knownDifference(set: string, program: string, machine: ArchName): KnownDifference | null {
  for (const { witness } of SCENARIOS) {
    if ('none' in witness || witness.recorded !== `${set}/${program}`) continue;
    return witness.differs?.machines.includes(machine) ? witness.differs : null;
  }
  return null;
}
