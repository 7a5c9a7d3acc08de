/**
 * Which pages of a range get a cell of their own. A small range shows every page. In a large one, runs of pages that look
 * alike fold into one cell, which a person can open piece by piece; what just happened, differs or is selected is never
 * folded away.
 */
import type { RangeSpan } from './places.ts';
import { cutRun, windowKey, windowsOf, type OpenWindow } from './windows.ts';

export type Slot =
  | { readonly kind: 'page'; readonly page: number }
  /** Pages `from` to `to`, exclusive, in one cell. The key is the window that opens them. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly key: string }
  /** The handle that folds an opened window again. */
  | { readonly kind: 'handle'; readonly key: string; readonly page: number };

export interface FoldInput {
  readonly span: RangeSpan;
  /** Pages that do not look like the page before them, rising. */
  readonly breaks: readonly number[];
  /** Pages that should be seen; of very many a few are. */
  readonly keep: ReadonlySet<number>;
  /** The page that must be seen, whatever else is. */
  readonly picked: number | null;
  /** Keys of opened windows. */
  readonly open: ReadonlySet<string>;
  /** How much more is shown than usual: 1 is usual. */
  readonly detail: number;
}

/** Up to this many pages, everything is shown. */
const SMALL = 8;
/** More cells than this are not read by anybody: fold harder. */
const CELLS = 24;
/** A statement that touches more pages than this is told by a few of them. */
const KEPT = 12;
const FEW = 4;

const pageSlots = (from: number, to: number): Slot[] =>
  Array.from({ length: to - from }, (_, i) => ({ kind: 'page', page: from + i }));

/** Makes the cells of one run after another; every window gets its handle once, where it is first seen. */
class Folding {
  readonly slots: Slot[] = [];
  readonly #range: string;
  readonly #windows: readonly OpenWindow[];
  readonly #handled = new Set<string>();

  constructor(range: string, windows: readonly OpenWindow[]) {
    this.#range = range;
    this.#windows = windows;
  }

  page(page: number): void {
    this.slots.push({ kind: 'page', page });
  }

  /** A run as it is drawn: closed, or cut where a window is open. */
  run(from: number, to: number): void {
    for (const piece of cutRun(from, to, this.#windows)) {
      this.#handles(piece.over, piece.from);
      this.#piece(piece.from, piece.to);
    }
  }

  #handles(over: readonly OpenWindow[], page: number): void {
    for (const { key } of over) {
      if (this.#handled.has(key)) continue;
      this.#handled.add(key);
      this.slots.push({ kind: 'handle', key, page });
    }
  }

  #piece(from: number, to: number): void {
    // A single page is no run.
    if (to - from === 1) this.page(from);
    else this.slots.push({ kind: 'gap', from, to, key: windowKey(this.#range, from, to) });
  }
}

/** Shows the pages in `shown` and folds what lies between them, never across the border of a VMA. */
function foldBetween(input: FoldInput, shown: ReadonlySet<number>): Slot[] {
  const { name, from, to, borders } = input.span;
  const folding = new Folding(name, windowsOf(name, input.open));
  const stops = [...new Set([...shown, ...borders, to])].filter((p) => p >= from && p <= to).sort((a, b) => a - b);
  let start = from;
  for (const stop of stops) {
    if (stop > start) folding.run(start, stop);
    start = Math.max(start, stop);
    if (!shown.has(stop)) continue;
    folding.page(stop);
    start = stop + 1;
  }
  return folding.slots;
}

/** First and last page of every run of pages that look alike, or all of a run too short to fold; null: too many. */
function endsOfRuns(input: FoldInput, most: number): Set<number> | null {
  const { from, to, borders } = input.span;
  const starts = [...new Set([from, ...borders, ...input.breaks])].filter((p) => p >= from && p < to);
  if (starts.length > most) return null;
  starts.sort((a, b) => a - b);
  const shown = new Set<number>();
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? to;
    const short = end - start <= 3;
    if (short) for (let page = start; page < end; page++) shown.add(page);
    else shown.add(start).add(end - 1);
  });
  return shown;
}

/** The cells of a range, in the order of its pages. */
export function foldRange(input: FoldInput): Slot[] {
  const { from, to, borders } = input.span;
  const { picked, detail } = input;
  if (to - from <= SMALL * detail) return pageSlots(from, to);
  const most = CELLS * detail;
  const kept = [...input.keep].filter((p) => p >= from && p < to).sort((a, b) => a - b);
  const keep = kept.slice(0, kept.length > KEPT * detail ? FEW : kept.length);
  if (picked !== null && picked >= from && picked < to) keep.push(picked);
  const ends = endsOfRuns(input, most);
  for (const page of keep) ends?.add(page);
  if (ends && ends.size <= most) return foldBetween(input, ends);
  const inner = borders.filter((border) => border > from && border < to).slice(0, KEPT);
  return foldBetween(input, new Set([from, to - 1, ...inner, ...keep]));
}
