/** Places the cells of each range in lines, and the ranges in the rows of a column. */
import type { Slot } from './fold.ts';
import type { Metrics } from './metrics.ts';
import type { RangeSpan } from './places.ts';
import { textWidth } from './text.ts';

export interface PlacedSlot {
  readonly slot: Slot;
  /** `x` is relative to the block; `line` counts from 0. */
  readonly x: number;
  readonly line: number;
  readonly width: number;
}

/** Relative to the block's own corner. */
export interface Block {
  readonly span: RangeSpan;
  readonly slots: readonly PlacedSlot[];
  readonly width: number;
  readonly lines: number;
}

export interface PlacedBlock extends Block {
  readonly x: number;
  readonly row: number;
}

function slotWidth(slot: Slot, cell: number, m: Metrics): number {
  if (slot.kind === 'handle') return m.foldHandle;
  // High page numbers need wider cells.
  return Math.max(cell, slot.kind === 'gap' ? m.gapCell : textWidth(`+${slot.page}`, m.font) + 6);
}

const firstPage = (slot: Slot): number => (slot.kind === 'gap' ? slot.from : slot.page);

/** Keeps room to label a mapping of one page. */
const nameWidth = (span: RangeSpan, m: Metrics): number => textWidth(span.name.slice(0, 8), m.font) + 2 * m.pad;

/** VMAs share a line only if all fit in one. */
function segmentsOf(span: RangeSpan, slots: readonly Slot[]): Slot[][] {
  const segments: Slot[][] = [];
  for (const slot of slots) {
    const page = firstPage(slot);
    const last = segments.at(-1);
    const before = last?.at(-1);
    const afterHandle = before?.kind === 'handle' && before.page === page;
    if (!last || (span.borders.includes(page) && !afterHandle)) segments.push([slot]);
    else last.push(slot);
  }
  return segments;
}

export function layoutBlock(span: RangeSpan, slots: readonly Slot[], cell: number, width: number, m: Metrics): Block {
  const segments = segmentsOf(span, slots);
  const inLine = segments.reduce(
    (sum, segment) =>
      sum + segment.reduce((w, s) => w + slotWidth(s, cell, m), 0) + (segment.length - 1) * m.cellGap + 2 * m.pad,
    (segments.length - 1) * (m.vmaGap - 2 * m.pad),
  );
  const oneLine = inLine <= width;
  const placed: PlacedSlot[] = [];
  let x = m.pad;
  let line = 0;
  let right = 0;
  segments.forEach((segment, index) => {
    if (index > 0) {
      if (oneLine) x += m.vmaGap - m.cellGap;
      else {
        line += 1;
        x = m.pad;
      }
    }
    for (const slot of segment) {
      const w = slotWidth(slot, cell, m);
      if (!oneLine && x > m.pad && x + w + m.pad > width) {
        line += 1;
        x = m.pad;
      }
      placed.push({ slot, x, line, width: w });
      right = Math.max(right, x + w + m.pad);
      x += w + m.cellGap;
    }
  });
  return { span, slots: placed, width: Math.min(width, Math.max(right, nameWidth(span, m))), lines: line + 1 };
}

function flow(blocks: readonly Block[], width: number, m: Metrics): PlacedBlock[] {
  const placed: PlacedBlock[] = [];
  let x = 0;
  let row = 0;
  for (const block of blocks) {
    if (x > 0 && x + block.width > width) {
      x = 0;
      row += 1;
    }
    placed.push({ ...block, x, row });
    x += block.width + m.blockGapX;
  }
  return placed;
}

function centred(blocks: readonly PlacedBlock[], width: number): PlacedBlock[] {
  const rightOf = new Map<number, number>();
  for (const b of blocks) rightOf.set(b.row, Math.max(rightOf.get(b.row) ?? 0, b.x + b.width));
  return blocks.map((b) => ({ ...b, x: b.x + (width - (rightOf.get(b.row) ?? width)) / 2 }));
}

export interface FoldedRange {
  readonly span: RangeSpan;
  readonly slots: readonly Slot[];
}

const rowsOf = (blocks: readonly PlacedBlock[]): number => Math.max(0, ...blocks.map((b) => b.row + 1));
const linesOf = (blocks: readonly PlacedBlock[]): number => blocks.reduce((n, b) => n + b.lines - 1, 0);

/**
 * The blocks of a column. All cells have the same width: the widest that needs the fewest rows and lines, unless one
 * more row buys a comfortable width.
 */
export function layoutColumn(ranges: readonly FoldedRange[], width: number, m: Metrics): PlacedBlock[] {
  const at = (cell: number): PlacedBlock[] =>
    flow(
      ranges.map((r) => layoutBlock(r.span, r.slots, cell, width, m)),
      width,
      m,
    );
  const heightOf = (blocks: readonly PlacedBlock[], cell: number): number =>
    rowsOf(blocks) + linesOf(blocks) + (cell < m.cellNice ? 0.99 : 0);
  let best = at(m.cellMin);
  let height = heightOf(best, m.cellMin);
  for (let cell = m.cellMin + 1; cell <= m.cellMax; cell++) {
    const candidate = at(cell);
    const h = heightOf(candidate, cell);
    if (h <= height) [best, height] = [candidate, h];
  }
  return centred(best, width);
}

export const columnMin = (m: Metrics): number => 4 * m.cellMin + 3 * m.cellGap + 2 * m.pad;
