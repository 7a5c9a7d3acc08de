/** Keys common to all apps: they move the player, answer questions and open dialogs. */
import { targetOf } from '../kit/territory.ts';
import type { App } from '../playground/app.svelte.ts';
import type { PlayerEvent } from '../playground/playerChart.ts';
import { focusOf, KeyReader, SLIDE_KEYS, type Command } from './keys.ts';

const MOVES = {
  forward: 'FORWARD',
  back: 'BACK',
  forwardBead: 'FORWARD_BEAD',
  backBead: 'BACK_BEAD',
  first: 'FIRST',
  last: 'LAST',
  nextDifference: 'NEXT_DIFFERENCE',
  previousDifference: 'PREVIOUS_DIFFERENCE',
  toggle: 'TOGGLE',
  blank: 'BLANK',
} as const satisfies Partial<Record<Command['do'], PlayerEvent['type']>>;

export class Keyboard {
  digits = $state('');
  readonly #app: App;
  readonly #reader: KeyReader;
  /** Handles keys of this app alone; false: not handled. */
  readonly #own: (command: Command) => boolean;
  readonly #leaves: (command: Command) => boolean;

  constructor(app: App, own: (command: Command) => boolean, leaves: (command: Command) => boolean) {
    this.#app = app;
    this.#own = own;
    this.#leaves = leaves;
    this.#reader = new KeyReader(app.dialogs, app.kind === 'slide' ? SLIDE_KEYS : {});
  }

  hear(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || this.#app.dialog) return;
    const choices = this.#app.playground.question?.choices ?? null;
    const command = this.#reader.read(event, focusOf(targetOf(event)), choices);
    const used = command !== null && !this.#leaves(command) && this.#obey(command);
    this.digits = this.#reader.digits;
    if (used) event.preventDefault();
  }

  /** False: not handled, so the browser gets the key. */
  #obey(command: Command): boolean {
    const { playground } = this.#app;
    const { player } = playground;
    this.#tellNowhere(command);
    switch (command.do) {
      case 'digits':
        this.digits = command.digits;
        return true;
      case 'jump':
        player.goToEnd(command.step);
        return true;
      case 'choose': {
        const answer = playground.question?.choices[command.choice];
        if (answer !== undefined) playground.pick(answer);
        return true;
      }
      case 'nothing':
        return true;
      case 'open':
        return this.#app.open(command.dialog);
      case 'edit':
        return this.#app.edit();
      case 'escape':
        if (this.#own(command)) return true;
        if (!player.blanked && this.digits === '') {
          if (playground.whatIf !== null) {
            playground.touch(null);
            return true;
          }
          if (playground.selection === null) return false;
          playground.select(null);
          return true;
        }
        player.send({ type: 'UNBLANK' });
        return true;
      case 'zoomIn':
      case 'zoomOut':
      case 'zoomReset':
      case 'fullScreen':
      case 'legend':
        return this.#own(command);
      default:
        player.send({ type: MOVES[command.do] });
        return true;
    }
  }

  #tellNowhere(command: Command): void {
    const { player, notices } = this.#app.playground;
    notices.dismiss('nowhere');
    const nowhere =
      command.do === 'forward' || command.do === 'forwardBead'
        ? player.isAtEnd && 'This is the end.'
        : command.do === 'nextDifference'
          ? player.nextDifference === null && 'No new difference between the machines after this.'
          : command.do === 'previousDifference' &&
            player.previousDifference === null &&
            'No difference between the machines before this.';
    if (nowhere) notices.say({ about: 'nowhere', kind: 'info', text: nowhere, floats: true });
  }
}
