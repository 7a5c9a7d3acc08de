/**
 * A persistent sparse array: setting an element shares all but one path with the old array, so a state per micro-step
 * costs a kilobyte instead of a copy. Nested arrays, 32 branches per node.
 */
const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

type Node<T> = readonly (Node<T> | T | undefined)[];

/** `depth` levels: indices from 0 to 32^depth - 1. */
export interface Sparse<T> {
  readonly depth: number;
  readonly size: number;
  readonly root: Node<T> | undefined;
}

export const sparse = <T>(depth: number): Sparse<T> => ({ depth, size: 0, root: undefined });

export function get<T>(array: Sparse<T>, index: number): T | undefined {
  let node: Node<T> | undefined = array.root;
  for (let shift = (array.depth - 1) * BITS; shift > 0; shift -= BITS) {
    if (node === undefined) return undefined;
    node = node[(index >>> shift) & MASK] as Node<T> | undefined;
  }
  return node?.[index & MASK] as T | undefined;
}

/** `value` undefined removes the element. */
export function set<T>(array: Sparse<T>, index: number, value: T | undefined): Sparse<T> {
  const old = get(array, index);
  if (old === value) return array;
  const put = (node: Node<T> | undefined, shift: number): Node<T> => {
    const copy = node === undefined ? new Array<Node<T> | T | undefined>(WIDTH).fill(undefined) : node.slice();
    const slot = (index >>> shift) & MASK;
    copy[slot] = shift === 0 ? value : put(node?.[slot] as Node<T> | undefined, shift - BITS);
    return copy;
  };
  const size = array.size + (value === undefined ? -1 : 0) + (old === undefined ? 1 : 0);
  if (size === 0) return { depth: array.depth, size, root: undefined };
  return { depth: array.depth, size, root: put(array.root, (array.depth - 1) * BITS) };
}

/** In [from, to), by index. */
export function* entries<T>(array: Sparse<T>, from = 0, to = Infinity): Generator<[number, T]> {
  if (array.root !== undefined) yield* walk(array.root, (array.depth - 1) * BITS, 0, from, to);
}

function* walk<T>(node: Node<T>, shift: number, base: number, from: number, to: number): Generator<[number, T]> {
  for (let slot = 0; slot < WIDTH; slot++) {
    const child = node[slot];
    const start = base + slot * 2 ** shift;
    if (child === undefined || start >= to || start + 2 ** shift <= from) continue;
    if (shift === 0) yield [start, child as T];
    else yield* walk(child as Node<T>, shift - BITS, start, from, to);
  }
}

/** Visits the elements that differ, by index; skips shared parts. */
export function differing<T>(
  a: Sparse<T> | null,
  b: Sparse<T> | null,
  visit: (index: number, a: T | undefined, b: T | undefined) => void,
): void {
  const depth = a?.depth ?? b?.depth ?? 0;
  const look = (x: Node<T> | undefined, y: Node<T> | undefined, shift: number, base: number): void => {
    if (x === y) return;
    for (let slot = 0; slot < WIDTH; slot++) {
      const [p, q] = [x?.[slot], y?.[slot]];
      if (p === q) continue;
      if (shift === 0) visit(base + slot, p as T | undefined, q as T | undefined);
      else look(p as Node<T> | undefined, q as Node<T> | undefined, shift - BITS, base + slot * 2 ** shift);
    }
  };
  look(a?.root, b?.root, (depth - 1) * BITS, 0);
}
