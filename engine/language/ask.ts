import { quote, type Cursor } from './cursor.ts';
import type { Part } from './grammar.ts';
import { field, literal, oneOf, seq } from './grammar.ts';
import { PROCESS } from './names.ts';
import { PLACE } from './places.ts';
import { COUNTER_QUESTIONS, PLACE_QUESTIONS, STATEMENT_QUESTIONS, type Ask, type Question } from './program.ts';

export type AskBody = Pick<Ask, 'question' | 'place' | 'process' | 'other'>;

const WHERE = seq(field('place', PLACE), literal('in'), field('process', PROCESS));
export const QUESTIONS: readonly Question[] = [
  ...new Set<Question>([...PLACE_QUESTIONS, ...STATEMENT_QUESTIONS, ...COUNTER_QUESTIONS]),
];
const QUESTION = oneOf('a question', PLACE_QUESTIONS);
const COUNTER = oneOf('a counter', COUNTER_QUESTIONS);
const NO_PLACE = { place: null, process: null, other: null };

/** `ask io frame` and `ask io: frame` lack the process. */
function needsProcess(c: Cursor): void {
  const next = c.peek();
  if (next?.text !== ':' && !QUESTIONS.some((question) => question === next?.text)) return;
  const [only, ...others] = c.scope.processes.keys();
  const fix = next!.text === ':' ? ` in ${only}:` : `in ${only}: ${next!.text}`;
  c.fail(next!, `Expected \`in\` and a process before ${quote(next!.text)}.`, others.length === 0 ? fix : undefined);
}

export const ASK: Part<AskBody> = {
  usage: 'PLACE in A: QUESTION',
  read(c) {
    for (const question of STATEMENT_QUESTIONS) if (c.takeIf(question)) return { question, ...NO_PLACE };
    if (/^[A-Z]$/.test(c.peek()?.text ?? '')) {
      const process = PROCESS.read(c);
      c.expect(':');
      return { ...NO_PLACE, process, question: COUNTER.read(c) };
    }
    const place = PLACE.read(c);
    needsProcess(c);
    c.expect('in');
    const process = PROCESS.read(c);
    c.expect(':');
    const question = QUESTION.read(c);
    return { question, place, process, other: question === 'same_frame_as' ? WHERE.read(c) : null };
  },
  write({ question, place, process, other }) {
    if (process === null) return [question];
    if (place === null) return [`${process}:`, question];
    const about = [...PLACE.write(place), 'in', `${process}:`, question];
    return other === null ? about : [...about, ...WHERE.write(other)];
  },
};
