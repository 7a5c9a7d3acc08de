/**
 * Reading by scrolling: the part that is read follows the scroll position, and whoever scrolls on at the end of the text
 * gets the next paragraph.
 */

interface Text {
  readonly parts: () => ArrayLike<Element>;
  readonly canGoOn: () => boolean;
  readonly onforward: () => void;
  /** Another part is read, counted from 0. */
  readonly onread: (part: number) => void;
}

/** Pixels of scrolling beyond the end that bring the next part. */
const ENOUGH = 60;
/** Milliseconds in which one turn of a wheel is not taken for two. */
const PAUSE = 450;
/** Milliseconds in which the text scrolls because a part was brought into view. */
const LED = 700;

/**
 * The part at the reader's line. The line is at the top of the viewport where the text begins, at its bottom where the text ends,
 * and in proportion between, so that every part has its turn. `bottoms`: of the parts, in the coordinates of the text.
 */
export function partAt(bottoms: readonly number[], scrolled: number, viewport: number, whole: number): number {
  const most = whole - viewport;
  const line = most <= 0 ? whole : scrolled + viewport * (scrolled / most);
  const found = bottoms.findIndex((bottom) => line <= bottom);
  return found < 0 ? bottoms.length - 1 : found;
}

export class ScrollReading {
  readonly #text: Text;
  #led = Number.NEGATIVE_INFINITY;
  #beyond = 0;
  #last = Number.NEGATIVE_INFINITY;

  constructor(text: Text) {
    this.#text = text;
  }

  led(): void {
    this.#led = performance.now();
  }

  readonly watch = (column: HTMLElement): (() => void) => {
    const isAtEnd = () => column.scrollTop + column.clientHeight >= column.scrollHeight - 2;
    const goOn = (by: number) => {
      const now = performance.now();
      if (!isAtEnd() || !this.#text.canGoOn() || now - this.#last < PAUSE) {
        this.#beyond = 0;
        return;
      }
      this.#beyond += by;
      if (this.#beyond < ENOUGH) return;
      this.#beyond = 0;
      this.#last = now;
      this.#text.onforward();
    };
    const read = () => {
      if (performance.now() - this.#led < LED || column.scrollHeight <= column.clientHeight) return;
      const { top } = column.getBoundingClientRect();
      const bottoms = Array.from(
        this.#text.parts(),
        (part) => part.getBoundingClientRect().bottom - top + column.scrollTop,
      );
      this.#text.onread(partAt(bottoms, column.scrollTop, column.clientHeight, column.scrollHeight));
    };
    let touched: number | null = null;
    const stop = new AbortController();
    const how = { passive: true, signal: stop.signal };
    column.addEventListener('wheel', ({ deltaY }) => deltaY > 0 && goOn(deltaY), how);
    column.addEventListener('scroll', read, how);
    column.addEventListener(
      'touchstart',
      ({ touches }) => (touched = isAtEnd() ? (touches[0]?.clientY ?? null) : null),
      how,
    );
    column.addEventListener(
      'touchend',
      ({ changedTouches }) => {
        const by = touched === null ? 0 : touched - (changedTouches[0]?.clientY ?? touched);
        touched = null;
        if (by > 0) goOn(by);
      },
      how,
    );
    return () => stop.abort();
  };
}
