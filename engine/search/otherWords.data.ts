/** What people type who look for a scenario or a question and do not use its own words. */
import { QUESTIONS, type Question } from '../questions/questions.ts';
import { SCENARIOS } from '../scenario/all.ts';

export const SCENARIO_WORDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  SCENARIOS.flatMap(({ name, words }) => (words === undefined ? [] : [[name, words]])),
);

export const QUESTION_WORDS: Readonly<Record<Question['id'], readonly string[]>> = Object.fromEntries(
  QUESTIONS.map(({ id, words }) => [id, words]),
);
