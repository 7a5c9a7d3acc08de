/** Evaluates decision tables for kernel functions, and records who asked. */
import type { ProcessName, Vpn } from '../types.ts';
import type { Cx } from './cx.ts';
import { evaluate, type DecisionTable } from './decisionTable.ts';

/** Decisions kept per micro-step: unmapping thousands of pages asks as many times. */
const DECISIONS_KEPT = 64;

export function decide<In, V extends string>(
  cx: Cx,
  table: DecisionTable<In, V>,
  input: In,
  about: { readonly process?: ProcessName; readonly vpn?: Vpn } = {},
): V {
  const answers: { question: string; answer: boolean }[] = [];
  const verdict = evaluate(table, input, (question, answer) => answers.push({ question, answer }));
  if (cx.decisions.length >= DECISIONS_KEPT) return verdict;
  cx.decisions.push({
    table: table,
    input,
    callers: [...cx.chain],
    process: about.process ?? null,
    vpn: about.vpn ?? null,
    answers,
    verdict,
  });
  return verdict;
}
