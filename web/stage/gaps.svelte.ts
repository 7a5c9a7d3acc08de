/** Opened runs: one set for all machines, so that they stay level. */
import { SvelteSet } from 'svelte/reactivity';
import { closesWith, parseWindow, windowAround } from './layout/windows.ts';

export class Gaps {
  readonly #open: SvelteSet<string>;
  readonly #kept: readonly string[];
  #lens: string | null = null;

  constructor(kept: readonly string[]) {
    this.#kept = kept;
    this.#open = new SvelteSet(kept);
  }

  get open(): ReadonlySet<string> {
    return this.#open;
  }

  get closable(): readonly string[] {
    return [...this.#open].filter((key) => !this.#kept.includes(key));
  }

  toggle(key: string): void {
    if (!this.#open.has(key)) this.#open.add(key);
    else for (const closed of closesWith(key, this.#open)) this.#open.delete(closed);
  }

  /** Opens the neighbourhood of a page, in place of the one that it last opened in that range. */
  lookAt(range: string, page: number): void {
    const key = windowAround(range, page);
    const lens = this.#lens;
    if (lens !== null && lens !== key && parseWindow(lens)?.range === range) this.#open.delete(lens);
    this.#lens = key;
    this.#open.add(key);
  }

  /** For another scenario: its runs are not these. */
  close(): void {
    for (const key of this.closable) this.#open.delete(key);
    this.#lens = null;
  }
}
