/**
 * From one moment to the next most of a picture stays, some of it changes, and something else takes the place of the rest.
 * What stays keeps its object, so that nothing is drawn again; what comes takes over the element of something of its kind
 * that goes, so that elements are changed rather than made.
 */

/** Beyond this many items only the very same ones are alike: comparing them would cost more than drawing. */
const LONG = 64;

/** Whether two values of a layout say the same, looked at as deep as a layout goes. */
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
  /** The key of its element. */
  readonly slot: number;
}

/** A list that is drawn again and again. Items of one id are told apart by their order. */
export class DrawnList<T> {
  readonly #idOf: (item: T) => string;
  /** Only elements of the same kind can be taken over. */
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
