/** Evaluates decision tables for kernel functions, and records who asked. */
import type { DecidedBy } from '../facts.ts';
import type { ProcessName, Vpn } from '../types.ts';
import { type Cx, noteDecision, within } from './cx.ts';
import { type DecisionTable, evaluate, type RawDecision, valuesOf } from './decisionTable.ts';

/** Decisions kept per micro-step, the first ones and the latest: unmapping thousands of pages asks as many times. */
const DECISIONS_KEPT = 64;

export function decide<In, V extends string>(
  cx: Cx,
  table: DecisionTable<In, V>,
  input: In,
  about: { readonly process?: ProcessName; readonly vpn?: Vpn } = {},
): V {
  const answers: { question: string; answer: boolean }[] = [];
  const verdict = evaluate(table, input, (question, answer) => answers.push({ question, answer }));
  const decision: RawDecision = {
    table,
    input,
    callers: [...cx.chain],
    process: about.process ?? null,
    vpn: about.vpn ?? null,
    answers,
    verdict,
  };
  if (cx.decisions.length === DECISIONS_KEPT) cx.decisions.pop();
  cx.decisions.push(decision);
  const asking = cx.chain.at(-1);
  if (asking === table.name || table.also?.some((fn) => fn === asking)) noteDecision(cx, decision);
  else within(cx, table.name, () => noteDecision(cx, decision));
  return verdict;
}

/** The question that decided last. */
export function decidedBy(cx: Cx): DecidedBy {
  const decision = cx.decisions.at(-1);
  const last = decision?.answers.at(-1);
  if (decision === undefined || last === undefined) throw new Error('No question decided this.');
  const { label } = decision.table.questions[last.question]!;
  return { table: decision.table.name, label, value: valuesOf(decision).at(-1) ?? '', answer: last.answer };
}
