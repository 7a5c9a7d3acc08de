/** Sizes on the stage, in pixels, for a panel and for a slide. */
export interface Metrics {
  readonly font: number;
  readonly small: number;
  readonly cellMin: number;
  readonly cellNice: number;
  readonly cellMax: number;
  readonly cellHeight: number;
  readonly cellGap: number;
  readonly gapCell: number;
  readonly foldHandle: number;
  readonly pad: number;
  readonly vmaGap: number;
  readonly labelLine: number;
  readonly calloutLine: number;
  readonly blockGapX: number;
  readonly blockGapY: number;
  readonly columnGap: number;
  readonly badgeRow: number;
  readonly badge: number;
  /** Page-table tree. A row of 0 hides it. */
  readonly treeRow: number;
  readonly nodeHeight: number;
  readonly nodeMax: number;
  /** Height of a tree folded to one line; 0: never folded. */
  readonly treeFold: number;
  readonly lines: number;
  readonly linesMax: number;
  readonly frameMin: number;
  readonly frameMax: number;
  readonly deviceMax: number;
  readonly frameHeight: number;
  readonly frameGap: number;
  readonly breakWidth: number;
  readonly countLines: number;
  readonly frameRowGap: number;
  readonly numberGap: number;
  readonly detail: number;
}

export const PANEL: Metrics = {
  font: 10.5,
  small: 10,
  cellMin: 19,
  cellNice: 26,
  cellMax: 38,
  cellHeight: 48,
  cellGap: 2,
  gapCell: 38,
  foldHandle: 14,
  pad: 4,
  vmaGap: 13,
  labelLine: 14,
  calloutLine: 15,
  blockGapX: 12,
  blockGapY: 22,
  columnGap: 14,
  badgeRow: 30,
  badge: 11,
  treeRow: 34,
  nodeHeight: 22,
  nodeMax: 150,
  treeFold: 0,
  lines: 96,
  linesMax: 230,
  frameMin: 17,
  frameMax: 36,
  deviceMax: 24,
  frameHeight: 44,
  frameGap: 2,
  breakWidth: 14,
  countLines: 3,
  frameRowGap: 12,
  numberGap: 4,
  detail: 1,
};

export const LOW: Metrics = {
  ...PANEL,
  cellHeight: 42,
  badgeRow: 26,
  badge: 10,
  treeRow: 20,
  nodeHeight: 16,
  lines: 56,
  frameHeight: 40,
  countLines: 0,
};

export const DENSE: Metrics = { ...LOW, countLines: PANEL.countLines };

export const TIGHT: Metrics = {
  ...LOW,
  badgeRow: 24,
  treeRow: 0,
  treeFold: 18,
  lines: 38,
};

export const COUNTED: Metrics = { ...TIGHT, countLines: PANEL.countLines };

export const SLIDE: Metrics = {
  font: 16,
  small: 16,
  cellMin: 26,
  cellNice: 46,
  cellMax: 76,
  cellHeight: 62,
  cellGap: 5,
  gapCell: 60,
  foldHandle: 20,
  pad: 7,
  vmaGap: 20,
  labelLine: 20,
  calloutLine: 23,
  blockGapX: 16,
  blockGapY: 26,
  columnGap: 16,
  badgeRow: 32,
  badge: 14,
  treeRow: 0,
  nodeHeight: 0,
  nodeMax: 0,
  treeFold: 0,
  lines: 46,
  linesMax: 190,
  frameMin: 24,
  frameMax: 50,
  deviceMax: 44,
  frameHeight: 54,
  frameGap: 4,
  breakWidth: 18,
  countLines: 0,
  frameRowGap: 14,
  numberGap: 10,
  detail: 1,
};

export const LOW_SLIDE: Metrics = {
  ...SLIDE,
  cellHeight: 50,
  badgeRow: 28,
  blockGapY: 14,
  lines: 30,
  frameHeight: 44,
};

/** Before its words become smaller than 16 px, a slide gives up air. */
export const TIGHT_SLIDE: Metrics = {
  ...LOW_SLIDE,
  cellHeight: 44,
  badgeRow: 26,
  blockGapY: 8,
  pad: 5,
  lines: 20,
  frameHeight: 38,
  frameRowGap: 8,
};

export const withTrees = (m: Metrics): Metrics => ({ ...m, treeRow: 28, nodeHeight: 21, nodeMax: 200 });

export const nearer = (m: Metrics, detail: number): Metrics =>
  detail === 1
    ? m
    : {
        ...m,
        detail,
        cellNice: m.cellNice * 1.3,
        cellMax: m.cellMax * detail,
        frameMax: m.frameMax * Math.min(detail, 2),
      };

export const THUMBNAIL: Metrics = {
  ...LOW,
  cellMin: 12,
  cellNice: 20,
  cellMax: 26,
  cellHeight: 30,
  gapCell: 26,
  pad: 3,
  labelLine: 2,
  calloutLine: 0,
  blockGapY: 8,
  badgeRow: 6,
  treeRow: 0,
  nodeHeight: 0,
  nodeMax: 0,
  lines: 34,
  linesMax: 34,
  frameMin: 12,
  frameMax: 26,
  deviceMax: 20,
  frameHeight: 28,
  frameRowGap: 6,
};
