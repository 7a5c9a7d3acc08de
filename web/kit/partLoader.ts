import type { Lazy } from './lazy.ts';
import type { Notices } from './notices.svelte.ts';

/** Loads parts of the page on demand, and says so if one cannot be loaded. */
export class PartLoader {
  readonly #notices: Notices;
  /** The part that the notice says could not be loaded. */
  #missing: unknown = null;

  constructor(notices: Notices) {
    this.#notices = notices;
  }

  /** Continues once loaded, at once if it is already; reports a failure and offers to try again. */
  readonly load = <T>(what: string, part: Lazy<T>, then: (loaded: T) => void, again = false): void => {
    if (part.loaded) return then(part.loaded);
    part.get().then(
      (loaded) => {
        if (this.#missing === part) this.#notices.dismiss('loading');
        then(loaded);
      },
      () => {
        this.#missing = part;
        this.#notices.say({
          about: 'loading',
          kind: 'error',
          text: `${what} could not be loaded. Check your connection. Nothing else is affected.`,
          actions: [
            { label: 'Try again', run: () => this.load(what, part, then, true) },
            // Some browsers do not retry a failed script until the page is reloaded.
            ...(again ? [{ label: 'Reload the page', run: () => location.reload() }] : []),
          ],
        });
      },
    );
  };
}
