import type { Component } from 'svelte';

/**
 * Stylesheets that did not arrive. What the build wraps around an import asks for each only once, whatever comes of it:
 * the second time it would show the part without its looks. So they are asked for again here.
 */
const missingStyles = (): HTMLLinkElement[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter(({ sheet }) => sheet === null);

const loadStyle = (missing: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const link = missing.cloneNode() as HTMLLinkElement;
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${link.href} could not be loaded.`));
    missing.replaceWith(link);
  });

/** A part of the page that is loaded when it is needed, once. */
export class Lazy<T> {
  readonly #load: () => Promise<T>;
  #coming: Promise<T> | null = null;
  #loaded: T | null = null;
  #failed = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Null: not loaded so far. */
  get loaded(): T | null {
    return this.#loaded;
  }

  /** Rejected if it cannot be loaded; the next call tries again. */
  get(): Promise<T> {
    this.#coming ??= this.#try();
    return this.#coming;
  }

  /** It will probably be needed soon. If this fails, whoever really needs it will hear. */
  prepare(): void {
    this.get().catch(() => undefined);
  }

  async #try(): Promise<T> {
    try {
      if (this.#failed) await Promise.all(missingStyles().map(loadStyle));
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
