/** The documents of the search, made when they are asked for: where all that they are made of is at hand. */
import { loadTexts } from '../atlas/scenarios.ts';
import { PROMISES } from '../atlas/promises.data.ts';
import { LESSONS } from '../course/index.ts';
import type { Document } from './document.ts';
import { documentsOf } from './documents.ts';
import { QUESTION_WORDS, SCENARIO_WORDS } from './otherWords.data.ts';
import { SEEN_QUESTIONS } from './questions.data.ts';
import { SIGHTS } from './sights.data.ts';

export async function loadDocuments(): Promise<readonly Document[]> {
  const [texts, lessons] = await Promise.all([loadTexts(), Promise.all(LESSONS.map((load) => load()))]);
  return documentsOf({
    scenarios: [...texts].flatMap(([info, text]) => {
      const told = PROMISES[info.name];
      return told ? [{ ...info, promise: told.promise, words: SCENARIO_WORDS[info.name] ?? [], text }] : [];
    }),
    lessons: lessons.map(({ LESSON }) => LESSON),
    questions: SEEN_QUESTIONS.map((question) => ({ ...question, words: QUESTION_WORDS[question.id] ?? [] })),
    sights: SIGHTS,
  });
}
