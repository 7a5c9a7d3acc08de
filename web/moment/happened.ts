/** What the kernel of a machine has said up to a micro-step of a statement, for those who show it where it happened. */
import { INVARIANT_SUBJECTS, type InvariantRule } from '../../engine/atlas.ts';
import { outcomesBriefly } from '../../engine/say/index.ts';
import type { Shown } from './run.ts';

export interface Happened {
  /** Set where the machines differ; of a long outcome only the parts that differ. */
  readonly outcome: string | null;
  /** Printed in this statement so far. */
  readonly log: readonly string[];
  /** Broken after the statement. */
  readonly broken: readonly string[];
}

/** Within a statement, what its micro-steps record; at its end, everything. A machine's header says why it stopped. */
export function happenedAt(
  { step, bead, snapshot }: Pick<Shown, 'step' | 'bead' | 'snapshot'>,
  machine: number,
): Happened {
  const stopped = snapshot.machines[machine]?.stopped ?? null;
  const differs = step.differences.some(({ kind }) => kind === 'outcome');
  const isNews = (line: string): boolean => stopped === null || !line.endsWith(stopped);
  if (bead >= step.beads.length - 1) {
    return {
      outcome: differs ? (outcomesBriefly(step.outcomes)[machine] ?? null) : null,
      log: (step.log[machine] ?? []).filter(isNews),
      broken: step.broken[machine] ?? [],
    };
  }
  const changes = step.beads.slice(0, bead + 1).flatMap((b) => b.machines[machine]?.changes ?? []);
  return {
    outcome: null,
    log: changes.flatMap((c) => (c.kind === 'log' ? [c.text] : [])),
    broken: [],
  };
}

/** A text begins with its rule: `R-IV-2: frame 0x400 counts …`. */
export const rulesOf = (broken: readonly string[]): string[] => [
  ...new Set(broken.map((text) => text.split(':', 1)[0] ?? text)),
];

/** A few words each. */
export const subjectsOf = (broken: readonly string[]): string[] =>
  rulesOf(broken).map((rule) => INVARIANT_SUBJECTS[rule as InvariantRule] ?? rule);
