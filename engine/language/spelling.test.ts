import { expect, test } from 'vitest';
import { editDistance, nearest } from './spelling.ts';

test.each([
  ['read', 'read', 0],
  ['read', 'reed', 1],
  ['read', 'raed', 1],
  ['read', 'bread', 1],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %s to %s', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});

test.each([
  ['dontned', 'dontneed'],
  ['DONTNEED', 'dontneed'],
  ['x', undefined],
  ['colt', 'cold'],
  ['wholly_other', undefined],
])('%s is meant as %s', (word, meant) => {
  expect(nearest(word, ['free', 'dontneed', 'cold', 'y'])).toBe(meant);
});

test('a word that was not finished is meant before one with another letter', () => {
  expect(nearest('smap', ['mmap', 'smaps'])).toBe('smaps');
  expect(nearest('mmap', ['mmaps', 'mmap'])).toBe('mmap');
});
