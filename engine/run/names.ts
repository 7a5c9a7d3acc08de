/**
 * How frames are called: `anon#K` counts frames in the order in which they are first seen, as recorded traces do. A frame
 * that no process's tables show any more loses its name.
 */
import type { ListedEntry } from '../mm/entryList.ts';
import { frameName, hex } from '../mm/cx.ts';
import type { World } from '../mm/world.ts';

export interface FrameNames {
  /** The names that hold after a statement. */
  readonly names: ReadonlyMap<number, string>;
  /** How many `anon#K` were given out. */
  readonly given: number;
}

export const NO_NAMES: FrameNames = { names: new Map(), given: 0 };

/** Names after a statement. `inOutcome` names frames of the outcome too; such names last only if an entry shows them. */
export class Namer {
  readonly #world: World;
  readonly #before: FrameNames;
  readonly #seen = new Map<number, string>();
  readonly #outcome = new Map<number, string>();
  #given: number;

  constructor(world: World, before: FrameNames) {
    this.#world = world;
    this.#before = before;
    this.#given = before.given;
  }

  /** Entries in the order of `pages`. */
  see(entries: readonly ListedEntry[]): void {
    for (const { pfn } of entries) {
      if (this.#seen.has(pfn) || frameName(this.#world, pfn) !== null) continue;
      this.#seen.set(pfn, this.#before.names.get(pfn) ?? `anon#${++this.#given}`);
    }
  }

  inOutcome(pfn: number): string {
    const known = frameName(this.#world, pfn) ?? this.#seen.get(pfn) ?? this.#outcome.get(pfn);
    if (known !== undefined) return known;
    const name = `anon#${++this.#given}`;
    this.#outcome.set(pfn, name);
    return name;
  }

  result(): FrameNames {
    return { names: this.#seen, given: this.#given };
  }
}

/** A frame's name, or null where it has none now. */
export const nameOf = (world: World, names: FrameNames, pfn: number): string | null =>
  frameName(world, pfn) ?? names.names.get(pfn) ?? null;

/** A frame's name, or its number. */
export const nameOrNumber = (world: World, names: FrameNames, pfn: number): string =>
  nameOf(world, names, pfn) ?? `pfn ${hex(pfn)}`;
