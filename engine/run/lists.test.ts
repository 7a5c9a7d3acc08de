import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffList, keepSame, lowerBound, patchList, sliceList } from './lists.ts';

interface Item {
  readonly at: number;
  readonly value: number;
}
const at = (item: Item): number => item.at;
const keys = fc.uniqueArray(fc.nat(40), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));

test('a patch of the difference gives the newer list, and shares what did not change', () => {
  fc.assert(
    fc.property(keys, keys, fc.func(fc.boolean()), (before, after, changed) => {
      const old = before.map((key): Item => ({ at: key, value: 0 }));
      const now = after.map((key) => old.find((o) => o.at === key && !changed(key)) ?? { at: key, value: 1 });
      const patch = diffList(old, now, at);
      const patched = patchList(old, patch, at);
      expect(patched).toEqual(now);
      for (const [i, item] of patched.entries()) expect(item).toBe(now[i]);
      expect(patch.put.every((item) => !old.includes(item))).toBe(true);
    }),
  );
});

test('a list that did not change stays the same list', () => {
  const list = [{ at: 1, value: 0 }];
  expect(patchList(list, { removed: [], put: [] }, at)).toBe(list);
  expect(sliceList(list, 0, 5, at, list)).toBe(list);
  expect(sliceList(list, 2, 5, at, list)).toEqual([]);
});

test('the first item that is not below a key is found', () => {
  const list = [1, 3, 5].map((key) => ({ at: key, value: 0 }));
  expect([0, 1, 2, 5, 6].map((key) => lowerBound(list, key, at))).toEqual([0, 0, 1, 2, 3]);
});

test('an object that says the same stays the same object', () => {
  const old = { name: 'io', flags: ['READ'] };
  expect(keepSame(old, { name: 'io', flags: ['READ'] })).toBe(old);
  expect(keepSame(old, { name: 'io', flags: ['WRITE'] })).not.toBe(old);
});
