/** What a machine does in a micro-step, in a sentence. */
import type { MachineBead } from '../facts.ts';
import { frameLabel } from './frame.ts';
import { bugSentence, stopText } from './log.ts';
import { outcomeParts } from './outcome.ts';
import { driverTelling, toldText } from './told.ts';

export function beadText({ event }: Pick<MachineBead, 'event'>, statement: string): string {
  if (event.kind === 'told') return toldText(event);
  if (event.kind === 'driver refused') return driverTelling(event);
  if (event.kind === 'bug') return bugSentence(event.condition);
  if (event.kind === 'bound') return stopText(event);
  const { word, told } = outcomeParts(event.outcome, frameLabel);
  if (word !== 'ok') return `${statement} ends with ${told === '' ? word : `${word}: ${told}`}.`;
  return `${statement} is done${told === '' ? '' : `: ${told}`}.`;
}
