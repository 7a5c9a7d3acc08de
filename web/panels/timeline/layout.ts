/** Layout of the timeline, in pixels. No DOM. */
import type { Position, Step } from '../../../engine/facts.ts';
import type { Shape } from '../../moment/run.ts';
import { backBead, forwardBead } from '../../playground/moves.ts';

/** What is worth a mark of its own on a long timeline, the strongest first: it stands for what lies too near to it. */
const MARKS = ['broken', 'difference', 'refused', 'question'] as const;
export type Mark = (typeof MARKS)[number];

const strength = (mark: Mark): number => MARKS.indexOf(mark);

/** Ahead, only questions are marked. `open`: statements with a passed question, marked unless something stronger is. */
export function marksOf(steps: readonly Step[], at: Position, open: ReadonlySet<number>): ReadonlyMap<number, Mark> {
  const marks = new Map<number, Mark>();
  for (const { step, broken, differences, outcomes, asks, beads } of steps) {
    if (step > at.step) {
      if (asks.length > 0) marks.set(step, 'question');
    } else if (step === at.step && at.bead < beads.length - 1) {
      continue;
    } else if (broken.some((rules) => rules.length > 0)) marks.set(step, 'broken');
    else if (differences.length > 0) marks.set(step, 'difference');
    else if (step > 0 && outcomes.some((outcome) => outcome !== null && outcome.kind !== 'ok')) {
      marks.set(step, 'refused');
    } else if (open.has(step)) marks.set(step, 'question');
  }
  return marks;
}

export interface TimelineInput {
  readonly statements: number;
  readonly width: number;
  readonly at: Position;
  readonly beads: number;
  readonly marks: ReadonlyMap<number, Mark>;
}

export interface Dot {
  readonly step: number;
  readonly x: number;
  readonly mark: Mark | null;
  /** x of the last mark merged into this one, or its own. */
  readonly until: number;
  /** Room for a label; 0: none. */
  readonly label: number;
}

export interface TimelineLayout {
  readonly from: number;
  readonly to: number;
  readonly x: (at: Position) => number;
  readonly stepAt: (x: number) => number;
  /** Every statement if there is room, otherwise those with a mark. */
  readonly dots: readonly Dot[];
  readonly micro: readonly { readonly bead: number; readonly x: number }[];
  readonly ticks: readonly { readonly step: number; readonly x: number }[];
}

/** Keeps the outermost dots whole. */
const MARGIN = 14;
/** At the right, if the last statement has a label. */
const LABEL_MARGIN = 44;
const DOT_ROOM = 11;
const LABEL_ROOM = 62;
const TICK_ROOM = 90;
const MICRO_ROOM = 4;

const ROUND = [1, 2, 5, 10];

/** About as many numbers as asked for, from 0: multiples of 1, 2 or 5 times a power of ten. */
function roundSteps(last: number, wanted: number): number[] {
  const exact = Math.max(1, last / wanted);
  const power = 10 ** Math.floor(Math.log10(exact));
  const factor = ROUND.find((f, i) => exact / power < Math.sqrt(f * (ROUND[i + 1] ?? Infinity))) ?? 1;
  const apart = factor * power;
  return Array.from({ length: Math.floor(last / apart) + 1 }, (_, i) => i * apart);
}

export function layoutTimeline({ statements, width, at, beads, marks }: TimelineInput): TimelineLayout {
  const count = Math.max(1, statements);
  const labels = (width - MARGIN - LABEL_MARGIN) / count >= LABEL_ROOM;
  const left = MARGIN;
  const right = Math.max(left + 1, width - (labels ? LABEL_MARGIN : MARGIN));
  const room = (right - left) / count;
  const scale = (step: number): number => left + room * Math.min(Math.max(step, 0), count);
  const all = room >= DOT_ROOM;

  const dots: Dot[] = [];
  let first = -Infinity;
  for (let step = 0; step <= statements; step++) {
    const mark = marks.get(step) ?? null;
    const x = scale(step);
    if (!all && mark === null) continue;
    const dot: Dot = {
      step,
      x,
      mark,
      until: x,
      label: labels && step > 0 ? Math.min(room - 8, 2 * LABEL_MARGIN) : 0,
    };
    const last = dots.at(-1);
    if (all || !last || x - first >= DOT_ROOM) {
      first = x;
      dots.push(dot);
      continue;
    }
    // Overlapping marks merge: only distinguishable ones are drawn.
    const stronger = mark && last.mark && strength(mark) < strength(last.mark) ? { step, mark } : null;
    dots[dots.length - 1] = { ...last, ...stronger, until: x };
  }

  const before = scale(Math.max(0, at.step - 1));
  const length = scale(at.step) - before;
  const share = (bead: number) => before + ((bead + 1) / Math.max(1, beads)) * length;
  const showsMicro = at.step > 0 && beads > 1 && length / beads >= MICRO_ROOM;

  return {
    from: left,
    to: right,
    x: (position) => (position.step === at.step ? share(position.bead) : scale(position.step)),
    stepAt: (x) => Math.round(Math.min(Math.max((x - left) / room, 0), count)),
    dots,
    micro: showsMicro ? Array.from({ length: beads - 1 }, (_, bead) => ({ bead, x: share(bead) })) : [],
    ticks: labels
      ? []
      : roundSteps(statements, Math.max(2, Math.floor((right - left) / TICK_ROOM))).map((step) => ({
          step,
          x: scale(step),
        })),
  };
}

/** Pixels per micro-step of a fine drag. */
export const FINE_ROOM = 14;
/** Vertical distance from the line at which a drag becomes fine. */
export const FINE_DISTANCE = 44;

export function microStepsFrom(shape: Shape, from: Position, count: number): Position {
  const move = count < 0 ? backBead : forwardBead;
  let at = from;
  for (let i = 0; i < Math.abs(count); i++) {
    const next = move(shape, at);
    if (!next) break;
    at = next;
  }
  return at;
}
