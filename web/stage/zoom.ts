/**
 * Zoom of the stage. Nearer, cells grow, more pages get one of their own and more words fit; farther, more of a large
 * state is seen at once, and words that nobody could read are left out.
 */
export const LEVELS = [0.5, 0.7, 1, 1.4, 2, 2.8, 4] as const;

/** The next level in a direction; the same one at an end. */
export function zoomStep(factor: number, by: 1 | -1): number {
  const at = LEVELS.findIndex((level) => level === factor);
  return LEVELS[Math.min(Math.max(at + by, 0), LEVELS.length - 1)] ?? 1;
}

/** What a zoom means for a picture that would fit a room at 1. */
export interface View {
  /** Pixels on the screen for one unit of the layout. */
  readonly scale: number;
  /** How much wider than its room the picture is. */
  readonly wide: number;
  /** How much more of large mappings is shown. */
  readonly detail: number;
  /** Too small for words. */
  readonly far: boolean;
}

export function viewAt(factor: number, fit: number): View {
  // Half of coming nearer enlarges, the other half gives room for more.
  const scale = fit * (factor < 1 ? factor : Math.sqrt(factor));
  return { scale, wide: Math.max(1, factor), detail: Math.max(1, Math.round(factor)), far: scale < 0.62 };
}
