/**
 * Keeps objects that are unchanged from one moment to the next, so that they are not redrawn, and lets new items reuse
 * the elements of removed ones of the same kind.
 */

/** Longer lists are compared by identity: a deep comparison would cost more than drawing. */
const LONG = 64;

export function alike(a: unknown, b: unknown, depth = 4): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || depth === 0) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [own, other] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  if (own.length !== Object.keys(b).length) return false;
  const deeper = own.length > LONG ? 0 : depth - 1;
  return own.every(([key, value]) => Object.hasOwn(other, key) && alike(value, other[key], deeper));
}

export interface Drawn<T> {
  readonly item: T;
  readonly slot: number;
}

export class DrawnList<T> {
  readonly #idOf: (item: T) => string;
  /** An element is reused only within its kind. */
  readonly #kindOf: (item: T) => string;
  #drawn = new Map<string, Drawn<T>>();
  #next = 0;

  constructor(idOf: (item: T) => string, kindOf: (item: T) => string) {
    this.#idOf = idOf;
    this.#kindOf = kindOf;
  }

  draw(items: readonly T[]): readonly Drawn<T>[] {
    const before = this.#drawn;
    const wanted = new Set<string>();
    const ids = items.map((item) => {
      let id = this.#idOf(item);
      while (wanted.has(id)) id += ' again';
      wanted.add(id);
      return id;
    });
    const free = new Map<string, number[]>();
    for (const [id, { item, slot }] of before) {
      if (wanted.has(id)) continue;
      const kind = this.#kindOf(item);
      const slots = free.get(kind);
      if (slots) slots.push(slot);
      else free.set(kind, [slot]);
    }
    const drawn = items.map((item, i): Drawn<T> => {
      const known = before.get(ids[i]!);
      if (!known) return { item, slot: free.get(this.#kindOf(item))?.shift() ?? this.#next++ };
      return alike(known.item, item) ? known : { item, slot: known.slot };
    });
    this.#drawn = new Map(drawn.map((d, i) => [ids[i]!, d]));
    return drawn;
  }
}
