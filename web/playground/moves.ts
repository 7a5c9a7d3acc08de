/** Positions in a run, and where each move leads from one. It knows how long the run is, and nothing of who moves. */
import type { Position } from '../../engine/facts.ts';
import type { Shape } from '../moment/run.ts';

/** The end of any run, however long. */
export const END = Number.POSITIVE_INFINITY;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

export const lastStep = (shape: Shape): number => Math.max(0, shape.beads.length - 1);
export const lastBead = (shape: Shape, step: number): number => Math.max(0, (shape.beads[step] ?? 1) - 1);

export const endOf = (shape: Shape, step: number): Position => ({ step, bead: lastBead(shape, step) });

/** A run that ends before it has only its end to show. */
export const firstStep = (shape: Shape): number => Math.min(shape.first ?? 0, lastStep(shape));

export const startOf = (shape: Shape): Position => ({ step: firstStep(shape), bead: 0 });

export function clampTo(shape: Shape, at: Position): Position {
  const step = clamp(at.step, firstStep(shape), lastStep(shape));
  return step === at.step ? { step, bead: clamp(at.bead, 0, lastBead(shape, step)) } : endOf(shape, step);
}

/** The end of the statement, or the next statement; null at the end. */
export function forward(shape: Shape, at: Position): Position | null {
  if (at.bead < lastBead(shape, at.step)) return endOf(shape, at.step);
  return at.step < lastStep(shape) ? endOf(shape, at.step + 1) : null;
}

/** The end of the previous statement; null at the start. */
export const back = (shape: Shape, at: Position): Position | null =>
  at.step > firstStep(shape) ? endOf(shape, at.step - 1) : null;

export function forwardBead(shape: Shape, at: Position): Position | null {
  if (at.bead < lastBead(shape, at.step)) return { step: at.step, bead: at.bead + 1 };
  return at.step < lastStep(shape) ? { step: at.step + 1, bead: 0 } : null;
}

export function backBead(shape: Shape, at: Position): Position | null {
  return at.bead > 0 ? { step: at.step, bead: at.bead - 1 } : back(shape, at);
}

/** The first statement whose end is not shown yet. */
const ahead = (shape: Shape, at: Position): number => (at.bead < lastBead(shape, at.step) ? at.step : at.step + 1);

/** The first question ahead that is open: whether the machines differ from there on would answer it. */
const horizon = (shape: Shape, at: Position, open: ReadonlySet<number>): number =>
  Math.min(...[...open].filter((step) => step >= ahead(shape, at)));

/**
 * The end of the next statement with a fresh difference, or that with an open question before it, whether or not a
 * difference comes after that; null if there is none, or none known yet.
 */
export function nextDifference(shape: Shape, at: Position, open: ReadonlySet<number>): Position | null {
  const asked = horizon(shape, at, open);
  const step = shape.differences.find((known) => known >= ahead(shape, at)) ?? Infinity;
  const next = Math.min(step, asked);
  return next === Infinity ? null : endOf(shape, next);
}

/** The first statement with a difference; null where there is none, or an open question comes before it. */
export function firstDifference(shape: Shape, at: Position, open: ReadonlySet<number>): number | null {
  const [first] = shape.differences;
  return first === undefined || first >= horizon(shape, at, open) ? null : first;
}

/** The end of the previous statement with a fresh difference; null if there is none. */
export function previousDifference(shape: Shape, at: Position): Position | null {
  const step = shape.differences.findLast((known) => known < at.step);
  return step === undefined ? null : endOf(shape, step);
}

export function areNeighbours(shape: Shape, a: Position, b: Position): boolean {
  if (a.step === b.step) return true;
  const [early, late] = a.step < b.step ? [a, b] : [b, a];
  return late.step === early.step + 1 && early.bead === lastBead(shape, early.step);
}
