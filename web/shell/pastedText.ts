import { targetOf } from '../kit/territory.ts';
import { focusOf } from './keys.ts';

/** A text that was pasted outside of fields, which is to be explained; empty: there is none, or it is for the field. */
export function pastedText(event: ClipboardEvent): string {
  const text = event.clipboardData?.getData('text') ?? '';
  return focusOf(targetOf(event)) === 'field' || text.trim() === '' ? '' : text;
}
