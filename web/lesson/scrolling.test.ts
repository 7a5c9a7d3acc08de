/** Properties of reading by scrolling. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partAt } from './scrolling.ts';

const text = fc
  .record({
    heights: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 }),
    view: fc.integer({ min: 50, max: 900 }),
  })
  .map(({ heights, view }) => {
    const bottoms = heights.reduce<number[]>((all, height) => [...all, (all.at(-1) ?? 0) + height], []);
    return { bottoms, view, whole: bottoms.at(-1) ?? 0 };
  });

test('the first part is read at the top, the last at the end, and on the way down no part comes twice', () => {
  fc.assert(
    fc.property(text, ({ bottoms, view, whole }) => {
      fc.pre(whole > view);
      const most = whole - view;
      const read = Array.from({ length: 50 }, (_, i) => partAt(bottoms, (most * i) / 49, view, whole));
      expect(read[0]).toBe(0);
      expect(read.at(-1)).toBe(bottoms.length - 1);
      expect(read).toEqual([...read].sort((a, b) => a - b));
    }),
  );
});
