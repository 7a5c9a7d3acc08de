/** Boxes of a flow chart: questions in lanes, and below them the verdicts that were reached. */
import type { TableQuestion } from '../../../../engine/facts.ts';
import { charsIn, textWidth, wrap } from '../../../stage/layout/text.ts';
import {
  ANSWER,
  FLOW_FONT,
  FLOW_SMALL,
  MIDDLE,
  PAD,
  outerOf,
  ROOMY,
  type FlowInput,
  type QuestionBox,
  type VerdictPort,
  type Voice,
} from './chart.ts';
import { orderQuestions, type Lane, type Ordered } from './graph.ts';

interface Column {
  readonly x: number;
  readonly width: number;
}

/** A narrower lane would break names of functions and flags. */
const LANE_MIN = 84;

function leastWidth(lane: Lane, ordered: readonly Ordered[], input: FlowInput): number {
  const widest = (text: string, font: number): number =>
    Math.max(...text.split(/[ (]/).map((word) => textWidth(word, font)));
  const widths = ordered.flatMap((o) => {
    const said = o.lane === lane ? saidAt(o.question, input) : [];
    return said.flatMap(({ value }) => [widest(o.question.label, FLOW_FONT), widest(value, FLOW_SMALL) + ANSWER]);
  });
  return Math.max(LANE_MIN, Math.ceil(Math.max(0, ...widths)) + 2 * PAD + 1);
}

/** The lane with more text gets more width, since it determines the height of the chart. */
function columnsOf(ordered: readonly Ordered[], input: FlowInput): Record<Lane, Column> {
  const outer = outerOf(input.decisions.length);
  const inner = input.width - 2 * outer - MIDDLE;
  const told = (lane: Lane): number =>
    ordered.filter((o) => o.lane === lane && saidAt(o.question, input).length > 0).length;
  const more = told('left') - told('right');
  const wished = Math.round(inner * (more > 0 ? 0.58 : more < 0 ? 0.42 : 0.5));
  const [least, most] = [leastWidth('left', ordered, input), inner - leastWidth('right', ordered, input)];
  const left = least > most ? inner / 2 : Math.max(least, Math.min(wished, most));
  return {
    left: { x: outer, width: left },
    right: { x: outer + left + MIDDLE, width: inner - left },
    wide: { x: outer, width: inner + MIDDLE },
  };
}

interface Said {
  readonly machines: number[];
  readonly value: string;
  readonly answer: boolean;
}

function saidAt(question: TableQuestion, input: FlowInput): Said[] {
  const all: Said[] = [];
  input.decisions.forEach((decision, machine) => {
    const said = decision?.answers.find((a) => a.question === question.id);
    if (!said) return;
    const same = all.find((v) => v.value === said.value && v.answer === said.answer);
    if (same) same.machines.push(machine);
    else all.push({ machines: [machine], value: said.value, answer: said.answer });
  });
  return all;
}

function voicesAt(all: readonly Said[], input: FlowInput, width: number, below: boolean): Voice[] {
  const single = all.length === 1;
  const chars = charsIn(width - 2 * PAD - (below ? ANSWER : 0), FLOW_SMALL);
  return all.map(({ machines, value, answer }) => {
    const who = single ? '' : `${machines.map((m) => input.names[m] ?? '').join(', ')}: `;
    return { machines, answer, lines: wrap(who + value, chars) };
  });
}

function boxOf(ordered: Ordered, column: Column, y: number, input: FlowInput): QuestionBox {
  const { question } = ordered;
  const density = input.density ?? ROOMY;
  const said = saidAt(question, input);
  const beside = charsIn(column.width - 2 * PAD - ANSWER, FLOW_FONT);
  // A single answer is beside the question, unless that would break a name.
  const answersBelow = said.length > 1 || question.label.split(/[ (]/).some((word) => word.length > beside);
  const voices = voicesAt(said, input, column.width, answersBelow);
  const thin = voices.length === 0 && input.decisions.some((d) => d !== null);
  const label = thin
    ? wrap(question.label, charsIn(column.width - 2 * PAD, FLOW_SMALL))
    : wrap(question.label, answersBelow ? charsIn(column.width - 2 * PAD, FLOW_FONT) : beside);
  const lines = label.length + voices.reduce((n, v) => n + v.lines.length, 0);
  const height = lines * density.line + (thin ? 0 : density.pad);
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
    thin,
    voices,
    answersBelow,
    stubs: stubs.map((s, i) =>
      thin
        ? { ...s, y: y + height / 2, x: s.x + s.out * i * 5 }
        : { ...s, y: y + (height * (i + 1)) / (stubs.length + 1) },
    ),
  };
}

export function placeQuestions(input: FlowInput): { boxes: QuestionBox[]; lanes: Map<string, Lane>; bottom: number } {
  const ordered = orderQuestions(input.table);
  const columns = columnsOf(ordered, input);
  const { gap, fork, thin } = input.density ?? ROOMY;
  const boxes: QuestionBox[] = [];
  const lanes = new Map(ordered.map((o) => [o.question.id, o.lane]));
  const stack = (items: readonly Ordered[], top: number): number => {
    let y = top;
    for (const item of items) {
      const box = boxOf(item, columns[item.lane], y, input);
      boxes.push(box);
      y += box.height + (box.thin ? thin : gap);
    }
    return y;
  };
  const of = (part: Ordered['part'], lane?: Lane): Ordered[] =>
    ordered.filter((o) => o.part === part && (!lane || o.lane === lane));
  let y = stack(of('before'), 1);
  if (of('lanes').length > 0) {
    y += fork - gap;
    y = Math.max(stack(of('lanes', 'left'), y), stack(of('lanes', 'right'), y));
  }
  y = stack(of('after'), y);
  return { boxes, lanes, bottom: y };
}

/** Verdicts come last, at most two per row, in the order of the machines. */
export function placeVerdicts(input: FlowInput, y: number): VerdictPort[] {
  const reached = new Map<string, number[]>();
  input.decisions.forEach((d, machine) => {
    if (d) reached.set(d.verdict, [...(reached.get(d.verdict) ?? []), machine]);
  });
  const outer = outerOf(input.decisions.length);
  const inner = input.width - 2 * outer;
  const columns = Math.min(2, Math.max(1, reached.size));
  const width = (inner - (columns - 1) * MIDDLE) / columns;
  return [...reached].flatMap(([id, machines], i) => {
    const verdict = input.table.verdicts.find((v) => v.id === id);
    return verdict ? [{ verdict, machines, x: outer + (i % columns) * (width + MIDDLE), y, width }] : [];
  });
}
