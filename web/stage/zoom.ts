/**
 * Zooming in enlarges cells, gives more pages a cell and fits more words; zooming out shows more at once and leaves out
 * words too small to read.
 */
export const LEVELS = [0.5, 0.7, 1, 1.4, 2, 2.8, 4] as const;

/** The same level at an end. */
export function nextLevel(factor: number, by: 1 | -1): number {
  const at = LEVELS.findIndex((level) => level === factor);
  return LEVELS[Math.min(Math.max(at + by, 0), LEVELS.length - 1)] ?? 1;
}

export interface ZoomScale {
  /** Pixels per layout unit. */
  readonly scale: number;
  /** Width relative to the room. */
  readonly wide: number;
  readonly detail: number;
  readonly far: boolean;
}

export function scaleAt(factor: number, fit: number): ZoomScale {
  // Half of a zoom in enlarges; the other half makes room for more.
  const scale = fit * (factor < 1 ? factor : Math.sqrt(factor));
  return { scale, wide: Math.max(1, factor), detail: Math.max(1, Math.round(factor)), far: scale < 0.62 };
}
