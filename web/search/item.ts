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
  readonly nothing: string;
  readonly only: boolean;
}

export function countText(count: number, listed: number, which: 'first' | 'best'): string {
  if (count > listed) return `The ${which} ${listed} of ${count} matches.`;
  return `${count} ${count === 1 ? 'match' : 'matches'}.`;
}
