/**
 * Decision tables. A table is an ordered set of questions; each has a label, its rules of the reference, a predicate of a
 * few words, and where yes and no lead. The table is the function: calling it decides, records, and is what is drawn.
 */
import type { Tone } from '../facts.ts';
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

/** The values of a recorded decision, in the order of its answers. */
export const valuesOf = (decision: RawDecision): string[] =>
  decision.answers.map(({ question }) => {
    const asked = decision.table.questions[question] as Question<unknown> | undefined;
    return asked === undefined ? '' : asked.value(decision.input);
  });
