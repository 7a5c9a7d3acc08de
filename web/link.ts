/** The address bar and the link: what stands after `#` is the scenario, the step, the micro-step and the selection. */
import { decodeLink, encodeLink, SCENARIOS, type EncodedLink, type LinkView } from '../engine/index.ts';

export type Opened =
  | { readonly kind: 'none' }
  | { readonly kind: 'opened'; readonly text: string; readonly view: LinkView }
  /** `recovered`: what could be read of its text; it may end early. */
  | { readonly kind: 'broken'; readonly message: string; readonly recovered: string | null };

/** What a fragment asks for. Never throws: links come from strangers, and from mails that cut them. */
export function readFragment(fragment: string): Opened {
  if (fragment === '' || fragment === '#') return { kind: 'none' };
  const link = decodeLink(fragment, (name) => SCENARIOS.find((scenario) => scenario.name === name)?.text);
  if (!link.ok) return { kind: 'broken', message: link.message, recovered: link.recovered };
  return { kind: 'opened', text: link.text, view: link.view };
}

/** The link of what is shown. A built-in scenario is named, not copied. */
export function makeLink(text: string, view: LinkView, address: string): EncodedLink {
  const builtin = SCENARIOS.find((scenario) => scenario.text === text)?.name;
  return encodeLink({ text, builtin }, view, address);
}

/** Browsers count how often an address is replaced, and refuse when it is too often. */
const THROTTLE = 400;

type Timer = ReturnType<typeof setTimeout>;

/** Keeps the address bar in step with the page, without flooding the history. */
export class AddressBar {
  readonly #fragment: () => string | null;
  readonly #replace: (fragment: string) => void;
  #timer: Timer | null = null;
  #awake = false;

  /** `fragment` says what should stand there now; null: leave what is there. */
  constructor(
    fragment: () => string | null,
    replace: (fragment: string) => void = (text) => history.replaceState(null, '', text),
  ) {
    this.#fragment = fragment;
    this.#replace = replace;
  }

  /** Until the page has opened what the address says, nothing may be written over it. */
  start(): void {
    this.#awake = true;
  }

  /** Something has changed: write soon, and what is true then. */
  follow(): void {
    if (this.#awake) this.#timer ??= setTimeout(() => this.flush(), THROTTLE);
  }

  /** Writes now what would be written soon. */
  flush(): void {
    if (this.#timer === null) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    const fragment = this.#fragment();
    if (fragment === null) return;
    try {
      this.#replace(fragment);
    } catch {
      // Refused because it was too often: the next change writes again.
    }
  }

  /** What was to be written is out of date, because another address was opened. */
  forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
