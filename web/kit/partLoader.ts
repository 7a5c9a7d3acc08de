import type { Lazy } from './lazy.ts';
import type { Notices } from './notices.svelte.ts';

interface Missing {
  readonly what: string;
  readonly retry: () => void;
  readonly again: boolean;
}

const listed = (names: readonly string[]): string => {
  const inSentence = names.map((name, index) => (index === 0 ? name : name.replace(/^The /, 'the ')));
  const last = inSentence.at(-1) ?? '';
  return inSentence.length < 2 ? last : `${inSentence.slice(0, -1).join(', ')} and ${last}`;
};

/** Loads parts of the page on demand, and says so if some cannot be loaded. */
export class PartLoader {
  readonly #notices: Notices;
  /** The parts that could not be loaded, in the order in which they were missed. One notice speaks of all. */
  readonly #missing = new Map<unknown, Missing>();

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  readonly load = <T>(what: string, part: Lazy<T>, then: (loaded: T) => void, again = false): void => {
    if (part.loaded) return then(part.loaded);
    part.get().then(
      (loaded) => {
        if (this.#missing.delete(part)) this.#say();
        then(loaded);
      },
      () => {
        this.#missing.set(part, { what, retry: () => this.load(what, part, then, true), again });
        this.#say();
      },
    );
  };

  #say(): void {
    const missing = [...this.#missing.values()];
    if (missing.length === 0) return this.#notices.dismiss('parts');
    this.#notices.say({
      about: 'parts',
      kind: 'error',
      text: `${listed(missing.map(({ what }) => what))} could not be loaded. Check your connection. Nothing else is affected.`,
      actions: [
        { label: 'Try again', run: () => missing.forEach(({ retry }) => retry()) },
        // Some browsers do not retry a failed script until the page is reloaded.
        ...(missing.some(({ again }) => again) ? [{ label: 'Reload the page', run: () => location.reload() }] : []),
      ],
    });
  }
}
