/** The questions, with the step of the scenario that answers each. */
import { QUESTIONS, type Question } from '../questions/questions.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Sight } from './document.ts';
import { DOCUMENTS } from './documents.data.ts';

export interface SeenQuestion extends Pick<Question, 'id' | 'asked' | 'answer'> {
  /** Null: a page of the site answers. */
  readonly at: Sight | null;
  /** Of the scenario. */
  readonly title: string;
  readonly page: 'readers' | 'course' | null;
  /** What is asked about is not modelled. */
  readonly beyond: boolean;
}

export const SEEN_QUESTIONS: readonly SeenQuestion[] = QUESTIONS.map(({ id, asked, answer, see, beyond = false }) => {
  const at = DOCUMENTS.find((document) => document.id === `question:${id}`)?.at ?? null;
  const title = SCENARIOS.find(({ name }) => name === at?.scenario)?.title ?? '';
  return { id, asked, answer, at, title, page: 'page' in see ? see.page : null, beyond };
});
