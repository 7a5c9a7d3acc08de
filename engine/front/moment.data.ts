/** What the start page shows until somebody steps on: one moment of a run, played when the page is built. */
import type { MachineInfo, Snapshot, Step } from '../facts.ts';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import collision from '../scenario/collision.ts';
import { STEP, withoutQuestions } from './which.ts';

export interface Moment {
  readonly title: string;
  readonly statements: number;
  readonly machines: readonly MachineInfo[];
  readonly step: Step;
  readonly bead: number;
  readonly snapshot: Snapshot;
}

function momentOf(text: string): Moment {
  const program = parse(text);
  const run = createRun(program);
  const step = [run.start, ...run.play()][STEP];
  if (!step || program.title === null)
    throw new Error('The scenario of the start page has lost its title or its step.');
  const bead = Math.max(0, step.beads.length - 1);
  return {
    title: program.title,
    statements: program.steps.length,
    machines: run.machines,
    step,
    bead,
    snapshot: run.snapshot({ step: STEP, bead }),
  };
}

export const MOMENT: Moment = momentOf(withoutQuestions(collision.text));
