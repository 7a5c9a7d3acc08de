/** What is around a slide: a page with it in an iframe, or a page of which it is an element. */
import type { Message } from './host.ts';

export interface Around {
  /** Keys that are pressed in an iframe do not reach the page around it: they are posted. */
  readonly hearsKeys: boolean;
  post(message: Message): void;
  release(): void;
}

export const hostPage: Around = {
  hearsKeys: false,
  // The host may be of any origin. What it hears of is what it shows itself, and keys.
  post: (message) => window.parent.postMessage(message, '*'),
  release: () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.parent.focus();
  },
};
