/** A slide and what is around it: who hears which key, and what the host sees and moves. */
import { targetOf } from '../../kit/territory.ts';
import type { App } from '../../playground/app.svelte.ts';
import type { Stage } from '../../stage/stage.svelte.ts';
import { focusOf, type Command } from '../../shell/keys.ts';
import type { Around } from './around.ts';
import { Host } from './host.ts';
import type { State } from './messages.ts';
import type { SlideOptions } from './options.ts';

export class Embedding {
  /** Null: the slide fills a window of its own. */
  readonly around: Around | null;
  readonly host: Host;
  readonly options: SlideOptions;
  readonly #app: App;
  readonly #stage: Stage;
  /** The size of the element that the slide fills; null: it fills the window. */
  room = $state.raw<{ readonly width: number; readonly height: number } | null>(null);

  constructor(app: App, stage: Stage, options: SlideOptions, around: Around | null) {
    const { player } = app.playground;
    this.#app = app;
    this.#stage = stage;
    this.options = options;
    this.around = around;
    this.host = new Host(
      {
        state: () => this.state,
        goto: (to) => player.goToEnd(to),
        next: () => player.send({ type: 'FORWARD' }),
        prev: () => player.send({ type: 'BACK' }),
        load: (link) => app.address.goTo(link),
      },
      {
        embedded: around !== null,
        still: options.still,
        post: (message) => around?.post(message),
        release: () => around?.release(),
      },
    );
  }

  get last(): number {
    return Math.min(this.options.last, this.#app.playground.run?.statements ?? 0);
  }

  get state(): State | null {
    const { shown, run, player, question } = this.#app.playground;
    // A host may print as soon as it knows the state.
    if (!shown || !run || !this.#stage.isDrawn) return null;
    const { last } = this;
    return {
      step: player.at.step,
      steps: run.statements,
      first: Math.min(this.options.first, last),
      last,
      atStart: player.isAtStart,
      atEnd: player.isAtEnd,
      asking: question !== null,
    };
  }

  /** The link to what is shown; null: nothing is, or no link has room for it. */
  get moment(): string | null {
    const link = this.state && this.#app.address.link();
    return link?.ok ? link.fragment : null;
  }

  readonly hearHost = (event: MessageEvent): void => {
    if (event.source === window.parent) this.host.hear(event.data);
  };

  readonly hearPointer = (event: PointerEvent): void => {
    if (this.#app.territory.holds(event)) this.host.click();
  };

  readonly hearFirst = (event: KeyboardEvent): void => {
    // A page of which this is an element hears all keys anyway.
    if (this.host.takesKeys || this.around?.hearsKeys || this.#isTaken(event)) return;
    event.stopPropagation();
    this.host.leave(event);
  };

  readonly hearLast = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || !this.#app.territory.holds(event) || this.#isTaken(event)) return;
    if (this.host.takesKeys || this.around?.hearsKeys) this.host.leave(event);
  };

  readonly leaves = (command: Command): boolean => {
    const { player } = this.#app.playground;
    if (!this.around || player.blanked) return false;
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
  #isTaken(event: KeyboardEvent): boolean {
    const { key, isComposing } = event;
    if (isComposing || this.#app.dialog || ['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(key)) return true;
    const focus = focusOf(targetOf(event));
    if (focus === 'button') return key === ' ' || key === 'Enter';
    return focus !== 'page' && key !== 'Escape';
  }
}
