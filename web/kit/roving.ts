/** Arrow keys among things of which one is the tab stop. */
export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

export const directionOf = (key: string): Direction | null => KEYS[key] ?? null;

interface Row {
  readonly along: 'x' | 'y' | 'both';
  /** After the last comes the first. */
  readonly wraps?: boolean;
}

/**
 * The index to which a key leads in a list, and nobody else hears the key; null: it leads nowhere. With Shift, Ctrl, Alt
 * or Meta a key means something else.
 */
export function rove(event: KeyboardEvent, at: number, count: number, { along, wraps = false }: Row): number | null {
  const direction = directionOf(event.key);
  if (direction === null || count === 0) return null;
  if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return null;
  if (along === 'x' && (direction === 'up' || direction === 'down')) return null;
  if (along === 'y' && (direction === 'left' || direction === 'right')) return null;
  event.preventDefault();
  event.stopPropagation();
  if (direction === 'first') return 0;
  if (direction === 'last') return count - 1;
  const to = direction === 'left' || direction === 'up' ? at - 1 : at + 1;
  return wraps ? (to + count) % count : Math.min(count - 1, Math.max(0, to));
}
