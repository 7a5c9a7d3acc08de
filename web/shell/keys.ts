/** The keyboard: which key means what. What a command does is the page's affair. */
import { choiceKeys } from '../moment/choiceKeys.ts';

type Move = 'forward' | 'back' | 'forwardBead' | 'backBead' | 'nextDifference' | 'previousDifference';

export type Command =
  | { readonly do: Move | 'first' | 'last' }
  | {
      readonly do: 'toggle' | 'blank' | 'escape' | 'edit' | 'zoomIn' | 'zoomOut' | 'zoomReset';
    }
  /** Opens a dialog. */
  | { readonly do: 'open'; readonly dialog: string }
  /** A key that would do something else by surprise: it does nothing, not even in the browser. */
  | { readonly do: 'nothing' }
  /** The digits typed so far; the statement is jumped to on Enter. */
  | { readonly do: 'digits'; readonly digits: string }
  | { readonly do: 'jump'; readonly step: number }
  /** The n-th choice of the question that is asked, from 0. */
  | { readonly do: 'choose'; readonly choice: number };

/** The part of a KeyboardEvent that matters. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** The key is held down. */
  readonly repeat: boolean;
  /** When it was pressed, in ms. */
  readonly timeStamp: number;
}

/** Where the focus is: a field takes every key, a list of choices all but the steps, a button takes space and Enter. */
export type Focus = 'page' | 'button' | 'choices' | 'field';

const STEPS: Readonly<Record<string, readonly [plain: Move, shifted: Move]>> = {
  ArrowRight: ['forward', 'forwardBead'],
  PageDown: ['forward', 'forwardBead'],
  ArrowLeft: ['back', 'backBead'],
  PageUp: ['back', 'backBead'],
};
/** Letters, whatever the caps lock says. */
const LETTERS: typeof STEPS = {
  d: ['nextDifference', 'previousDifference'],
};
const PLAIN: Readonly<Record<string, Command>> = {
  Home: { do: 'first' },
  End: { do: 'last' },
  ' ': { do: 'toggle' },
  '.': { do: 'blank' },
  b: { do: 'blank' },
  B: { do: 'blank' },
  e: { do: 'edit' },
  E: { do: 'edit' },
  '+': { do: 'zoomIn' },
  '=': { do: 'zoomIn' },
  '-': { do: 'zoomOut' },
  z: { do: 'zoomReset' },
  Z: { do: 'zoomReset' },
};

/** More digits than any scenario has statements. */
const MAX_DIGITS = 4;

/**
 * After a digit that answered a question, in ms: who types another digit or Enter so soon types a number, to jump to. The
 * rest of it must not become another command.
 */
const BURST = 600;

export class KeyReader {
  /** Which dialog each key opens. */
  readonly #dialogs: ReadonlyMap<string, string>;
  #digits = '';
  /** When a digit answered, or the rest of its number was typed. */
  #answered = Number.NEGATIVE_INFINITY;

  constructor(dialogs: readonly { readonly id: string; readonly key: string }[] = []) {
    this.#dialogs = new Map(dialogs.map(({ id, key }) => [key, id]));
  }

  /**
   * What a key means now; null: leave it to the browser. `choices`: what a question offers at this moment; null: none
   * is asked.
   */
  read(key: Key, focus: Focus, choices: readonly string[] | null = null): Command | null {
    if (focus === 'field' || key.ctrlKey || key.altKey || key.metaKey) return null;
    if (focus === 'choices' && !STEPS[key.key]) return null;
    // A key that is held down must not run into a question and over it.
    if (choices !== null && key.repeat) return { do: 'nothing' };
    if (choices !== null) this.#digits = '';
    const digits = this.#digits;
    const isDigit = /^\d$/.test(key.key);
    if ((isDigit || key.key === 'Enter') && key.timeStamp - this.#answered < BURST) {
      this.#answered = key.timeStamp;
      return { do: 'nothing' };
    }
    if (isDigit) {
      // While a question stands, digits answer it and nothing else.
      if (choices !== null) {
        const choice = choiceKeys(choices).indexOf(key.key);
        if (choice < 0) return { do: 'nothing' };
        this.#answered = key.timeStamp;
        return { do: 'choose', choice };
      }
      this.#digits = (digits + key.key).slice(-MAX_DIGITS);
      return { do: 'digits', digits: this.#digits };
    }
    this.#digits = '';
    // Typed digits are on the screen, so Enter is for them even when a button has the focus.
    if (key.key === 'Enter') return digits === '' ? null : { do: 'jump', step: Number(digits) };
    if (key.key === 'Escape') return { do: 'escape' };
    if (focus === 'button' && key.key === ' ') return null;
    const step = STEPS[key.key] ?? LETTERS[key.key.toLowerCase()];
    if (step) return { do: key.shiftKey ? step[1] : step[0] };
    const dialog = this.#dialogs.get(key.key.toLowerCase());
    return dialog === undefined ? (PLAIN[key.key] ?? null) : { do: 'open', dialog };
  }

  /** Digits typed and not yet followed by Enter. */
  get digits(): string {
    return this.#digits;
  }

  forget(): void {
    this.#digits = '';
  }
}

const BUTTONS = 'button, a[href], summary, [role="button"], [role="tab"], [role="option"], [role="menuitem"]';

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('select')) return 'choices';
  if (target.closest('input, textarea, [contenteditable]:not([contenteditable="false"])')) return 'field';
  return target.closest(BUTTONS) ? 'button' : 'page';
}
