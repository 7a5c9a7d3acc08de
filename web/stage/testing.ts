/** Plays scenarios with the real engine, for tests of pictures. */
import type { MachineInfo, Snapshot, Step } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';

export interface Moment {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
}

export function momentsOf(text: string): Moment[] {
  const run = createRun(parse(text));
  const { machines } = run;
  const beadsOf = (step: Step): Moment[] =>
    Array.from({ length: Math.max(1, step.beads.length) }, (_, bead) => ({
      machines,
      snapshot: run.snapshot({ step: step.step, bead }),
      step,
      bead,
    }));
  return [...beadsOf(run.start), ...[...run.play()].flatMap(beadsOf)];
}

export function endOf(text: string, number = Infinity): Moment {
  const run = createRun(parse(text));
  let last = run.start;
  for (const step of run.play()) if (step.step <= number) last = step;
  const bead = Math.max(0, last.beads.length - 1);
  return { machines: run.machines, snapshot: run.snapshot({ step: last.step, bead }), step: last, bead };
}
