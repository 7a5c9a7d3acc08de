/** Where the parts of the site are. What a link opened before these existed, it opens still: it has a fragment. */
import type { Figure, Scene } from '../../engine/course.ts';
import { fragmentOf, namedPayload, START_TARGET } from '../../engine/text.ts';

export const START = '?';
export const COURSE = '?course';
export const TEACH = '?teach';
export const ARCHS = '?archs';
export const READERS = '?readers';
export const QUESTIONS = '?questions';
export const PLAY = '?play';
export const SLIDE = '?view=slide';
export const HANDOUT = '?handout';

export const courseWithout = (name: string): string => (name === '' ? COURSE : `${COURSE}=${encodeURIComponent(name)}`);

/** `part` counts from 0. */
export const lessonAddress = (name: string, part = 0): string => `?lesson=${name}${part > 0 ? `#${part + 1}` : ''}`;

export const partOf = (fragment: string): number | null => {
  const [, number] = /^#(\d{1,3})$/.exec(fragment) ?? [];
  return number === undefined ? null : Math.max(0, Number(number) - 1);
};

type Where = typeof PLAY | typeof SLIDE | typeof HANDOUT;
type Moment = Pick<Scene, 'step'> & Partial<Pick<Scene, 'micro' | 'selection'>>;

const addressOf = (where: Where, payload: string, { step, micro = null, selection = null }: Moment): string =>
  where + fragmentOf(payload, { ...START_TARGET, step, micro, selection });

export const figureAddress = (where: Where, { payload }: Figure, moment: Moment): string =>
  addressOf(where, payload, moment);

export const scenarioAddress = (where: Where, name: string, step = 0): string =>
  addressOf(where, namedPayload(name), { step });
