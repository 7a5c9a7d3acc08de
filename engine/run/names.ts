/**
 * How frames are called: `anon#K` counts frames in the order in which they are first seen, as recorded traces do. A frame
 * that no process's tables show any more loses its name.
 */
import type { EntryIndex, IndexChange } from '../mm/entryIndex.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { frameName, hex } from '../mm/cx.ts';
import { get, set, sparse, type Sparse } from '../mm/sparse.ts';
import type { World } from '../mm/world.ts';

export interface FrameNames {
  /** The names that hold after a statement, by frame. */
  readonly names: Sparse<string>;
  /** Within a statement: the names that held before it, for frames that it gives up. */
  readonly before: Sparse<string> | null;
  /** How many `anon#K` were given out. */
  readonly given: number;
}

/** Frame numbers of RAM fit into this depth; no others need a name. */
const NAMES_DEPTH = 4;
export const NO_NAMES: FrameNames = { names: sparse(NAMES_DEPTH), before: null, given: 0 };

const byPlace = (a: ListedEntry, b: ListedEntry): number =>
  a.process === b.process ? a.vpn - b.vpn : a.process < b.process ? -1 : 1;

/** Names after a statement. `inOutcome` names frames of the outcome too; such names last only if an entry shows them. */
export class Namer {
  readonly #world: World;
  #names: Sparse<string>;
  readonly #outcome = new Map<number, string>();
  #given: number;

  constructor(world: World, before: FrameNames) {
    this.#world = world;
    this.#names = before.names;
    this.#given = before.given;
  }

  /** What changed in the entries: new frames are named in the order of places. */
  see(index: EntryIndex, change: IndexChange): void {
    const fresh: ListedEntry[] = [];
    for (const pfn of change.frames) {
      const mapped = index.of(pfn);
      const needed = mapped.size > 0 && frameName(this.#world, pfn) === null;
      if (!needed) {
        if (get(this.#names, pfn) !== undefined) this.#names = set(this.#names, pfn, undefined);
      } else if (get(this.#names, pfn) === undefined) {
        fresh.push([...mapped].reduce((first, e) => (byPlace(e, first) < 0 ? e : first)));
      }
    }
    for (const { pfn } of fresh.sort(byPlace)) this.#names = set(this.#names, pfn, `anon#${++this.#given}`);
  }

  inOutcome(pfn: number): string {
    const known = frameName(this.#world, pfn) ?? get(this.#names, pfn) ?? this.#outcome.get(pfn);
    if (known !== undefined) return known;
    const name = `anon#${++this.#given}`;
    this.#outcome.set(pfn, name);
    return name;
  }

  result(): FrameNames {
    return { names: this.#names, before: null, given: this.#given };
  }
}

/** A frame's name, or null where it has none now. */
export const nameOf = (world: World, { names, before }: FrameNames, pfn: number): string | null =>
  frameName(world, pfn) ?? get(names, pfn) ?? (before === null ? null : (get(before, pfn) ?? null));

/** A frame's name, or its number. */
export const nameOrNumber = (world: World, names: FrameNames, pfn: number): string =>
  nameOf(world, names, pfn) ?? `pfn ${hex(pfn)}`;
