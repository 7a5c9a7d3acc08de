/** Places as the engine writes them: a page of a range. */
export interface Place {
  readonly range: string;
  readonly page: number;
}

/** Reads `io+2`. A bare `io` is its first page. */
export function parsePlace(text: string): Place {
  const plus = text.lastIndexOf('+');
  return plus < 0 ? { range: text, page: 0 } : { range: text.slice(0, plus), page: Number(text.slice(plus + 1)) };
}

export const placeText = (range: string, page: number): string => `${range}+${page}`;
