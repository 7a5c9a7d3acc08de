/** Sizes in the panel as they were last: what comes with the next step begins with them, and is drawn once. */
export interface Sizes {
  width: number;
  above: number;
  below: number;
  tiles: number;
  /** Pixels for one unit of the flow chart. */
  unit: number;
}

export const firstSizes = (): Sizes => ({ width: 0, above: 0, below: 0, tiles: 0, unit: 1 });
