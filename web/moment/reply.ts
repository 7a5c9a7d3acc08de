/** The reply to a prediction, in words. */
import type { AskResult, MachineInfo, MachineView } from '../../engine/facts.ts';
import type { Ask } from '../../engine/text.ts';
import { sameEverywhere, whatDiffers } from './run.ts';
import { hex } from '../../engine/say/index.ts';
import { shortNames } from './agreement.ts';
import { questionOf } from './statementWords.ts';

/** What a person predicted for a question; null: skipped. */
export type Prediction = string | null;
/** The predictions of a statement's questions, by their number; undefined: not asked yet. */
export type Predictions = readonly (Prediction | undefined)[];

/** Stands for an answer that nobody has asked for. */
export const NOT_PREDICTED = 'Not predicted yet.';

/** An answer of its own: that there is no one answer for all machines. */
export const DIFFERS = 'the machines differ';

/** What a person may pick from. */
export const choicesFor = ({ answers, choices }: Pick<AskResult, 'answers' | 'choices'>): readonly string[] =>
  answers.length > 1 && choices.length > 0 ? [...choices, DIFFERS] : choices;

/** An answer as it is shown: of NULL the pictures say that there is no page. */
export const answerText = (answer: string): string => (answer === 'NULL' ? 'NULL (no page)' : answer);

/** Choices as they are shown. Of long outcomes that are alike but for some words, these words. */
export function shortChoices(choices: readonly string[]): string[] {
  const long = choices.filter((choice) => /^ok: .+ .+/.test(choice)).map((choice) => choice.split(' '));
  const [first] = long;
  if (!first || long.length < 2 || long.some((words) => words.length !== first.length)) return [...choices];
  const alike = first.map((word, i) => long.every((words) => words[i] === word));
  return choices.map((choice) => {
    const words = choice.split(' ');
    return choice.startsWith('ok: ') && words.length === first.length
      ? ['ok:', ...words.filter((_, i) => !alike[i])].join(' ')
      : choice;
  });
}

/**
 * Choices as they stand on buttons: a frame with a name that the pictures do not show has its number behind it, where that
 * is one on all machines.
 */
export function choiceLabels(choices: readonly string[], machines: readonly Pick<MachineView, 'frames'>[]): string[] {
  return shortChoices(choices).map((label) =>
    answerText(label).replace(/(?<=^|^ok: )anon#\d+(?= |$)/, (name) => {
      const numbers = machines.map(({ frames }) => frames.find((frame) => frame.name === name)?.pfn ?? null);
      const known = numbers.flatMap((pfn) => pfn ?? []);
      if (known[0] === undefined) return `${name} (new)`;
      return new Set(numbers).size === 1 ? `${name} (${hex(known[0])})` : name;
    }),
  );
}

export interface ReplyLine {
  /** null: on all machines. */
  readonly who: string | null;
  readonly answer: string;
  /** null: nothing was predicted. */
  readonly right: boolean | null;
}

/** What is true, on each machine or once for all, and whether it was predicted. */
export function replyLines(
  { answers }: Pick<AskResult, 'answers'>,
  machines: readonly MachineInfo[],
  prediction: Prediction | undefined,
): readonly ReplyLine[] {
  const same = sameEverywhere(answers);
  const line = (who: string | null, i: number): ReplyLine => ({
    who,
    answer: answerText(whatDiffers(answers)[i] ?? 'stopped before'),
    right: typeof prediction !== 'string' ? null : prediction === DIFFERS ? !same : answers[i] === prediction,
  });
  return same ? [line(null, 0)] : shortNames(machines).map(line);
}

/** The same as one sentence, for who hears the page. */
export function replySentence(ask: Ask, lines: readonly ReplyLine[]): string {
  const told = lines.map(({ who, answer, right }) => {
    const where = who === null ? '' : ` on ${who}`;
    return right === null ? `The answer${where}: ${answer}.` : `${right ? 'Right' : 'Not so'}${where}: ${answer}.`;
  });
  return [questionOf(ask), ...told].join(' ');
}
