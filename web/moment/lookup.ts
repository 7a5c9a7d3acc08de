/** Look-ups in sorted lists of a snapshot. Snapshots share unchanged lists, so results are cached per list. */
import type { EntryView, FrameView } from '../../engine/facts.ts';

/** Cached as long as the key lives. */
export function remembered<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: make(key) };
    known.set(key, found);
    return found.value;
  };
}

export function rememberedWith<K extends object, P, V>(make: (key: K, also: P) => V): (key: K, also: P) => V {
  const answers = remembered((_: K) => new Map<P, { readonly value: V }>());
  return (key, also) => {
    const known = answers(key);
    const found = known.get(also) ?? { value: make(key, also) };
    known.set(also, found);
    return found.value;
  };
}

export function lowerBound<T>(list: readonly T[], at: number, key: (item: T) => number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(list[middle]!) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
const pfnOf = (f: FrameView): number => f.pfn;
const vpnOf = (e: EntryView): number => e.vpn;

export interface FrameMap {
  get(pfn: number): FrameView | undefined;
}

export const framesBy = (frames: readonly FrameView[]): FrameMap => ({
  get: (pfn) => {
    const found = frames[lowerBound(frames, pfn, pfnOf)];
    return found?.pfn === pfn ? found : undefined;
  },
});

export function nearestFrames(frames: readonly FrameView[], pfn: number): FrameView[] {
  const at = lowerBound(frames, pfn, pfnOf);
  return frames.slice(Math.max(0, at - 1), at + 1);
}

export type Reach = (entry: EntryView) => number;

/** `to` is exclusive. */
export function entriesBetween(
  entries: readonly EntryView[],
  from: number,
  to: number,
  reach: Reach,
): readonly EntryView[] {
  let first = lowerBound(entries, from, vpnOf);
  const before = entries[first - 1];
  if (before && before.vpn + reach(before) > from) first--;
  const end = lowerBound(entries, to, vpnOf);
  return first === 0 && end === entries.length ? entries : entries.slice(first, end);
}

export const entryOn = (entries: readonly EntryView[], vpn: number, reach: Reach): EntryView | null =>
  entriesBetween(entries, vpn, vpn + 1, reach)[0] ?? null;
