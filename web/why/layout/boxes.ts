/** The boxes of a flow chart: questions lane by lane, and the verdicts that were reached below them. */
import type { TableQuestion } from '../../../engine/index.ts';
import { charsIn, wrap } from '../../stage/layout/text.ts';
import {
  FLOW_FONT,
  FLOW_SMALL,
  FORK_GAP,
  GAP,
  LINE,
  MIDDLE,
  OUTER,
  PAD,
  type FlowInput,
  type QuestionBox,
  type VerdictBox,
  type Voice,
} from './chart.ts';
import { orderQuestions, type Lane, type Ordered } from './graph.ts';

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
export function placeQuestions(input: FlowInput): { boxes: QuestionBox[]; lanes: Map<string, Lane>; bottom: number } {
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
export function placeVerdicts(input: FlowInput, top: number): VerdictBox[] {
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
