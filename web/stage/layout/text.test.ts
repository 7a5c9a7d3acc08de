import { expect, test } from 'vitest';
import { charsIn, elide, firstFit, placeLabels, textWidth, wrap } from './text.ts';

test('a text that does not fit ends in an ellipsis, or is left out', () => {
  expect(elide('notes+12', 8)).toBe('notes+12');
  expect(elide('notes+12', 5)).toBe('note…');
  expect(elide('notes+12', 1)).toBe('');
  expect(firstFit(['private VM_PFNMAP', 'VM_PFNMAP', 'PFNMAP'], 9)).toBe('VM_PFNMAP');
  expect(firstFit(['private'], 3)).toBe('');
});

test('characters counted and measured agree', () => {
  for (const size of [10, 10.5, 14]) expect(charsIn(textWidth('0x9f000', size), size)).toBeGreaterThanOrEqual(6);
});

test.each([
  ['lost page: the kernel thinks this is raw', 20, ['lost page: the', 'kernel thinks this', 'is raw']],
  ['0x412 against 0x9f002', 16, ['0x412 against', '0x9f002']],
  ['pfn > highest_memmap_pfn?', 12, ['pfn >', 'highest_', 'memmap_pfn?']],
  ['pte_special(pte)?', 12, ['pte_special', '(pte)?']],
  ['', 5, []],
])('wraps %j at %i', (text, chars, lines) => {
  expect(wrap(text, chars)).toEqual(lines);
});

test('labels in a row neither overlap nor leave it; the important ones come first', () => {
  const wishes = Array.from({ length: 12 }, (_, i) => ({
    x: 5 + i * 14,
    wordings: ['0x400', '…0'],
    priority: i === 5 ? 2 : 1,
  }));
  const placed = placeLabels(wishes, 170, 10, 4);
  expect(placed[5]?.text).toBe('0x400');
  const spans = placed
    .flatMap((p) => (p ? [{ from: p.x - textWidth(p.text, 10) / 2, to: p.x + textWidth(p.text, 10) / 2 }] : []))
    .sort((a, b) => a.from - b.from);
  expect(spans.length).toBeGreaterThan(3);
  spans.forEach((span, i) => {
    expect(span.from).toBeGreaterThanOrEqual(0);
    expect(span.to).toBeLessThanOrEqual(170);
    const next = spans[i + 1];
    if (next) expect(next.from - span.to).toBeGreaterThanOrEqual(4);
  });
});

test('a label may move as far as it is allowed to, rather than be left out', () => {
  const two = (slack: number) =>
    placeLabels(
      [40, 64].map((x) => ({ x, wordings: ['ref 1'], priority: 1, slack })),
      200,
      10,
      3,
    );
  expect(two(0)[1]).toBeNull();
  const [first, second] = two(12);
  expect(first?.x).toBe(40);
  expect((second?.x ?? 0) - 40).toBeCloseTo(textWidth('ref 1', 10) + 3, 1);
  expect(Math.abs((second?.x ?? 0) - 64)).toBeLessThanOrEqual(12);
});
