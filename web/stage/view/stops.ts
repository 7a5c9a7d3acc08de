/** How a picture and its targets speak about the arrow keys. */
import { createContext } from 'svelte';

export interface Stops {
  /** The one stop that the Tab key reaches. */
  current(): string | null;
  enter(id: string): void;
  /** Moves the focus as a key says; false where the key means nothing here. */
  move(id: string, key: string): boolean;
}

export const [getStops, setStops] = createContext<Stops>();
