/** The flow chart of a decision: boxes and lines with their places. Pure; text is measured by counting characters. */
import type { Decision, TableInfo, TableQuestion, TableVerdict } from '../../../engine/index.ts';
import { charsIn, wrap } from '../../stage/layout/text.ts';
import { orderQuestions, type Lane, type Ordered } from './graph.ts';

/** What one or several machines said at a question. */
export interface Voice {
  /** Machines that said it. */
  readonly machines: readonly number[];
  readonly lines: readonly string[];
  readonly answer: boolean;
}

export interface QuestionBox {
  readonly question: TableQuestion;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: readonly string[];
  /** Empty where no machine came by. */
  readonly voices: readonly Voice[];
  /** Answers that lead to a verdict and were not taken: a stub at the side. */
  readonly stubs: readonly {
    readonly answer: boolean;
    readonly verdict: TableVerdict;
    readonly x: number;
    readonly y: number;
    readonly out: number;
  }[];
}

export interface VerdictBox {
  readonly verdict: TableVerdict;
  readonly machines: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: readonly string[];
  readonly help: readonly string[];
}

export interface FlowEdge {
  readonly key: string;
  readonly path: string;
  /** Machines that took it; empty: drawn pale. */
  readonly machines: readonly number[];
  /** A word at its beginning: where lanes part. */
  readonly label: {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly anchor: 'start' | 'end';
  } | null;
}

export interface Flow {
  readonly width: number;
  readonly height: number;
  readonly questions: readonly QuestionBox[];
  readonly verdicts: readonly VerdictBox[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowInput {
  readonly table: TableInfo;
  /** One a machine; null where it did not ask. */
  readonly decisions: readonly (Decision | null)[];
  /** Short names of the machines. */
  readonly names: readonly string[];
  readonly width: number;
}

export const FLOW_FONT = 10.5;
export const FLOW_SMALL = 10;
const LINE = 13;
const PAD = 8;
/** Beside the chart, for lines to verdicts; and between the lanes, for lines around a box. */
const OUTER = 16;
const MIDDLE = 22;
const GAP = 9;
/** More room where lanes part, for the words yes and no. */
const FORK_GAP = 20;

interface Column {
  readonly x: number;
  readonly width: number;
}

function columnsOf(width: number): Record<Lane, Column> {
  const inner = width - 2 * OUTER;
  const lane = (inner - MIDDLE) / 2;
  return {
    left: { x: OUTER, width: lane },
    right: { x: OUTER + lane + MIDDLE, width: lane },
    wide: { x: OUTER, width: inner },
  };
}

/** What the machines said at a question; the same words once. */
function voicesAt(question: TableQuestion, input: FlowInput, chars: number): Voice[] {
  const voices: { machines: number[]; value: string; answer: boolean }[] = [];
  input.decisions.forEach((decision, machine) => {
    const said = decision?.answers.find((a) => a.question === question.id);
    if (!said) return;
    const same = voices.find((v) => v.value === said.value && v.answer === said.answer);
    if (same) same.machines.push(machine);
    else voices.push({ machines: [machine], value: said.value, answer: said.answer });
  });
  return voices.map(({ machines, value, answer }) => {
    const who = voices.length > 1 ? `${machines.map((m) => input.names[m] ?? '').join(', ')}: ` : '';
    return { machines, answer, lines: wrap(who + value, chars) };
  });
}

/** Room for the word at the right of a voice. */
const ANSWER = 26;

function boxOf(ordered: Ordered, column: Column, y: number, input: FlowInput): QuestionBox {
  const { question } = ordered;
  const label = wrap(question.label, charsIn(column.width - 2 * PAD, FLOW_FONT));
  const voices = voicesAt(question, input, charsIn(column.width - 2 * PAD - ANSWER, FLOW_SMALL));
  const lines = label.length + voices.reduce((n, v) => n + Math.max(1, v.lines.length), 0);
  const height = lines * LINE + (voices.length > 0 ? 10 : 7);
  const taken = new Set(voices.map((v) => v.answer));
  const outside = ordered.lane === 'left' ? -1 : 1;
  const edge = outside < 0 ? column.x : column.x + column.width;
  const stubs = ([true, false] as const).flatMap((answer) => {
    const verdict = input.table.verdicts.find((v) => v.id === (answer ? question.yes : question.no));
    if (!verdict || taken.has(answer)) return [];
    return [{ answer, verdict, x: edge, out: outside }];
  });
  return {
    question,
    x: column.x,
    y,
    width: column.width,
    height,
    label,
    voices,
    stubs: stubs.map((s, i) => ({ ...s, y: y + (height * (i + 1)) / (stubs.length + 1) })),
  };
}

/** The boxes of the questions, lane by lane. */
function placeQuestions(input: FlowInput): { boxes: QuestionBox[]; lanes: Map<string, Lane>; bottom: number } {
  const ordered = orderQuestions(input.table);
  const columns = columnsOf(input.width);
  const boxes: QuestionBox[] = [];
  const lanes = new Map(ordered.map((o) => [o.question.id, o.lane]));
  const stack = (items: readonly Ordered[], top: number): number => {
    let y = top;
    for (const item of items) {
      const box = boxOf(item, columns[item.lane], y, input);
      boxes.push(box);
      y += box.height + GAP;
    }
    return y;
  };
  const of = (part: Ordered['part'], lane?: Lane): Ordered[] =>
    ordered.filter((o) => o.part === part && (!lane || o.lane === lane));
  let y = stack(of('before'), 1);
  if (of('lanes').length > 0) {
    y += FORK_GAP - GAP;
    y = Math.max(stack(of('lanes', 'left'), y), stack(of('lanes', 'right'), y));
  }
  y = stack(of('after'), y);
  return { boxes, lanes, bottom: y };
}

/** The verdicts that were reached, side by side below everything. */
function placeVerdicts(input: FlowInput, top: number): VerdictBox[] {
  const reached = new Map<string, number[]>();
  input.decisions.forEach((d, machine) => {
    if (d) reached.set(d.verdict, [...(reached.get(d.verdict) ?? []), machine]);
  });
  // As the lanes stand: the verdict of the machine with the bit at the left.
  const inner = input.width - 2 * OUTER;
  const count = Math.max(1, reached.size);
  const width = (inner - (count - 1) * MIDDLE) / count;
  const boxes = [...reached].flatMap(([id, machines], i) => {
    const verdict = input.table.verdicts.find((v) => v.id === id);
    if (!verdict) return [];
    const chars = charsIn(width - 2 * PAD, FLOW_FONT + 1);
    return [
      {
        verdict,
        machines,
        x: OUTER + i * (width + MIDDLE),
        y: top,
        width,
        label: wrap(verdict.label, chars),
        help: wrap(verdict.help, charsIn(width - 2 * PAD, FLOW_SMALL)),
      },
    ];
  });
  const height = Math.max(0, ...boxes.map((b) => (b.label.length + 0.2 + b.help.length) * LINE + 14));
  return boxes.map((b) => ({ ...b, height }));
}

interface Target {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const centre = (t: Target): number => t.x + t.width / 2;

/** Whether a straight line down from one box to the other meets no third one. */
function clear(x: number, from: number, to: number, boxes: readonly Target[]): boolean {
  return !boxes.some((b) => b.y > from + 0.5 && b.y + b.height < to - 0.5 && x > b.x - 2 && x < b.x + b.width + 2);
}

/** The lines of the chart. Straight down where nothing is in the way; else around, between the lanes or outside. */
function placeEdges(
  input: FlowInput,
  boxes: readonly QuestionBox[],
  lanes: ReadonlyMap<string, Lane>,
  verdicts: readonly VerdictBox[],
): FlowEdge[] {
  const edges: FlowEdge[] = [];
  const byId = new Map<string, Target>([
    ...boxes.map((b) => [b.question.id, b] as const),
    ...verdicts.map((v) => [v.verdict.id, v] as const),
  ]);
  let around = 0;
  for (const box of boxes) {
    const lane = lanes.get(box.question.id) ?? 'wide';
    const parts = lanes.get(box.question.yes) !== lanes.get(box.question.no) && lane === 'wide';
    for (const answer of [true, false]) {
      const id = answer ? box.question.yes : box.question.no;
      const target = byId.get(id);
      const machines = input.decisions.flatMap((d, machine) =>
        d?.answers.some((a) => a.question === box.question.id && a.answer === answer) ? [machine] : [],
      );
      const isVerdict = verdicts.some((v) => v.verdict.id === id);
      if (!target || (isVerdict && machines.length === 0)) continue;
      const bottom = box.y + box.height;
      // The narrower of the two boxes says where the line runs.
      const x = target.width < box.width ? centre(target) : centre(box);
      const inside = x > target.x && x < target.x + target.width && x > box.x && x < box.x + box.width;
      const straight = inside && clear(x, bottom, target.y, boxes);
      const path = straight
        ? `M${x} ${bottom}V${target.y}`
        : isVerdict
          ? outsidePath(box, target, lane, input.width)
          : insidePath(box, target, lane, input.width, around++);
      const toLane = lanes.get(id);
      edges.push({
        key: `${box.question.id}-${answer ? 'yes' : 'no'}`,
        path,
        machines,
        label:
          straight && parts && toLane !== undefined && toLane !== 'wide'
            ? {
                text: answer ? 'yes' : 'no',
                x: toLane === 'left' ? x - 9 : x + 9,
                y: bottom + FORK_GAP / 2,
                anchor: toLane === 'left' ? 'end' : 'start',
              }
            : null,
      });
    }
  }
  return edges;
}

/** To a verdict past other boxes: outside the chart, and in from above. */
function outsidePath(box: Target, target: Target, lane: Lane, width: number): string {
  const left = lane === 'left';
  const edge = left ? box.x : box.x + box.width;
  const gutter = left ? 4 : width - 4;
  const y = box.y + box.height / 2;
  const enter = left
    ? target.x + Math.min(18, target.width / 4)
    : target.x + target.width - Math.min(18, target.width / 4);
  return `M${edge} ${y}H${gutter}V${target.y - GAP / 2}H${enter}V${target.y}`;
}

/** To a later question past the one between: through the middle, or at the left of a single lane. */
function insidePath(box: Target, target: Target, lane: Lane, width: number, nth: number): string {
  const shift = (nth % 3) * 3;
  const middle = width / 2;
  const gutter = lane === 'left' ? middle - 4 - shift : lane === 'right' ? middle + 4 + shift : 10 - shift;
  const edge = lane === 'left' ? box.x + box.width : box.x;
  const y = box.y + box.height * 0.6;
  const inLane = lane === 'left' ? target.x + target.width : target.x;
  const wideTarget = gutter > target.x && gutter < target.x + target.width;
  if (wideTarget) return `M${edge} ${y}H${gutter}V${target.y}`;
  return `M${edge} ${y}H${gutter}V${target.y + target.height * 0.35}H${inLane}`;
}

export function layoutFlow(input: FlowInput): Flow {
  const { boxes, lanes, bottom } = placeQuestions(input);
  const verdicts = placeVerdicts(input, bottom + 4);
  const height = Math.max(bottom - GAP, ...verdicts.map((v) => v.y + v.height)) + 2;
  return {
    width: input.width,
    height,
    questions: boxes,
    verdicts,
    edges: placeEdges(input, boxes, lanes, verdicts),
  };
}
