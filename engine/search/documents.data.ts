/** The documents of the search, made when the page is built. */
import { LESSONS } from '../course/index.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Document } from './document.ts';
import { documentsOf } from './documents.ts';
import { SEEN_QUESTIONS } from './questions.data.ts';
import { SIGHTS } from './sights.data.ts';
import { QUESTION_WORDS } from './otherWords.data.ts';

const lessons = await Promise.all(LESSONS.map((load) => load()));

export const DOCUMENTS: readonly Document[] = documentsOf({
  scenarios: SCENARIOS,
  lessons: lessons.map(({ LESSON }) => LESSON),
  questions: SEEN_QUESTIONS.map((question) => ({ ...question, words: QUESTION_WORDS[question.id] ?? [] })),
  sights: SIGHTS,
});
