import { expect, test } from 'vitest';
import { entryKey, frameKey, keyOf, namedSelection, parseSelection, selectionOf } from './selection.ts';

test('a selection is what its text says', () => {
  expect(parseSelection(selectionOf('arm', entryKey('A', { name: 'io', page: 2 })))).toEqual({
    kind: 'entry',
    machine: 'arm',
    process: 'A',
    place: { name: 'io', page: 2 },
  });
  expect(parseSelection(selectionOf('x86_64', frameKey(0x412)))).toEqual({
    kind: 'frame',
    machine: 'x86_64',
    pfn: 0x412,
  });
  expect(keyOf(parseSelection('arm pfn 0x412'))).toBe('pfn:0x412');
  expect(keyOf(parseSelection('arm@nobit B io+2'))).toBe('B:io+2');
});

// Origin: links that were given out before machines had names in them.
test('an old selection finds its machine by the order of the text', () => {
  const machines = ['arm_lpae', 'x86_64'];
  expect(namedSelection('m1:A:io+2', machines)).toBe(selectionOf('x86_64', 'A:io+2'));
  expect(namedSelection('m0:pfn:0x412', machines)).toBe(selectionOf('arm_lpae', 'pfn:0x412'));
  expect(keyOf(parseSelection(namedSelection('m7:A:io+2', machines)))).toBe('A:io+2');
  for (const kept of ['arm A io+2', 'anything', null]) expect(namedSelection(kept, machines)).toBe(kept);
});

test.each([null, '', 'arm', 'arm A', 'A io+2', 'arm a io+2', 'arm pfn 412', 'arm pfn 0xzz', 'arm A io', 'm0:A:io+1'])(
  '%j selects nothing',
  (text) => {
    expect(parseSelection(text)).toBeNull();
  },
);
