/** For tests of pictures: scenarios played by the real engine, moment by moment. */
import type { MachineInfo, Snapshot, Step } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';

export interface Moment {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
}

/** Every micro-step of a scenario, from the start on. */
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

/** The end of a statement: of the last one, if no number is given. */
export function endOf(text: string, number = Infinity): Moment {
  const run = createRun(parse(text));
  let last = run.start;
  for (const step of run.play()) if (step.step <= number) last = step;
  const bead = Math.max(0, last.beads.length - 1);
  return { machines: run.machines, snapshot: run.snapshot({ step: last.step, bead }), step: last, bead };
}
