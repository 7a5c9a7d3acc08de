import type { Component } from 'svelte';

/**
 * Stylesheets that failed to load. The build's import wrapper requests each only once, so after a failure a retry would
 * show the part without its styles. They are requested again here. One that is still on its way is left alone: whoever
 * asked for it waits for its events.
 */
const failedStyles = new Set<HTMLLinkElement>();
globalThis.document?.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failedStyles.add(target);
  },
  // The event does not bubble.
  { capture: true },
);

const again = new Map<HTMLLinkElement, Promise<unknown>>();

const loadStyle = (failed: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const link = failed.cloneNode() as HTMLLinkElement;
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${link.href} could not be loaded.`));
    failed.replaceWith(link);
  });

async function loadStylesAgain(): Promise<void> {
  for (const link of failedStyles) {
    failedStyles.delete(link);
    again.set(
      link,
      loadStyle(link).finally(() => again.delete(link)),
    );
  }
  await Promise.all(again.values());
}

export class Lazy<T> {
  readonly #load: () => Promise<T>;
  #coming: Promise<T> | null = null;
  #loaded: T | null = null;
  #failed = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  static of<T>(loaded: T): Lazy<T> {
    const there = new Lazy<T>(async () => loaded);
    there.#loaded = loaded;
    return there;
  }

  /** Null: not loaded yet. */
  get loaded(): T | null {
    return this.#loaded;
  }

  /** Rejected if it cannot be loaded; the next call tries again. */
  get(): Promise<T> {
    this.#coming ??= this.#try();
    return this.#coming;
  }

  prepare(): void {
    this.get().catch(() => undefined);
  }

  async #try(): Promise<T> {
    try {
      if (this.#failed) await loadStylesAgain();
      return (this.#loaded = await this.#load());
    } catch (error) {
      this.#failed = true;
      this.#coming = null;
      throw error;
    }
  }
}

type Module<Props extends object> = { readonly default: Component<Props> };

export const lazy = <Props extends object>(load: () => Promise<Module<Props>>): Lazy<Component<Props>> =>
  new Lazy(() => load().then((module) => module.default));
