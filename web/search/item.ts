/** What a list of hits shows. */
export interface Item {
  readonly key: string;
  /** May be empty. */
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  /** Null: it says all that there is. `byKey`: the focus moves, too. */
  readonly go: ((byKey: boolean) => void) | null;
}
export interface Own {
  readonly items: readonly Item[];
  readonly more: number;
  /** Why there are none. */
  readonly nothing: string;
  /** The query can mean nothing else. */
  readonly only: boolean;
}

/** How many there are, of which how many are listed, and which: the first or the best. */
export function countText(count: number, listed: number, which: 'first' | 'best'): string {
  if (count > listed) return `The ${which} ${listed} of ${count} matches.`;
  return `${count} ${count === 1 ? 'match' : 'matches'}.`;
}
