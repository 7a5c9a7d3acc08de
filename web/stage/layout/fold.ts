/**
 * Decides which pages of a range get their own cell. A large range folds runs of similar pages, to be opened piece by
 * piece. What just changed, differs or is selected is never folded.
 */
import type { RangeSpan } from './places.ts';
import { cutRun, windowKey, windowsOf, type OpenWindow } from './windows.ts';

export type Slot =
  | { readonly kind: 'page'; readonly page: number }
  /** Pages `from` to `to`, exclusive. The key names the window that opens them. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly key: string }
  | { readonly kind: 'handle'; readonly key: string; readonly page: number };

export interface FoldInput {
  readonly span: RangeSpan;
  /** Pages that look different from the page before them, rising. */
  readonly breaks: readonly number[];
  /** Pages worth showing; of many, only some are shown. */
  readonly keep: ReadonlySet<number>;
  readonly picked: number | null;
  readonly open: ReadonlySet<string>;
  /** 1 is the default; more shows more. */
  readonly detail: number;
}

/** Ranges up to this size are shown in full. */
const SMALL = 8;
/** Beyond this many cells, more is folded. */
const CELLS = 24;
/** Of a statement's changed pages, at most this many are kept open. */
const KEPT = 12;
const FEW = 4;

const pageSlots = (from: number, to: number): Slot[] =>
  Array.from({ length: to - from }, (_, i) => ({ kind: 'page', page: from + i }));

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
    if (to - from === 1) this.page(from);
    else this.slots.push({ kind: 'gap', from, to, key: windowKey(this.#range, from, to) });
  }
}

/** Shows the pages in `shown` and folds the rest, never across the border of a VMA. */
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

/** The first and last page of each run, and every page of runs too short to fold; null if that is more than `most`. */
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
