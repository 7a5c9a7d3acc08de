import { expect, test } from 'vitest';
import { LEVELS, scaleAt, nextLevel } from './zoom.ts';

test('steps lead from level to level and end at the ends', () => {
  expect(nextLevel(1, 1)).toBe(1.4);
  expect(nextLevel(1, -1)).toBe(0.7);
  expect(nextLevel(LEVELS[0], -1)).toBe(LEVELS[0]);
  expect(nextLevel(4, 1)).toBe(4);
});

test('at 1 the picture fits its room', () => {
  expect(scaleAt(1, 1.2)).toEqual({ scale: 1.2, wide: 1, detail: 1, far: false });
});

test('zooming in enlarges and shows more; zooming out shrinks, and finally drops the words', () => {
  const near = scaleAt(4, 1);
  expect(near.scale).toBe(2);
  expect(near.wide / near.scale).toBe(2);
  expect(near.detail).toBe(4);
  expect(scaleAt(0.7, 1)).toMatchObject({ wide: 1, detail: 1, far: false });
  expect(scaleAt(0.5, 1).far).toBe(true);
});
