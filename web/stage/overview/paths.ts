/** Shapes of a strip: one path per texture, however many buckets there are. */
import type { Texture } from '../look.ts';
import type { Bucket, Span, Strip } from './strips.ts';

/** From the bottom up. */
const ORDER: readonly Texture[] = [
  ...(['raw', 'bad', 'mmio', 'zero', 'anon', 'cache', 'shmem', 'driver', 'table', 'free'] as const),
];
const LEAST = 2.5;

export const xOf = (page: number, strip: Span, width: number): number =>
  Math.round(((page - strip.from) / (strip.to - strip.from)) * width * 2) / 2;

/** Heights per texture, from the bottom up; together at most the height of the strip. */
export function stackOf(bucket: Bucket, machines: number, height: number): [Texture, number][] {
  const most = (bucket.to - bucket.from) * machines;
  const there = ORDER.flatMap((texture): [Texture, number][] => {
    const pages = bucket.textures.get(texture) ?? 0;
    return pages === 0 ? [] : [[texture, Math.max(LEAST, (pages / most) * height)]];
  });
  const sum = there.reduce((total, [, h]) => total + h, 0);
  const shrink = Math.min(1, height / sum);
  return there.map(([texture, h]) => [texture, Math.round(h * shrink * 2) / 2]);
}

function merged<T extends Span>(items: readonly T[], lookOf: (item: T) => string): T[] {
  const runs: T[] = [];
  let before = '';
  for (const item of items) {
    const look = lookOf(item);
    const last = runs.at(-1);
    if (last && last.to === item.from && look === before) runs[runs.length - 1] = { ...last, to: item.to };
    else runs.push(item);
    before = look;
  }
  return runs;
}

export interface StripPaths {
  readonly textures: readonly (readonly [texture: Texture, d: string])[];
  /** Under pieces that are writable throughout, and in part. */
  readonly writable: string;
  readonly partly: string;
}

export function stripPaths(strip: Strip, width: number, top: number, height: number, line: number): StripPaths {
  const textures = new Map<Texture, string>();
  const looks = strip.buckets.map((bucket) => {
    const entries = [...bucket.textures.values()].reduce((a, b) => a + b, 0);
    const write = bucket.writable === 0 ? 'none' : bucket.writable === entries ? 'all' : 'some';
    return { from: bucket.from, to: bucket.to, stack: stackOf(bucket, strip.machines, height), write };
  });
  for (const { from, to, stack } of merged(looks, ({ stack }) => stack.flat().join(' '))) {
    const [left, right] = [xOf(from, strip, width), xOf(to, strip, width)];
    let y = top + height;
    for (const [texture, h] of stack) {
      textures.set(texture, `${textures.get(texture) ?? ''}M${left} ${y}H${right}V${y - h}H${left}z`);
      y -= h;
    }
  }
  const lines = (wanted: string): string =>
    merged(looks, ({ write }) => write)
      .filter(({ write }) => write === wanted)
      .map(({ from, to }) => `M${xOf(from, strip, width)} ${line}H${xOf(to, strip, width)}`)
      .join('');
  return { textures: [...textures], writable: lines('all'), partly: lines('some') };
}
