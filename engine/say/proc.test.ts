import { expect, test } from 'vitest';
import { mincoreLine, pagemapLine } from './proc.ts';

test('runs of equal pages are folded', () => {
  const anon = { frame: { pfn: 0x400, name: { kind: 'anon', number: 1 } }, file: false, exclusive: false } as const;
  expect(pagemapLine([null, null, anon, null])).toBe('- ×2, anon#1, -');
  expect(mincoreLine([true, false, false])).toBe('1, 0 ×2');
  expect(pagemapLine([])).toBe('');
});
