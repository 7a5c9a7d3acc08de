import { expect, test } from 'vitest';
import { foldRange, gapKey, type FoldInput, type Slot } from './fold.ts';

const input = (pages: number, more: Partial<FoldInput> = {}): FoldInput => ({
  span: { name: 'io', from: 0, to: pages, borders: [0, pages] },
  look: () => 'raw',
  keep: new Set(),
  open: new Set(),
  ...more,
});

/** `0 1-9 10`: pages alone, runs with their ends. */
const show = (slots: readonly Slot[]): string =>
  slots.map((s) => (s.kind === 'page' ? String(s.page) : s.kind === 'gap' ? `${s.from}-${s.to - 1}` : '<')).join(' ');

/** Every page is in exactly one cell. */
function pagesOf(slots: readonly Slot[]): number[] {
  return slots.flatMap((s) =>
    s.kind === 'page' ? [s.page] : s.kind === 'gap' ? Array.from({ length: s.to - s.from }, (_, i) => s.from + i) : [],
  );
}

test('a small range is never folded', () => {
  expect(show(foldRange(input(8)))).toBe('0 1 2 3 4 5 6 7');
});

test('a long run of equals folds between its ends', () => {
  expect(show(foldRange(input(4096)))).toBe('0 1-4094 4095');
});

test('the odd one out is seen', () => {
  expect(show(foldRange(input(64, { look: (page) => (page === 20 ? 'page' : 'raw') })))).toBe(
    '0 1-18 19 20 21 22-62 63',
  );
});

test('what must be seen is not folded', () => {
  expect(show(foldRange(input(64, { keep: new Set([30]) })))).toBe('0 1-29 30 31-62 63');
});

test('no run crosses the border of a VMA', () => {
  const span = { name: 'io', from: 0, to: 20, borders: [0, 10, 20] };
  expect(show(foldRange(input(20, { span })))).toBe('0 1-8 9 10 11-18 19');
});

test('an opened run shows its pages, and a handle to fold them again', () => {
  const open = new Set([gapKey('io', 1, 11)]);
  expect(show(foldRange(input(12, { open })))).toBe('0 < 1 2 3 4 5 6 7 8 9 10 11');
});

test('a large opened run shows pieces, which can be opened in turn', () => {
  const whole = gapKey('io', 1, 4095);
  const opened = foldRange(input(4096, { open: new Set([whole]) }));
  expect(opened.length).toBeLessThan(24);
  const piece = opened.find((s) => s.kind === 'gap');
  const deeper = foldRange(input(4096, { open: new Set([whole, piece?.key ?? '']) }));
  expect(deeper.length).toBeGreaterThan(opened.length);
  expect(pagesOf(deeper)).toEqual(Array.from({ length: 4096 }, (_, i) => i));
});

test('a range without any two equal neighbours stays readable', () => {
  const keep = new Set(Array.from({ length: 500 }, (_, i) => i * 8));
  const slots = foldRange(input(4096, { look: (page) => String(page), keep }));
  expect(slots.length).toBeLessThan(40);
  expect(pagesOf(slots)).toEqual(Array.from({ length: 4096 }, (_, i) => i));
});
