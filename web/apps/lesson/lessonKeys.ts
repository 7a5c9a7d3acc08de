/** The keys of a lesson. */
import type { Reading } from '../../lesson/reading.svelte.ts';
import { choiceKeys } from '../../moment/choiceKeys.ts';
import type { Playground } from '../../playground/playground.svelte.ts';
import { focusOf } from '../../shell/keys.ts';
import type { Following } from './following.ts';

/** True: the key was used. */
export function obey(event: KeyboardEvent, reading: Reading, playground: Playground, following: Following): boolean {
  const focus = focusOf(event.target);
  if (focus === 'field' || event.ctrlKey || event.altKey || event.metaKey) return false;
  const { part, question } = reading;
  switch (event.key) {
    case 'PageDown':
    case ' ':
      if (event.key === ' ' && focus !== 'page') return false;
      if (event.shiftKey) following.back();
      else if (reading.isAtEnd) return false;
      else if (!question) following.forward();
      return true;
    case 'PageUp':
      following.back();
      return true;
    case 'ArrowRight':
    case 'ArrowLeft':
      reading.step(event.key === 'ArrowRight' ? 1 : -1);
      return true;
    case 'Escape':
      if (playground.whatIf === null) return false;
      playground.touch(null);
      return true;
    case 'Enter':
      if (focus !== 'page' || part?.kind !== 'ask' || question) return false;
      following.forward();
      return true;
    default: {
      if (!question || focus === 'choices') return false;
      const chosen = choiceKeys(question.choices.map(({ answer }) => answer)).indexOf(event.key);
      const choice = question.choices[chosen];
      if (!choice) return false;
      reading.pick(choice.answer);
      void following.follow();
      return true;
    }
  }
}
