/** What the kernel of a machine has said up to a micro-step of a statement, for those who show it where it happened. */
import { INVARIANT_SUBJECTS } from '../../engine/atlas.ts';
import type { Broken, LogLine } from '../../engine/facts.ts';
import { logText, outcomesBriefly } from '../../engine/say/pictured.ts';
import type { Shown } from './run.ts';

export interface Happened {
  /** Set where the machines differ; of a long outcome only the parts that differ. */
  readonly outcome: string | null;
  readonly log: readonly string[];
  readonly broken: readonly Broken[];
}

export function happenedAt({ step, bead }: Pick<Shown, 'step' | 'bead'>, machine: number): Happened {
  const differs = step.differences.some(({ kind }) => kind === 'outcome');
  const isNews = ({ kind }: LogLine): boolean => kind !== 'bug' && kind !== 'bound';
  if (bead >= step.beads.length - 1) {
    return {
      outcome: differs ? (outcomesBriefly(step.outcomes)[machine] ?? null) : null,
      log: (step.log[machine] ?? []).filter(isNews).map(logText),
      broken: step.broken[machine] ?? [],
    };
  }
  const changes = step.beads.slice(0, bead + 1).flatMap((b) => b.machines[machine]?.changes ?? []);
  return {
    outcome: null,
    log: changes.flatMap((c) => (c.kind === 'log' ? [logText(c.line)] : [])),
    broken: [],
  };
}

export const subjectsOf = (broken: readonly Broken[]): string[] => [
  ...new Set(broken.map(({ rule }) => INVARIANT_SUBJECTS[rule])),
];
