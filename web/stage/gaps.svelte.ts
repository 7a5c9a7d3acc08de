/** Which folded runs a person has opened. One set for all machines: what is opened in one is opened in its neighbours. */
import { SvelteSet } from 'svelte/reactivity';
import { closesWith, parseWindow, windowAround } from './layout/windows.ts';

export class Gaps {
  readonly #open = new SvelteSet<string>();
  /** The neighbourhood that `lookAt` opened last. */
  #lens: string | null = null;

  /** Keys of what is open. */
  get open(): ReadonlySet<string> {
    return this.#open;
  }

  toggle(key: string): void {
    if (!this.#open.has(key)) this.#open.add(key);
    else for (const closed of closesWith(key, this.#open)) this.#open.delete(closed);
  }

  /** Opens the neighbourhood of a page, and closes the one that was opened this way before in the same range. */
  lookAt(range: string, page: number): void {
    const key = windowAround(range, page);
    const lens = this.#lens;
    if (lens !== null && lens !== key && parseWindow(lens)?.range === range) this.#open.delete(lens);
    this.#lens = key;
    this.#open.add(key);
  }

  /** Another scenario has other runs: what was opened in the last one is folded again. */
  close(): void {
    this.#open.clear();
    this.#lens = null;
  }
}
