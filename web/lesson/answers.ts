/** The questions of a lesson, and answers to them. */
import type { Lesson, ReadQuestion, ReadTheory } from '../../engine/course.ts';
import { shownAnswer } from '../../engine/say/index.ts';

export const questionsOf = ({ parts }: Lesson): ReadQuestion[] =>
  parts.filter((part): part is ReadQuestion => part.kind === 'ask');

export const labelOf = ({ choices }: ReadQuestion, answer: string): string =>
  choices.find((choice) => choice.answer === answer)?.label ?? shownAnswer(answer);

export interface Held {
  readonly theory: ReadTheory;
  readonly on: readonly number[];
}

export const theoriesHeld = ({ theories, answers }: ReadQuestion, given: readonly string[]): Held[] =>
  theories
    .map((theory) => ({
      theory,
      on: theory.machines.filter((i) => given[i] === theory.answer && given[i] !== answers[i]),
    }))
    .filter(({ on }) => on.length > 0);
