import type { Component } from 'svelte';

/**
 * Stylesheets that failed to load. The build's import wrapper requests each only once, so after a failure a retry would
 * show the part without its styles. They are requested again here.
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

/** A part of the page that is loaded on demand, once. */
export class Lazy<T> {
  readonly #load: () => Promise<T>;
  #coming: Promise<T> | null = null;
  #loaded: T | null = null;
  #failed = false;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  /** Something that is there already. */
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

  /** Preloads. If this fails, whoever needs the part will find out. */
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
