/** Last sizes in the panel: the next step starts with them, and is drawn only once. */
export interface Sizes {
  width: number;
  above: number;
  below: number;
  tiles: number;
  /** Pixels per unit of the flow chart. */
  unit: number;
}

export const firstSizes = (): Sizes => ({ width: 0, above: 0, below: 0, tiles: 0, unit: 1 });
