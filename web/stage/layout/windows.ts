/**
 * Opened windows of large ranges, each cut into pieces of one size. A window is a range of pages, not of cells: it
 * stays open while runs around it change.
 */
export interface OpenWindow {
  readonly key: string;
  readonly range: string;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Pages per cell. */
  readonly piece: number;
}

/** Aligned sizes, so that overlapping windows cut at the same places. */
const PIECES = [1, 16, 256] as const;
const CELLS = 24;
const AROUND = 16;

const pieceOf = (pages: number): number => PIECES.find((piece) => pages <= piece * CELLS) ?? PIECES[2];

export const windowKey = (range: string, from: number, to: number): string =>
  `${range}:${from}-${to}/${pieceOf(to - from)}`;

/** Null for other keys. */
export function parseWindow(key: string): OpenWindow | null {
  const match = /^(@?[a-z][a-z0-9_]*):(\d+)-(\d+)\/(\d+)$/.exec(key);
  if (!match) return null;
  const [, range = '', from, to, piece] = match;
  return { key, range, from: Number(from), to: Number(to), piece: Number(piece) };
}

/** Large ones first. */
export const windowsOf = (range: string, open: ReadonlySet<string>): OpenWindow[] =>
  [...open]
    .flatMap((key) => parseWindow(key) ?? [])
    .filter((w) => w.range === range)
    .sort((a, b) => b.piece - a.piece || a.from - b.from);

export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly over: readonly OpenWindow[];
}

export function cutRun(from: number, to: number, windows: readonly OpenWindow[]): Piece[] {
  const open = windows.filter((w) => w.from < to && w.to > from);
  const pieces: Piece[] = [];
  for (let at = from; at < to;) {
    const over = open.filter((w) => w.from <= at && at < w.to);
    const size = Math.min(...over.map((w) => w.piece));
    const edges = open.flatMap((w) => [w.from, w.to]).filter((edge) => edge > at);
    const next = over.length === 0 ? to : Math.floor(at / size + 1) * size;
    const end = Math.min(to, next, ...edges);
    pieces.push({ from: at, to: end, over });
    at = end;
  }
  return pieces;
}

export function windowAround(range: string, page: number): string {
  const from = page - (page % AROUND);
  return windowKey(range, from, from + AROUND);
}

/** A window closes with those inside it. */
export function closesWith(key: string, open: Iterable<string>): string[] {
  const outer = parseWindow(key);
  if (!outer) return [key];
  return [...open].filter((other) => {
    const inner = parseWindow(other);
    return (
      inner?.range === outer.range && inner.from >= outer.from && inner.to <= outer.to && inner.piece <= outer.piece
    );
  });
}
