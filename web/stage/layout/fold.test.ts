import { expect, test } from 'vitest';
import { foldRange, type FoldInput, type Slot } from './fold.ts';
import { closesWith, windowAround, windowKey } from './windows.ts';

const input = (pages: number, more: Partial<FoldInput> = {}): FoldInput => ({
  span: { name: 'io', from: 0, to: pages, borders: [0, pages] },
  breaks: [0, pages],
  keep: new Set(),
  picked: null,
  open: new Set(),
  detail: 1,
  ...more,
});

/** `0 1-9 10`: single pages, and runs with their ends. */
const show = (slots: readonly Slot[]): string =>
  slots.map((s) => (s.kind === 'page' ? String(s.page) : s.kind === 'gap' ? `${s.from}-${s.to - 1}` : '<')).join(' ');

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
  expect(show(foldRange(input(64, { breaks: [0, 20, 21] })))).toBe('0 1-18 19 20 21 22-62 63');
});

test('what must be seen is not folded', () => {
  expect(show(foldRange(input(64, { keep: new Set([30]) })))).toBe('0 1-29 30 31-62 63');
});

test('no run crosses the border of a VMA', () => {
  const span = { name: 'io', from: 0, to: 20, borders: [0, 10, 20] };
  expect(show(foldRange(input(20, { span })))).toBe('0 1-8 9 10 11-18 19');
});

test('an opened run shows its pages, and a handle to fold them again', () => {
  const open = new Set([windowKey('io', 1, 11)]);
  expect(show(foldRange(input(12, { open })))).toBe('0 < 1 2 3 4 5 6 7 8 9 10 11');
});

test('a large opened run shows pieces, which can be opened in turn, down to single pages', () => {
  const open = new Set<string>();
  let deepest: Slot[] = [];
  for (const [depth, piece] of [4094, 256, 16].entries()) {
    const gap = foldRange(input(4096, { open })).find((s) => s.kind === 'gap' && s.to - s.from === piece);
    expect(gap, `a run of ${piece} pages at depth ${depth}`).toBeDefined();
    open.add(gap?.kind === 'gap' ? gap.key : '');
    deepest = foldRange(input(4096, { open }));
    expect(deepest.length).toBeLessThan(24 * (depth + 1));
    expect(pagesOf(deepest)).toEqual(Array.from({ length: 4096 }, (_, i) => i));
  }
  expect(deepest.filter((s) => s.kind === 'page').length).toBeGreaterThan(16);
  expect(deepest.filter((s) => s.kind === 'handle')).toHaveLength(3);
});

test('what is open stays open when the runs around it change', () => {
  const open = new Set([windowAround('io', 1000)]);
  const calm = foldRange(input(4096, { open }));
  const changed = foldRange(input(4096, { open, breaks: [0, 995, 996, 2000], keep: new Set([1003]) }));
  for (const slots of [calm, changed]) {
    const pages = slots.flatMap((s) => (s.kind === 'page' ? [s.page] : []));
    expect(pages).toEqual(expect.arrayContaining(Array.from({ length: 16 }, (_, i) => 992 + i)));
    expect(pagesOf(slots)).toEqual(Array.from({ length: 4096 }, (_, i) => i));
    expect(slots.filter((s) => s.kind === 'handle')).toHaveLength(1);
  }
});

test('closing a window closes what was opened inside it, and nothing else', () => {
  const outer = windowKey('io', 1, 4095);
  const inner = windowKey('io', 256, 512);
  const others = [windowKey('m', 256, 512), windowKey('io', 4095, 4097)];
  expect(closesWith(outer, [outer, inner, ...others])).toEqual([outer, inner]);
  expect(closesWith('frames:1-9', [outer])).toEqual(['frames:1-9']);
});

test('the page that a person picked is seen, however many others want to be', () => {
  const keep = new Set(Array.from({ length: 2000 }, (_, i) => i));
  expect(show(foldRange(input(4096, { keep, picked: 3000 })))).toBe('0 1 2 3 4-2999 3000 3001-4094 4095');
});

test('more detail unfolds more', () => {
  expect(foldRange(input(16, { detail: 2 }))).toHaveLength(16);
});

test('a range without any two equal neighbours stays readable', () => {
  const keep = new Set(Array.from({ length: 500 }, (_, i) => i * 8));
  const slots = foldRange(input(4096, { breaks: Array.from({ length: 4096 }, (_, i) => i), keep }));
  expect(slots.length).toBeLessThan(40);
  expect(pagesOf(slots)).toEqual(Array.from({ length: 4096 }, (_, i) => i));
});
