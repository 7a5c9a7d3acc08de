/** The reader's way through a lesson: by button, key or scrolling, and always in view. */
import { tick } from 'svelte';
import { intoView } from '../../kit/intoView.ts';
import type { Reading } from '../../lesson/reading.svelte.ts';
import { ScrollReading } from '../../lesson/scrolling.ts';

export class Following {
  readonly #reading: Reading;
  readonly #scrolling: ScrollReading;
  #column: HTMLElement | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#scrolling = new ScrollReading({
      parts: () => this.#column?.querySelectorAll('.part') ?? [],
      canGoOn: () => !reading.isAtEnd && reading.question === null,
      onforward: () => this.forward(),
      onread: (part) => part !== reading.at && reading.go(part),
    });
  }

  readonly watch = (column: HTMLElement): (() => void) => {
    this.#column = column;
    void this.follow();
    return this.#scrolling.watch(column);
  };

  async follow(): Promise<void> {
    this.#scrolling.led();
    await tick();
    const current = this.#column?.querySelector<HTMLElement>('[data-current]');
    if (current) intoView(current, { block: 'nearest', inline: 'nearest' });
  }

  forward(): void {
    this.#reading.forward();
    void this.follow();
  }

  back(): void {
    this.#reading.back();
    void this.follow();
  }

  go(part: number): void {
    this.#reading.go(part);
    void this.follow();
  }
}
