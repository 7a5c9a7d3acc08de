import {
  BESIDE,
  ENDS,
  MIDDLE,
  ROOMY,
  type FlowEdge,
  type FlowInput,
  type QuestionBox,
  type VerdictPort,
} from './chart.ts';
import type { Lane } from './graph.ts';

interface Target {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const centre = (t: Target): number => t.x + t.width / 2;

function clear(x: number, from: number, to: number, boxes: readonly Target[]): boolean {
  return !boxes.some((b) => b.y > from + 0.5 && b.y + b.height < to - 0.5 && x > b.x - 2 && x < b.x + b.width + 2);
}

/** Straight down if nothing is in the way, otherwise between the lanes or outside. */
export function placeEdges(
  input: FlowInput,
  boxes: readonly QuestionBox[],
  lanes: ReadonlyMap<string, Lane>,
  verdicts: readonly VerdictPort[],
): FlowEdge[] {
  const edges: FlowEdge[] = [];
  const byId = new Map<string, Target>([
    ...boxes.map((b) => [b.question.id, b] as const),
    ...verdicts.map((v) => [v.verdict.id, { ...v, height: 0 }] as const),
  ]);
  const { fork } = input.density ?? ROOMY;
  const left = boxes.find((b) => lanes.get(b.question.id) === 'left');
  const middle = left ? left.x + left.width + MIDDLE / 2 : input.width / 2;
  const around = { left: 0, right: 0, wide: 0 };
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
      const x = target.width < box.width ? centre(target) : centre(box);
      const inside = x > target.x && x < target.x + target.width && x > box.x && x < box.x + box.width;
      const straight = inside && clear(x, bottom, target.y, boxes);
      const nth = straight || isVerdict || machines.length === 0 ? 0 : around[lane]++;
      const pathAt = (by: number): string =>
        straight ? `M${x + by} ${bottom}V${target.y}` : insidePath(box, target, lane, middle, nth, by);
      const beside = (i: number): number => (i - (machines.length - 1) / 2) * BESIDE;
      const toLane = lanes.get(id);
      edges.push({
        key: `${box.question.id}-${answer ? 'yes' : 'no'}`,
        path: pathAt(0),
        ways: machines.map((machine, i) => ({
          machine,
          path: !straight && isVerdict ? outsidePath(box, target, lane, machine, input) : pathAt(beside(i)),
        })),
        label:
          straight && parts && toLane !== undefined && toLane !== 'wide'
            ? {
                text: answer ? 'yes' : 'no',
                x: toLane === 'left' ? x - 9 : x + 9,
                y: bottom + fork / 2 - 1,
                anchor: toLane === 'left' ? 'end' : 'start',
              }
            : null,
      });
    }
  }
  return edges;
}

/**
 * To a verdict past other boxes: outside the chart, entering from above. Each machine has its own line. Outer lines
 * leave higher and arrive lower, so that none cross.
 */
function outsidePath(box: Target, target: Target, lane: Lane, machine: number, input: FlowInput): string {
  const out = lane === 'left' ? -1 : 1;
  const sideOf = (t: Target): number => (out < 0 ? t.x : t.x + t.width);
  const gutter = sideOf(box) + out * (ENDS + BESIDE * machine);
  const from = input.decisions.length - 1 - machine;
  const y = box.y + box.height / 2 + (from - (input.decisions.length - 1) / 2) * BESIDE;
  const enter = sideOf(target) - out * (Math.min(14, target.width / 4) + BESIDE * from);
  return `M${sideOf(box)} ${y}H${gutter}V${target.y - BESIDE * (1 + from)}H${enter}V${target.y}`;
}

function insidePath(box: Target, target: Target, lane: Lane, middle: number, nth: number, by: number): string {
  const shift = (nth % 2) * 3;
  const gutter =
    (lane === 'left' ? middle - 4 + shift : lane === 'right' ? middle + 4 - shift : box.x - 9 - shift) + by;
  const edge = lane === 'left' ? box.x + box.width : box.x;
  const down = lane === 'left' ? -by : by;
  const y = box.y + box.height * 0.6 + down;
  const inLane = lane === 'left' ? target.x + target.width : target.x;
  const wideTarget = gutter > target.x && gutter < target.x + target.width;
  if (wideTarget) return `M${edge} ${y}H${gutter}V${target.y}`;
  return `M${edge} ${y}H${gutter}V${target.y + target.height * 0.35 - down}H${inLane}`;
}
