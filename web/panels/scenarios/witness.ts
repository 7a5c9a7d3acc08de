/** The evidence for a built-in scenario, in words. */
import type { Witness } from '../../../engine/atlas.ts';

/** Fields of a recording that tests compare: `outcome`, `pages`, `rss`, `vmas`, `log`. */
const COMPARED = 'outcome, entries, counters, mappings, log';

export interface WitnessWords {
  readonly agrees: boolean;
  readonly text: string;
  /** The recorded program and what of it is compared; null without one. */
  readonly detail: string | null;
}

export function witnessWords(witness: Witness): WitnessWords {
  if ('none' in witness) return { agrees: false, text: witness.none, detail: null };
  return {
    agrees: true,
    text: `Linux 6.12 agrees on ${witness.machines.join(', ')}`,
    detail: `Compared: ${COMPARED}. Recorded program: ${witness.recorded}.`,
  };
}
