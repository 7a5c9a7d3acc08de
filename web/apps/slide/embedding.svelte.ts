/** A slide and the page around its frame: who hears which key, and what the host sees and moves. */
import { isEmbedded } from '../../kit/embedded.ts';
import type { App } from '../../playground/app.svelte.ts';
import { focusOf, type Command } from '../../shell/keys.ts';
import { Host } from './host.ts';
import type { State } from './messages.ts';
import type { SlideOptions } from './options.ts';

export class Embedding {
  readonly framed: boolean;
  readonly host: Host;
  readonly #app: App;
  readonly #options: SlideOptions;
  readonly #last: () => number;

  /** `last`: the last step that is shown. */
  constructor(app: App, options: SlideOptions, last: () => number) {
    const { player } = app.playground;
    this.#app = app;
    this.#options = options;
    this.#last = last;
    this.framed = app.ownsPage && isEmbedded();
    this.host = new Host(
      {
        state: () => this.#state(),
        goto: (to) => player.goToEnd(to),
        next: () => player.send({ type: 'FORWARD' }),
        prev: () => player.send({ type: 'BACK' }),
        load: (link) => {
          history.replaceState(null, '', link);
          app.address.arrive();
        },
      },
      {
        framed: this.framed,
        still: options.still,
        // The host may be of any origin. What it hears of is what it shows itself, and keys.
        post: (message) => window.parent.postMessage(message, '*'),
        release: () => {
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
          window.parent.focus();
        },
      },
    );
  }

  #state(): State | null {
    const { shown, run, player, question } = this.#app.playground;
    if (!shown || !run) return null;
    const last = this.#last();
    return {
      step: player.at.step,
      steps: run.statements,
      first: Math.min(this.#options.first, last),
      last,
      atStart: player.isAtStart,
      atEnd: player.isAtEnd,
      asking: question !== null,
    };
  }

  readonly hearHost = (event: MessageEvent): void => {
    if (event.source === window.parent) this.host.hear(event.data);
  };

  /** Before anything here hears of the key. */
  readonly hearFirst = (event: KeyboardEvent): void => {
    if (this.host.takesKeys || this.#isTaken(event)) return;
    event.stopPropagation();
    this.host.leave(event);
  };

  /** After everything here did. */
  readonly hearLast = (event: KeyboardEvent): void => {
    if (this.host.takesKeys && !event.defaultPrevented && !this.#isTaken(event)) this.host.leave(event);
  };

  /** In a frame, what leads nowhere here may lead on in the host. */
  readonly leaves = (command: Command): boolean => {
    const { player } = this.#app.playground;
    if (!this.framed || player.blanked) return false;
    switch (command.do) {
      case 'escape':
        return true;
      case 'forward':
      case 'forwardBead':
        return player.isAtEnd;
      case 'back':
        return player.isAtStart;
      case 'backBead':
        return player.isAtStart && player.at.bead === 0;
      default:
        return false;
    }
  };

  /** The browser uses it, or what has the focus. */
  #isTaken({ key, target, isComposing }: KeyboardEvent): boolean {
    if (isComposing || this.#app.dialog || ['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(key)) return true;
    const focus = focusOf(target);
    if (focus === 'button') return key === ' ' || key === 'Enter';
    return focus !== 'page' && key !== 'Escape';
  }
}
