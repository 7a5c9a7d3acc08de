/** What a machine does in a micro-step, in a sentence. */
import { frameNameText, type FrameRef, type MachineBead } from '../facts.ts';
import { stopText } from './log.ts';
import { hex } from './number.ts';
import { outcomeParts } from './outcome.ts';

/** How sentences call a frame. */
const frameName = ({ pfn, name }: FrameRef): string => (name === null ? `frame ${hex(pfn)}` : frameNameText(name));

/** `statement`: the text of the statement that the bead belongs to. */
export function beadText({ event }: Pick<MachineBead, 'event'>, statement: string): string {
  if (event.kind === 'told') return event.sentence;
  if (event.kind === 'bound' || event.kind === 'bug') return stopText(event);
  const { word, told } = outcomeParts(event.outcome, frameName);
  if (word !== 'ok') return `${statement} ends with ${told === '' ? word : `${word}: ${told}`}.`;
  return `${statement} is done${told === '' ? '' : `: ${told}`}.`;
}
