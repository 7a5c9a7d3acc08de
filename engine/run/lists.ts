/**
 * Long sorted lists of views. Unchanged items stay the same objects, and a list is sent as a patch on the previous one.
 */

/** Lists are sorted by the key of their items. */
export interface ListPatch<T> {
  readonly removed: readonly number[];
  readonly put: readonly T[];
}

type Key<T> = (item: T) => number;

/** Unchanged items are recognised by identity. */
export function diffList<T>(before: readonly T[], after: readonly T[], key: Key<T>): ListPatch<T> {
  const removed: number[] = [];
  const put: T[] = [];
  if (before === after) return { removed, put };
  let i = 0;
  while (i < before.length && before[i] === after[i]) i++;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > i && endAfter > i && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--;
    endAfter--;
  }
  let j = i;
  while (i < endBefore || j < endAfter) {
    const old = i < endBefore ? before[i] : undefined;
    const now = j < endAfter ? after[j] : undefined;
    if (old !== undefined && old === now) {
      i++;
      j++;
      continue;
    }
    const was = old === undefined ? Infinity : key(old);
    const is = now === undefined ? Infinity : key(now);
    if (was < is) {
      removed.push(was);
      i++;
      continue;
    }
    if (was === is) i++;
    put.push(now!);
    j++;
  }
  return { removed, put };
}

/** Returns the same list if nothing changes. */
export function patchList<T>(before: readonly T[], { removed, put }: ListPatch<T>, key: Key<T>): readonly T[] {
  if (removed.length === 0 && put.length === 0) return before;
  const gone = new Set(removed);
  const after: T[] = [];
  let j = 0;
  for (const item of before) {
    const at = key(item);
    while (j < put.length && key(put[j]!) < at) after.push(put[j++]!);
    if (j < put.length && key(put[j]!) === at) after.push(put[j++]!);
    else if (!gone.has(at)) after.push(item);
  }
  while (j < put.length) after.push(put[j++]!);
  return after;
}

/** `to` is exclusive; returns the old list if it has the same items. */
export function sliceList<T>(
  list: readonly T[],
  from: number,
  to: number,
  key: Key<T>,
  old: readonly T[] | undefined,
): readonly T[] {
  const first = lowerBound(list, from, key);
  const end = lowerBound(list, to, key);
  if (old?.length === end - first && old.every((item, i) => item === list[first + i])) return old;
  return list.slice(first, end);
}

export function lowerBound<T>(list: readonly T[], at: number, key: Key<T>): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]!) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function keepSame<T extends object>(old: T | undefined, now: T): T {
  if (old === undefined) return now;
  const keys = Object.keys(now) as (keyof T)[];
  return keys.every((k) => same(old[k], now[k])) ? old : now;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => item === b[i]);
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
