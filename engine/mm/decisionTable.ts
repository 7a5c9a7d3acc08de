/**
 * Decision tables. Each question has a label, rules, a short predicate, and where yes and no lead. The table is both
 * the function that decides and the chart that is drawn.
 */
import type { KernelFunction } from '../functions.ts';
import type { Tone } from '../facts.ts';
import type { ProcessName, Vpn } from '../types.ts';

export interface Question<In> {
  readonly label: string;
  readonly help: string;
  readonly rules: readonly string[];
  readonly ask: (input: In) => boolean;
  readonly value: (input: In) => string;
  readonly yes: string;
  readonly no: string;
}

export interface Verdict {
  readonly label: string;
  readonly tone: Tone;
  readonly help: string;
  readonly rules: readonly string[];
}

/** A question of the kernel that no statement can make true, and that the table therefore does without. */
export interface LeftOut {
  readonly label: string;
  readonly before: string;
  /** What the answer yes would mean. */
  readonly yes: string;
  /** Why it is never yes here. */
  readonly why: string;
}

export interface DecisionTable<In, V extends string> {
  /** Kernel function. */
  readonly name: KernelFunction;
  readonly also?: readonly KernelFunction[];
  readonly summary: string;
  readonly first: string;
  readonly questions: Readonly<Record<string, Question<In>>>;
  readonly verdicts: Readonly<Record<V, Verdict>>;
  readonly leftOut?: readonly LeftOut[];
}

/** Kept as values: turned into text only if read. */
export interface RawDecision {
  readonly table: DecisionTable<never, string>;
  readonly input: unknown;
  readonly callers: readonly KernelFunction[];
  readonly process: ProcessName | null;
  readonly vpn: Vpn | null;
  readonly answers: readonly { readonly question: string; readonly answer: boolean }[];
  readonly verdict: string;
}

/** Without recording, for invariants, traces and pictures. */
export function evaluate<In, V extends string>(
  table: DecisionTable<In, V>,
  input: In,
  visit?: (question: string, answer: boolean) => void,
): V {
  let at = table.first;
  for (;;) {
    const question = table.questions[at];
    if (question === undefined) return at as V;
    const answer = question.ask(input);
    visit?.(at, answer);
    at = answer ? question.yes : question.no;
  }
}

/** In the order of its answers. */
export const valuesOf = (decision: RawDecision): string[] =>
  decision.answers.map(({ question }) => {
    const asked = decision.table.questions[question] as Question<unknown> | undefined;
    return asked === undefined ? '' : asked.value(decision.input);
  });
