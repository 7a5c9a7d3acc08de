import { expect, test } from 'vitest';
import { motionsOf } from './motion.ts';
import { endOf } from './testing.ts';

const TEXT = 'machines x86_64 arm\nA mmap m 1 private rw anon\nA write m "old"\nA fork B\nB write m "new"\nB exit\n';
const at = (step: number) => endOf(TEXT, step).snapshot;

test('a copy flies from the old frame to the new one', () => {
  expect(motionsOf(at(3), at(4), 0)).toContainEqual({ kind: 'fly', from: 0x400, to: 0x401, copy: 0x401 });
});

test('fork closes a lock', () => {
  expect(motionsOf(at(2), at(3), 1)).toContainEqual({ kind: 'lock', key: 'A:m+0', closes: true });
});

test('a freed frame fades', () => {
  expect(motionsOf(at(4), at(5), 0)).toContainEqual({ kind: 'fade', pfn: 0x401, comes: false });
});

test('backwards, the same happens the other way round', () => {
  expect(motionsOf(at(4), at(3), 0)).toContainEqual({ kind: 'fly', from: 0x401, to: 0x400, copy: 0x401 });
  expect(motionsOf(at(3), at(2), 0)).toContainEqual({ kind: 'lock', key: 'A:m+0', closes: false });
  expect(motionsOf(at(5), at(4), 0)).toContainEqual({ kind: 'fade', pfn: 0x401, comes: true });
});

test('a jump moves nothing, and neither does standing still', () => {
  expect(motionsOf(null, at(4), 0)).toEqual([]);
  expect(motionsOf(at(4), at(4), 0)).toEqual([]);
});
