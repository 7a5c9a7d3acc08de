import type { Part } from './grammar.ts';
import { field, literal, oneOf, seq } from './grammar.ts';
import { PROCESS } from './names.ts';
import { PLACE } from './places.ts';
import type { Ask, Question } from './program.ts';

export type AskBody = Pick<Ask, 'question' | 'place' | 'process' | 'other'>;

const WHERE = seq(field('place', PLACE), literal('in'), field('process', PROCESS));
export const QUESTIONS: readonly Question[] = [
  'vm_normal_page',
  'outcome',
  'refcount',
  'mapcount',
  'frame',
  'same_frame_as',
];
const QUESTION = oneOf('a question', QUESTIONS);

export const ASK: Part<AskBody> = {
  usage: 'PLACE in A: QUESTION',
  read(c) {
    if (c.takeIf('outcome')) return { question: 'outcome', place: null, process: null, other: null };
    const { place, process } = WHERE.read(c);
    c.expect(':');
    const question = QUESTION.read(c);
    return { question, place, process, other: question === 'same_frame_as' ? WHERE.read(c) : null };
  },
  write({ question, place, process, other }) {
    if (place === null || process === null) return [question];
    const about = [...PLACE.write(place), 'in', `${process}:`, question];
    return other === null ? about : [...about, ...WHERE.write(other)];
  },
};
