import { expect, test } from 'vitest';
import { directionOf, type Direction } from '../kit/roving.ts';
import { nextStop } from './roving.ts';

const stops = [
  { id: 'a0', x: 10, y: 0 },
  { id: 'a1', x: 30, y: 0 },
  { id: 'a2', x: 50, y: 0 },
  { id: 'f0', x: 12, y: 100 },
  { id: 'f1', x: 48, y: 100 },
];

test.each<[string | null, Direction, string]>([
  [null, 'right', 'a0'],
  ['a0', 'right', 'a1'],
  ['a2', 'right', 'f0'],
  ['a0', 'left', 'a0'],
  ['a2', 'down', 'f1'],
  ['a1', 'down', 'f0'],
  ['f1', 'up', 'a2'],
  ['f0', 'down', 'f0'],
  ['a1', 'first', 'a0'],
  ['a1', 'last', 'f1'],
])('from %s %s to %s', (from, direction, to) => {
  expect(nextStop(stops, from, direction)?.id).toBe(to);
});

test('other keys mean nothing', () => {
  expect(directionOf('PageDown')).toBeNull();
  expect(nextStop([], null, 'right')).toBeNull();
});
