/** A run as the page holds it: the text, what the engine made of it so far, and what the player must know of it. */
import type { Difference, MachineInfo, Position, Snapshot, Step } from '../../engine/facts.ts';
import type { Program } from '../../engine/text.ts';

export interface PageRun {
  /** Tells runs apart: text after text. */
  readonly id: number;
  readonly text: string;
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  /** How many statements will be played. */
  readonly statements: number;
  /** What has been played, from step 0. */
  readonly steps: readonly Step[];
  /** No further steps will come. */
  readonly complete: boolean;
}

/** What is on the screen: a state, and the one before it if the step between them can be shown. */
export interface Shown {
  readonly run: PageRun;
  readonly step: Step;
  readonly bead: number;
  readonly snapshot: Snapshot;
  readonly previous: Snapshot | null;
}

/** Outcomes and log lines belong to their statement; other differences last, and are news only once. */
const told = (difference: Difference): string => JSON.stringify(difference);
const isNews = (difference: Difference, before: ReadonlySet<string>): boolean =>
  difference.kind === 'outcome' || difference.kind === 'log' || !before.has(told(difference));

/** In what the machines differ after a statement in which they did not differ after the one before. */
export function freshDifferences({ differences }: Step, before: Step | undefined): readonly Difference[] {
  const known = new Set(before?.differences.map(told));
  return differences.filter((difference) => isNews(difference, known));
}

/** The statements after which the machines differ in a way in which they did not differ before. */
export const newDifferences = (steps: readonly Step[]): number[] =>
  steps.filter((step, i) => freshDifferences(step, steps[i - 1]).length > 0).map(({ step }) => step);

/** All that the player needs to know of a run: how long it is, where it asks something, and where the machines differ. */
export interface Shape {
  /** Micro-steps of each step played so far, from step 0; at least one each. */
  readonly beads: readonly number[];
  /** The statements before which a person is asked, and how many questions. */
  readonly asks: ReadonlyMap<number, number>;
  /** The statements that make machines differ, or differ in another way than before; rising. */
  readonly differences: readonly number[];
  /** No further steps will come. */
  readonly complete: boolean;
}

export function shapeOf(run: PageRun): Shape {
  const asks = new Map<number, number>();
  for (const step of run.steps) if (step.asks.length > 0) asks.set(step.step, step.asks.length);
  const beads = run.steps.map((step) => Math.max(1, step.beads.length));
  return { beads, asks, differences: newDifferences(run.steps), complete: run.complete };
}

/** A micro-step by name: links use it, because an index would change whenever the engine learns to say more. */
export interface MicroStep {
  readonly fn: string;
  readonly occurrence: number;
}

/** The name of the micro-step at a position; null at a statement's end, which needs none. */
export function microStepAt(steps: readonly Step[], at: Position): MicroStep | null {
  const beads = steps[at.step]?.beads ?? [];
  const bead = beads[at.bead];
  return bead && at.bead < beads.length - 1 ? { fn: bead.fn, occurrence: bead.occurrence } : null;
}

/** Where a named micro-step is now; the statement's end if there is none of that name. */
export function findMicroStep(step: Step, micro: MicroStep): number {
  const bead = step.beads.findIndex(({ fn, occurrence }) => fn === micro.fn && occurrence === micro.occurrence);
  return bead >= 0 ? bead : Math.max(0, step.beads.length - 1);
}

export const sameEverywhere = (values: readonly (string | null)[]): boolean =>
  values.every((value) => value === values[0]);
