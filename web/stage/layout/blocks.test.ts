import { expect, test } from 'vitest';
import { layoutBlock, layoutColumn } from './blocks.ts';
import type { Slot } from './fold.ts';
import { PANEL } from './metrics.ts';

const range = (name: string, pages: number, borders = [0, pages]) => ({
  span: { name, from: 0, to: pages, borders },
  slots: Array.from({ length: pages }, (_, page): Slot => ({ kind: 'page', page })),
});

test('cells are as wide as there is room, up to a limit', () => {
  const [wide] = layoutColumn([range('io', 4)], 300, PANEL);
  const [narrow] = layoutColumn([range('io', 4)], 110, PANEL);
  expect(wide?.slots[0]?.width).toBe(PANEL.cellMax);
  expect(narrow?.slots[0]?.width).toBeLessThan(PANEL.cellMax);
  expect(narrow?.lines).toBe(1);
});

test('ranges that do not fit side by side stand in rows', () => {
  const blocks = layoutColumn([range('io', 4), range('m', 4), range('f', 4)], 172, PANEL);
  expect(new Set(blocks.map((b) => b.row)).size).toBeGreaterThan(1);
  for (const b of blocks) expect(b.x + b.width).toBeLessThanOrEqual(172.001);
});

test('where a range needs several lines, each VMA begins its own', () => {
  const { span, slots } = range('io', 8, [0, 5, 8]);
  const block = layoutBlock(span, slots, 20, 104, PANEL);
  expect(block.slots.map((s) => s.line)).toEqual([0, 0, 0, 0, 1, 2, 2, 2]);
});
