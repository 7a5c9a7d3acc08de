/** The questions, with the step of the scenario that answers each. */
import { parse } from '../language/parse.ts';
import { QUESTIONS, type Question } from '../questions/questions.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Sight } from './document.ts';

export interface SeenQuestion extends Pick<Question, 'id' | 'asked' | 'answer'> {
  /** Null: a page of the site answers. */
  readonly at: Sight | null;
  readonly title: string;
  readonly page: 'readers' | 'course' | null;
  /** What is asked about is not modelled. */
  readonly beyond: boolean;
}

function sightOf({ scenario, at }: { readonly scenario: string; readonly at: string }): Sight {
  const text = SCENARIOS.find(({ name }) => name === scenario)?.text;
  if (text === undefined) throw new Error(`There is no scenario ${scenario}.`);
  const step = parse(text).steps.find((one) => one.text === at)?.step;
  if (step === undefined) throw new Error(`${scenario} has no statement “${at}”.`);
  return { scenario, step };
}

export const SEEN_QUESTIONS: readonly SeenQuestion[] = QUESTIONS.map(({ id, asked, answer, see, beyond = false }) => {
  const at = 'scenario' in see ? sightOf(see) : null;
  const title = SCENARIOS.find(({ name }) => name === at?.scenario)?.title ?? '';
  return { id, asked, answer, at, title, page: 'page' in see ? see.page : null, beyond };
});
