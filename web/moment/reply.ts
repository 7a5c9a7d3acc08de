/** The reply to a prediction, in words. */
import type { AskResult, Departure, MachineInfo, MachineView } from '../../engine/facts.ts';
import type { Ask } from '../../engine/text.ts';
import {
  answersOf,
  answerText,
  answerTexts,
  choiceLabels as labelsOf,
  choicesOf,
  shownAnswer,
} from '../../engine/say/index.ts';
import { sameEverywhere } from './run.ts';
import { shortNames } from './shortNames.ts';
import { questionOf } from './statementWords.ts';

/** One answer per machine, null where it had stopped before; null: skipped. */
export type Prediction = readonly (string | null)[] | null;
/** By number of the question; undefined: not asked yet. */
export type Predictions = readonly (Prediction | undefined)[];

export const NOT_PREDICTED = 'Not predicted yet.';

export const choicesFor = (result: AskResult): readonly string[] => choicesOf(result).map(answerText);

export const choiceLabels = (result: AskResult, machines: readonly Pick<MachineView, 'frames'>[]): readonly string[] =>
  labelsOf(
    choicesOf(result),
    machines.map((machine) => machine.frames),
  );

const NORMAL_ANSWERS = [true, false].map((page) => ({ kind: 'normal', page }) as const);

export interface ReplyLine {
  /** null: on all machines. */
  readonly who: string | null;
  readonly answer: string;
  /** null: nothing was predicted. */
  readonly given: string | null;
  readonly right: boolean | null;
}

export function replyLines(
  result: Pick<AskResult, 'answers'>,
  machines: readonly MachineInfo[],
  prediction: Prediction | undefined,
): readonly ReplyLine[] {
  const answers = answersOf(result).map((answer) => answer && answerText(answer));
  const shown = answerTexts(result);
  const line = (who: string | null, i: number): ReplyLine => {
    const given = prediction?.[i] ?? null;
    const answer = answers[i] ?? null;
    return {
      who,
      answer: shownAnswer(shown[i] ?? 'already stopped'),
      given: given && shownAnswer(given),
      right: given === null || answer === null ? null : given === answer,
    };
  };
  const same = sameEverywhere(answers) && sameEverywhere(prediction ?? []);
  return same ? [line(null, 0)] : shortNames(machines).map(line);
}

export interface Departed extends Departure {
  readonly machine: number;
}

/** Where a wrong prediction leaves the kernel's way, on each machine on which it does. */
export function departuresOf(
  { answers, departures }: Pick<AskResult, 'answers' | 'departures'>,
  prediction: Prediction | undefined,
): readonly Departed[] {
  return departures.flatMap((departure, machine) => {
    const [given, answer] = [prediction?.[machine], answers[machine]];
    const meant = NORMAL_ANSWERS.some((one) => answerText(one) === given);
    return meant && departure && answer && answerText(answer) !== given ? [{ ...departure, machine }] : [];
  });
}

/** As one sentence, for screen readers. */
export function replySentence(ask: Ask, lines: readonly ReplyLine[]): string {
  const told = lines.map(({ who, answer, right }) => {
    const where = who === null ? '' : ` on ${who}`;
    return right === null ? `The answer${where}: ${answer}.` : `${right ? 'Right' : 'Wrong'}${where}: ${answer}.`;
  });
  return [questionOf(ask), ...told].join(' ');
}
