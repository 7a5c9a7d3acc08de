/** What stands behind a built-in scenario, in words. */
import type { Witness } from '../../../engine/atlas.ts';

/** What a line of a recording holds, and a test compares: `outcome`, `pages`, `rss`, `vmas`, `log`. */
const COMPARED = 'outcome, entries, counters, mappings, log';

/** Linux was seen to do the same; to do something else; or was not seen to do it. */
const SIGNS = { agrees: '✓', differs: '≠', none: '–' } as const;

export interface WitnessWords {
  readonly kind: keyof typeof SIGNS;
  readonly sign: string;
  readonly text: string;
  /** The recorded program and what of it is compared; null where there is none. */
  readonly detail: string | null;
}

const words = (kind: WitnessWords['kind'], text: string, detail: string | null): WitnessWords => ({
  kind,
  sign: SIGNS[kind],
  text,
  detail,
});

export function witnessWords(witness: Witness): WitnessWords {
  if ('none' in witness) return words('none', witness.none, null);
  const { recorded, machines, differs } = witness;
  const detail = `Compared: ${COMPARED}. Recorded program: ${recorded}.`;
  if (differs === undefined) return words('agrees', `Linux 6.12 agrees on ${machines.join(', ')}`, detail);
  const where = `on ${differs.machines.join(', ')} in ${differs.fields.join(', ')}`;
  return words('differs', `Linux 6.12 differs ${where}: ${differs.why.replace(/\.$/, '')}`, detail);
}
