/** How a picture and its targets speak about the arrow keys: one stop for Tab, then from stop to stop. */
import { createContext, tick } from 'svelte';
import { directionOf, nextStop, type Stop } from '../roving.ts';

interface Stops {
  /** The one stop that the Tab key reaches. */
  current(): string | null;
  enter(id: string): void;
  /** Moves the focus as a key says; false where the key means nothing here. */
  move(id: string, key: string): boolean;
  /** Does what a key asked for. Where its stop is gone then, the focus goes on to what came in its place. */
  pick(act: () => void): void;
}

const [getStops, setStops] = createContext<Stops>();
export { getStops };

/** What stands at a stop. */
export const stopIn = (svg: SVGSVGElement | undefined, id: string): SVGGElement | null =>
  svg?.querySelector<SVGGElement>(`[data-stop="${CSS.escape(id)}"]`) ?? null;

/**
 * Lets the arrow keys move in a picture. `first`: where Tab enters it, as long as nothing of it had the focus. Returns what
 * moves the focus to a stop.
 */
export function useStops(
  svg: () => SVGSVGElement | undefined,
  stops: () => readonly Stop[],
  first: () => string | null,
): (id: string) => Promise<void> {
  let entered = $state<string | null>(null);
  const current = $derived(stops().some(({ id }) => id === entered) ? entered : first());

  async function focus(id: string) {
    entered = id;
    await tick();
    stopIn(svg(), id)?.focus();
  }

  setStops({
    current: () => current,
    enter: (id) => (entered = id),
    move: (id, key) => {
      const direction = directionOf(key);
      if (!direction) return false;
      const next = nextStop(stops(), id, direction);
      if (next) void focus(next.id);
      return true;
    },
    pick: (act) => {
      const before = stops().map(({ id }) => id);
      act();
      void tick().then(() => {
        if (svg()?.contains(document.activeElement)) return;
        const came = stops().find(({ id }) => !before.includes(id));
        if (came) void focus(came.id);
      });
    },
  });
  return focus;
}
