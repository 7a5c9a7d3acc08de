/**
 * Which pages of a range get a cell of their own. A small range shows every page. In a large one, runs of pages that look
 * alike fold into one cell, which a person can open; what just happened or differs is never folded away.
 */
import type { RangeSpan } from './places.ts';

export type Slot =
  | { readonly kind: 'page'; readonly page: number }
  /** Pages `from` to `to`, exclusive, in one cell. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number; readonly key: string }
  /** The handle that folds an opened gap again. */
  | { readonly kind: 'handle'; readonly key: string; readonly page: number };

export interface FoldInput {
  readonly span: RangeSpan;
  /** Two pages with the same look may share a cell. */
  look(page: number): string;
  /** Pages that must be seen. */
  readonly keep: ReadonlySet<number>;
  /** Keys of gaps that a person has opened. */
  readonly open: ReadonlySet<string>;
}

/** Up to this many pages, everything is shown. */
const SMALL = 8;
/** More cells than this are not read by anybody: fold harder. */
const CELLS = 24;
/** An opened gap shows this many pages, or pieces that can be opened in turn. */
const PIECES = 16;
/** A statement that touches more pages than this is told by a few of them. */
const KEPT = 12;
const FEW = 4;

export const gapKey = (range: string, from: number, to: number): string => `${range}:${from}-${to}`;

const pageSlots = (from: number, to: number): Slot[] =>
  Array.from({ length: to - from }, (_, i) => ({ kind: 'page', page: from + i }));

/** A gap as it is drawn: closed, or opened into pages or smaller gaps. A single page is no gap. */
function gapSlots(input: FoldInput, from: number, to: number): Slot[] {
  if (to - from <= 1) return pageSlots(from, to);
  const key = gapKey(input.span.name, from, to);
  if (!input.open.has(key)) return [{ kind: 'gap', from, to, key }];
  const handle: Slot = { kind: 'handle', key, page: from };
  if (to - from <= PIECES) return [handle, ...pageSlots(from, to)];
  const size = Math.ceil((to - from) / PIECES);
  const pieces: Slot[] = [handle];
  for (let at = from; at < to; at += size) pieces.push(...gapSlots(input, at, Math.min(at + size, to)));
  return pieces;
}

/** Shows the pages in `shown` and folds what lies between them, never across the border of a VMA. */
function foldBetween(input: FoldInput, shown: ReadonlySet<number>): Slot[] {
  const { from, to, borders } = input.span;
  const slots: Slot[] = [];
  let start = from;
  const close = (end: number): void => {
    if (end > start) slots.push(...gapSlots(input, start, end));
  };
  for (let page = from; page < to; page++) {
    if (borders.includes(page)) {
      close(page);
      start = page;
    }
    if (!shown.has(page)) continue;
    close(page);
    slots.push({ kind: 'page', page });
    start = page + 1;
  }
  close(to);
  return slots;
}

/** First and last page of every run of pages that look alike, or all of a run too short to fold. */
function endsOfRuns(input: FoldInput): Set<number> {
  const { from, to, borders } = input.span;
  const shown = new Set<number>();
  const edges = new Set(borders);
  let start = from;
  let look = input.look(from);
  const close = (end: number): void => {
    const short = end - start <= 3;
    for (let page = start; page < end; page++) if (short || page === start || page === end - 1) shown.add(page);
  };
  for (let page = from + 1; page < to; page++) {
    const next = input.look(page);
    if (next === look && !edges.has(page)) continue;
    close(page);
    start = page;
    look = next;
  }
  close(to);
  return shown;
}

/** The cells of a range, in the order of its pages. */
export function foldRange(input: FoldInput): Slot[] {
  const { from, to, borders } = input.span;
  if (to - from <= SMALL) return pageSlots(from, to);
  const kept = [...input.keep].filter((p) => p >= from && p < to).sort((a, b) => a - b);
  const keep = kept.slice(0, kept.length > KEPT ? FEW : KEPT);
  const ends = endsOfRuns(input);
  for (const page of keep) ends.add(page);
  if (ends.size <= CELLS) return foldBetween(input, ends);
  return foldBetween(input, new Set([from, to - 1, ...borders.slice(1, KEPT), ...keep]));
}
