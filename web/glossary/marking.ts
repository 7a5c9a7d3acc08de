/** Finds the terms of the glossary in a text. Their meanings are loaded when somebody asks for one. */
import { WORDS } from './words.data.ts';

export interface Piece {
  readonly text: string;
  /** Id of the term; null: plain text. */
  readonly term: string | null;
}

const escape = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const isPlain = (word: string): boolean => word === word.toLowerCase();

const BY_WORD = new Map(Object.entries(WORDS).flatMap(([id, words]) => words.map((word) => [word, id] as const)));
/** Longest first: `special bit` before `special`. */
const SPELLINGS = [...BY_WORD.keys()].sort((a, b) => b.length - a.length);
/**
 * Words end at letters, digits and underscores; the parentheses of a function belong to it. Names such as `anon#1`,
 * `io+2` and `a/b` are never split.
 */
const PATTERN = new RegExp(
  `(?<![\\w/#+.-])(?:${SPELLINGS.map(escape).join('|')})(?:\\(\\))?(?![\\w#+]|[-/.]\\w)`,
  'gi',
);

function termOf(found: string): string | null {
  const word = found.replace(/\(\)$/, '');
  const exact = BY_WORD.get(word);
  if (exact) return exact;
  const lower = word.toLowerCase();
  const plain = isPlain(lower) && word.slice(1) === lower.slice(1) ? BY_WORD.get(lower) : undefined;
  return plain ?? null;
}

/** Marks the first occurrence of each term. Joined, the pieces are the text again. */
export function mark(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    const [found] = match;
    const term = termOf(found);
    if (!term || seen.has(term)) continue;
    seen.add(term);
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), term: null });
    pieces.push({ text: found, term });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), term: null });
  return pieces;
}

/** Ids, in the order of the text. */
export function termsIn(text: string): readonly string[] {
  return mark(text).flatMap(({ term }) => term ?? []);
}

/** The term at an offset, with the start and end of its word; null: none. */
export function termAt(
  text: string,
  at: number,
): { readonly term: string; readonly from: number; readonly to: number } | null {
  for (const match of text.matchAll(PATTERN)) {
    const from = match.index;
    const to = from + match[0].length;
    if (at < from) return null;
    const term = at <= to ? termOf(match[0]) : null;
    if (term) return { term, from, to };
  }
  return null;
}
