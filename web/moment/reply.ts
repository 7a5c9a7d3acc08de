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
import { shortNames } from './agreement.ts';
import { questionOf } from './statementWords.ts';

/** Null: skipped. */
export type Prediction = string | null;
/** By number of the question; undefined: not asked yet. */
export type Predictions = readonly (Prediction | undefined)[];

/** Shown while nobody has asked. */
export const NOT_PREDICTED = 'Not predicted yet.';

/** A possible answer to every question. */
export const DIFFERS = 'the machines differ';

/** What a person may pick from. */
export function choicesFor(result: AskResult): readonly string[] {
  const choices = choicesOf(result).map(answerText);
  return result.answers.length > 1 ? [...choices, DIFFERS] : choices;
}

/** The same as they stand on buttons. */
export function choiceLabels(result: AskResult, machines: readonly Pick<MachineView, 'frames'>[]): readonly string[] {
  const frames = machines.map((machine) => machine.frames);
  const labels = labelsOf(choicesOf(result), frames);
  return result.answers.length > 1 ? [...labels, DIFFERS] : labels;
}

const NORMAL_ANSWERS = [true, false].map((page) => ({ kind: 'normal', page }) as const);

export interface ReplyLine {
  /** null: on all machines. */
  readonly who: string | null;
  readonly answer: string;
  /** null: nothing was predicted. */
  readonly right: boolean | null;
}

/** What is true, on each machine or once for all, and whether it was predicted. */
export function replyLines(
  result: Pick<AskResult, 'answers'>,
  machines: readonly MachineInfo[],
  prediction: Prediction | undefined,
): readonly ReplyLine[] {
  const answers = answersOf(result).map((answer) => answer && answerText(answer));
  const same = sameEverywhere(answers);
  const shown = answerTexts(result);
  const line = (who: string | null, i: number): ReplyLine => ({
    who,
    answer: shownAnswer(shown[i] ?? 'already stopped'),
    right: typeof prediction !== 'string' ? null : prediction === DIFFERS ? !same : answers[i] === prediction,
  });
  return same ? [line(null, 0)] : shortNames(machines).map(line);
}

export interface Departed extends Departure {
  /** The machine on which the prediction is wrong. */
  readonly machine: number;
}

/** Where a wrong prediction leaves the kernel's way, on each machine on which it does. */
export function departuresOf(
  { answers, departures }: Pick<AskResult, 'answers' | 'departures'>,
  prediction: Prediction | undefined,
): readonly Departed[] {
  const meant = NORMAL_ANSWERS.some((answer) => answerText(answer) === prediction);
  return departures.flatMap((departure, machine) => {
    const answer = answers[machine];
    return meant && departure && answer && answerText(answer) !== prediction ? [{ ...departure, machine }] : [];
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
