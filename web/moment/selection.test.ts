import { expect, test } from 'vitest';
import { entryKey, frameKey, parseSelection, keyOf, selectionOf } from './selection.ts';

test('a selection is what its text says', () => {
  expect(parseSelection(selectionOf(1, entryKey('A', { name: 'io', page: 2 })))).toEqual({
    kind: 'entry',
    machine: 1,
    process: 'A',
    place: { name: 'io', page: 2 },
  });
  expect(parseSelection(selectionOf(0, frameKey(0x412)))).toEqual({ kind: 'frame', machine: 0, pfn: 0x412 });
  expect(keyOf(parseSelection('m1:pfn:0x412'))).toBe('pfn:0x412');
  expect(keyOf(parseSelection('m0:B:io+2'))).toBe('B:io+2');
});

test.each([null, '', 'm0', 'm0:A', 'A:io+2', 'm0:a:io+2', 'm0:pfn:412', 'm0:pfn:0xzz', 'm0:A:io', 'mx:A:io+1'])(
  '%j selects nothing',
  (text) => {
    expect(parseSelection(text)).toBeNull();
  },
);
