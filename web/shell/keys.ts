/** Which key means which command. The page carries it out. */
import { choiceKeys } from '../moment/choiceKeys.ts';

type Move = 'forward' | 'back' | 'forwardBead' | 'backBead' | 'nextDifference' | 'previousDifference';

export type Command =
  | { readonly do: Move | 'first' | 'last' }
  | {
      readonly do:
        'toggle' | 'blank' | 'escape' | 'edit' | 'zoomIn' | 'zoomOut' | 'zoomReset' | 'fullScreen' | 'legend';
    }
  | { readonly do: 'open'; readonly dialog: string }
  /** Swallowed: the key would otherwise do something unexpected, even in the browser. */
  | { readonly do: 'nothing' }
  | { readonly do: 'digits'; readonly digits: string }
  | { readonly do: 'jump'; readonly step: number }
  /** The n-th choice of the question, from 0. */
  | { readonly do: 'choose'; readonly choice: number };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  /** In milliseconds. */
  readonly timeStamp: number;
}

/** A field takes every key, a list of choices all but the stepping keys, a button Space and Enter. */
export type Focus = 'page' | 'button' | 'choices' | 'field';

const STEPS: Readonly<Record<string, readonly [plain: Move, shifted: Move]>> = {
  ArrowRight: ['forward', 'forwardBead'],
  PageDown: ['forward', 'forwardBead'],
  ArrowLeft: ['back', 'backBead'],
  PageUp: ['back', 'backBead'],
};
/** Letters, regardless of Caps Lock. */
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
export const SLIDE_KEYS: typeof PLAIN = {
  f: { do: 'fullScreen' },
  F: { do: 'fullScreen' },
  l: { do: 'legend' },
  L: { do: 'legend' },
};

/** More digits than any scenario's number of statements. */
const MAX_DIGITS = 4;

/**
 * Milliseconds after a digit answered a question in which Enter, or another digit when nothing more is asked, is taken as
 * the rest of a number to jump to, not as a command.
 */
const BURST = 600;

export class KeyReader {
  readonly #dialogs: ReadonlyMap<string, string>;
  readonly #more: typeof PLAIN;
  #digits = '';
  #answered = Number.NEGATIVE_INFINITY;

  constructor(dialogs: readonly { readonly id: string; readonly key: string }[] = [], more: typeof PLAIN = {}) {
    this.#more = more;
    this.#dialogs = new Map(dialogs.map(({ id, key }) => [key, id]));
  }

  /** The command of a key; null: leave it to the browser. `choices`: of the current question; null: none. */
  read(key: Key, focus: Focus, choices: readonly string[] | null = null): Command | null {
    if (focus === 'field' || key.ctrlKey || key.altKey || key.metaKey) return null;
    if (focus === 'choices' && !STEPS[key.key]) return null;
    // A held key must not run into a question and past it.
    if (choices !== null && key.repeat) return { do: 'nothing' };
    if (choices !== null) this.#digits = '';
    const digits = this.#digits;
    const isDigit = /^\d$/.test(key.key);
    const isRest = (isDigit && choices === null) || key.key === 'Enter';
    if (isRest && key.timeStamp - this.#answered < BURST) {
      this.#answered = key.timeStamp;
      return { do: 'nothing' };
    }
    if (isDigit) {
      // During a question, digits only answer it.
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
    // The typed digits are on the screen, so Enter applies to them even when a button has the focus.
    if (key.key === 'Enter') return digits === '' ? null : { do: 'jump', step: Number(digits) };
    if (key.key === 'Escape') return { do: 'escape' };
    if (focus === 'button' && key.key === ' ') return null;
    const step = STEPS[key.key] ?? LETTERS[key.key.toLowerCase()];
    if (step) return { do: key.shiftKey ? step[1] : step[0] };
    const dialog = this.#dialogs.get(key.key.toLowerCase());
    return dialog === undefined ? (this.#more[key.key] ?? PLAIN[key.key] ?? null) : { do: 'open', dialog };
  }

  /** Typed and not yet followed by Enter. */
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
