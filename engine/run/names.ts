/**
 * How frames are called: an anonymous frame's number counts frames in the order in which they are first seen, as recorded traces do. A frame
 * that no process's tables show any more loses its name.
 */
import type { EntryIndex, IndexChange } from '../mm/entryIndex.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import type { FrameName, FrameRef } from '../facts.ts';
import { frameName, structPage } from '../mm/cx.ts';
import { get, set, sparse, type Sparse } from '../mm/sparse.ts';
import type { World } from '../mm/world.ts';

export interface FrameNames {
  readonly names: Sparse<number>;
  /** Within a statement: the numbers that held before it, for frames that it gives up. */
  readonly before: Sparse<number> | null;
  readonly given: number;
}

/** Covers all frames of RAM; others need no names. */
const NAMES_DEPTH = 4;
export const NO_NAMES: FrameNames = { names: sparse(NAMES_DEPTH), before: null, given: 0 };

const byPlace = (a: ListedEntry, b: ListedEntry): number =>
  a.process === b.process ? a.vpn - b.vpn : a.process < b.process ? -1 : 1;

/** A name that counts: not every frame without a lasting name is anonymous. */
const counted = (world: World, pfn: number, number: number): FrameName => ({
  kind: structPage(world, pfn).anon ? 'anon' : 'other',
  number,
});

/** Names after a statement. `inOutcome` names frames of the outcome too; such names last only if an entry shows them. */
export class Namer {
  readonly #world: World;
  #names: Sparse<number>;
  readonly #outcome = new Map<number, number>();
  #given: number;

  constructor(world: World, before: FrameNames) {
    this.#world = world;
    this.#names = before.names;
    this.#given = before.given;
  }

  /** New frames are named in the order of places. */
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
    for (const { pfn } of fresh.sort(byPlace)) this.#names = set(this.#names, pfn, ++this.#given);
  }

  inOutcome(pfn: number): FrameName {
    const lasting = frameName(this.#world, pfn);
    if (lasting !== null) return lasting;
    const number = get(this.#names, pfn) ?? this.#outcome.get(pfn) ?? ++this.#given;
    this.#outcome.set(pfn, number);
    return counted(this.#world, pfn, number);
  }

  result(): FrameNames {
    return { names: this.#names, before: null, given: this.#given };
  }
}

/** A frame's name, or null where it has none now. */
export function nameOf(world: World, { names, before }: FrameNames, pfn: number): FrameName | null {
  const lasting = frameName(world, pfn);
  if (lasting !== null) return lasting;
  const number = get(names, pfn) ?? (before === null ? undefined : get(before, pfn));
  return number === undefined ? null : counted(world, pfn, number);
}

export const refOf = (world: World, names: FrameNames, pfn: number): FrameRef => ({
  pfn,
  name: nameOf(world, names, pfn),
});
