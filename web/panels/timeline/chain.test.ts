import { expect, test } from 'vitest';
import { foldChain, hiddenBeads, scrollTo, type Box } from './chain.ts';

const BOXES: Box[] = Array.from({ length: 10 }, (_, i) => ({ left: i * 100, right: i * 100 + 90 }));
const WIDTH = 400;

test.each([
  ['what is in sight stays where it is', 1, 0, 0],
  ['the first lies at the start', 0, 300, 0],
  ['the last lies at the end', 9, 0, 590],
  ['one to the right comes in, with room for what follows', 5, 0, 242],
  ['one to the left comes in, with room for what goes before', 3, 590, 248],
])('%s', (_, index, scrolled, expected) => {
  expect(scrollTo(BOXES, index, scrolled, WIDTH)).toBe(expected);
});

test('every bead is fully visible, whichever was the one before', () => {
  for (let from = 0; from <= 590; from += 37) {
    BOXES.forEach((box, i) => {
      const at = scrollTo(BOXES, i, from, WIDTH);
      expect(box.left).toBeGreaterThanOrEqual(at);
      expect(box.right).toBeLessThanOrEqual(at + WIDTH);
    });
  }
});

test('a bead that is wider than the chain shows its start', () => {
  expect(
    scrollTo(
      [
        { left: 0, right: 90 },
        { left: 100, right: 700 },
      ],
      1,
      0,
      WIDTH,
    ),
  ).toBe(48);
});

test('what is cut counts as hidden', () => {
  expect(hiddenBeads(BOXES, 0, WIDTH)).toEqual({ left: 0, right: 6 });
  expect(hiddenBeads(BOXES, 248, WIDTH)).toEqual({ left: 3, right: 4 });
  expect(hiddenBeads(BOXES.slice(0, 3), 0, WIDTH)).toEqual({ left: 0, right: 0 });
});

test.each([
  [[100, 100, 100, 100, 100, 100], 3, 420],
  [[200, 50, 300, 120, 80, 40, 60, 90, 110], 8, 500],
  [[500, 500, 500], 1, 300],
  [[90, 90], 0, 1000],
])('a chain of %j folds around bead %i into %i pixels', (widths, at, room) => {
  const chain = foldChain(widths, at, room, 60);
  const all = chain.flatMap((one) =>
    'bead' in one ? [one.bead] : Array.from({ length: one.to - one.from }, (_, i) => one.from + i),
  );
  expect(all).toEqual(widths.map((_, i) => i));
  expect(chain).toContainEqual({ bead: at });
  const width = chain.reduce((sum, one) => sum + ('bead' in one ? widths[one.bead]! : 60), 0);
  expect(width).toBeLessThanOrEqual(Math.max(room, widths[at]! + 2 * 60));
  if (widths.reduce((a, b) => a + b) <= room) expect(chain.every((one) => 'bead' in one)).toBe(true);
});
