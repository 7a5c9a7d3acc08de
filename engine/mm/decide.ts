/**
 * Decision tables. A table is an ordered set of questions; each has a label, its rules of the reference, a predicate of a
 * few words, and where yes and no lead. The table is the function: calling it decides, records, and is what is drawn.
 */
import type { Cx } from './cx.ts';
import type { ProcessName, Vpn } from '../types.ts';

export interface Question<In> {
  readonly label: string;
  /** One plain sentence: what is asked, and why. */
  readonly help: string;
  readonly rules: readonly string[];
  readonly ask: (input: In) => boolean;
  /** The value that decides, as a person reads it. */
  readonly value: (input: In) => string;
  /** Id of the next question or verdict. */
  readonly yes: string;
  readonly no: string;
}

/** How a verdict is coloured: good news, a plain refusal, a complaint of the kernel, go on, or stop. */
export type Tone = 'page' | 'null' | 'bad' | 'go' | 'stop';

export interface Verdict {
  readonly label: string;
  readonly tone: Tone;
  readonly help: string;
  readonly rules: readonly string[];
}

export interface DecisionTable<In, V extends string> {
  /** The kernel function. */
  readonly name: string;
  /** The kernel file that holds it. */
  readonly file: string;
  readonly summary: string;
  readonly first: string;
  readonly questions: Readonly<Record<string, Question<In>>>;
  readonly verdicts: Readonly<Record<V, Verdict>>;
}

/** A run through a table as it is recorded: values are made into text only when somebody reads them. */
export interface RawDecision {
  readonly table: DecisionTable<never, string>;
  readonly input: unknown;
  readonly callers: readonly string[];
  readonly process: ProcessName | null;
  readonly vpn: Vpn | null;
  readonly answers: readonly { readonly question: string; readonly answer: boolean }[];
  readonly verdict: string;
}

/** Walks the table without a record: for those who only look, such as invariants, traces and pictures. */
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

/** How many decisions one micro-step remembers: unmapping thousands of pages asks the same thousands of times. */
const DECISIONS_KEPT = 64;

/** Decides and records who asked what, and why the answer is what it is. */
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
    table: table as unknown as DecisionTable<never, string>,
    input,
    callers: [...cx.chain],
    process: about.process ?? null,
    vpn: about.vpn ?? null,
    answers,
    verdict,
  });
  return verdict;
}

/** The values of a recorded decision, in the order of its answers. */
export const valuesOf = (decision: RawDecision): string[] =>
  decision.answers.map(({ question }) => {
    const asked = decision.table.questions[question] as Question<unknown> | undefined;
    return asked === undefined ? '' : asked.value(decision.input);
  });
