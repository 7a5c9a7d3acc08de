/** The one canonical text of a state. */
import { entries, type Sparse } from '../mm/sparse.ts';
import type { World } from '../mm/world.ts';

const isSparse = (value: object): value is Sparse<unknown> => 'depth' in value && 'size' in value && 'root' in value;

/** Sorted keys, and sparse arrays as lists of pairs: states are equal exactly if their texts are. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `0x${value.toString(16)}`;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (isSparse(value)) return [...entries(value)].map(([index, element]) => [index, plain(element)]);
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, inner]) => [key, plain(inner)]));
}

/** For a search that must recognise visited states. */
export const canonical = (world: World): string => JSON.stringify(plain(world));
