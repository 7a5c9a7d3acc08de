import { describe, expect, test } from 'vitest';
import { cardsThatFit, firstInSight } from './cards.ts';

describe('cards side by side', () => {
  test.each([
    [374, 2, 1],
    [574, 2, 1],
    [575, 2, 2],
    [2000, 2, 2],
    [1000, 4, 3],
    [0, 2, 1],
    [900, 0, 1],
  ])('in %i px of %i cards %i are seen whole', (width, cards, fit) => {
    expect(cardsThatFit(width, 15, cards)).toBe(fit);
  });
  test('the card nearest to the left edge is the first in sight', () => {
    expect([0, 190, 210, 400, 5000].map((left) => firstInSight(left, 390, 10, 1, 3))).toEqual([0, 0, 1, 1, 2]);
    expect(firstInSight(300, 610, 10, 2, 2)).toBe(0);
    expect(firstInSight(300, 610, 10, 2, 4)).toBe(1);
    expect(firstInSight(0, 0, 0, 1, 2)).toBe(0);
  });
});
