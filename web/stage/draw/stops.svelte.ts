/** Arrow keys in a picture: one tab stop, then from stop to stop. */
import { createContext, tick } from 'svelte';
import { Registry } from '../../kit/registry.ts';
import { directionOf } from '../../kit/roving.ts';
import { nextStop, type Stop } from '../roving.ts';

export interface Standing {
  readonly element: SVGGElement;
  readonly id: () => string;
  readonly pressed: () => boolean;
}

export class Stops {
  readonly #list: () => readonly Stop[];
  readonly #first: () => string | null;
  readonly drawn = new Registry<Standing>();
  #entered = $state<string | null>(null);
  readonly current: string | null = $derived.by(() =>
    this.#list().some(({ id }) => id === this.#entered) ? this.#entered : this.#first(),
  );

  /** Nothing can be chosen, as in a picture on paper. */
  readonly still: boolean;

  constructor(list: () => readonly Stop[], first: () => string | null, still = false) {
    this.still = still;
    this.#list = list;
    this.#first = first;
  }

  elementAt(id: string): SVGGElement | null {
    return this.elementWhere((known) => known === id);
  }

  elementWhere(wanted: (id: string) => boolean): SVGGElement | null {
    for (const { id, element } of this.drawn) if (wanted(id())) return element;
    return null;
  }

  /** The first selected element, in the order of the stops. */
  pressed(): SVGGElement | null {
    const ids = this.#list().map(({ id }) => id);
    const pressed = [...this.drawn].filter((one) => one.pressed());
    return pressed.sort((a, b) => ids.indexOf(a.id()) - ids.indexOf(b.id()))[0]?.element ?? null;
  }

  enter(id: string): void {
    this.#entered = id;
  }

  async focus(id: string): Promise<void> {
    this.#entered = id;
    await tick();
    this.elementAt(id)?.focus();
  }

  hasFocus(): boolean {
    return [...this.drawn].some(({ element }) => element.matches(':focus'));
  }

  /** False where the key means nothing here. */
  move(id: string, key: string): boolean {
    const direction = directionOf(key);
    if (!direction) return false;
    const next = nextStop(this.#list(), id, direction);
    if (next) void this.focus(next.id);
    return true;
  }

  /** If its stop disappears, the focus moves to what replaces it. */
  pick(act: () => void): void {
    const before = this.#list().map(({ id }) => id);
    act();
    void tick().then(() => {
      if (this.hasFocus()) return;
      const came = this.#list().find(({ id }) => !before.includes(id));
      if (came) void this.focus(came.id);
    });
  }
}

const [getStops, setStops] = createContext<Stops>();
export { getStops, setStops };
