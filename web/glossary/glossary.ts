/** All terms, and how they are found in a text. */
import { FLAG_TERMS } from './flags.ts';
import { FUNCTION_TERMS } from './functions.ts';
import { INVARIANT_TERMS } from './invariants.ts';
import { OUTCOME_TERMS } from './outcomes.ts';
import { STATEMENT_TERMS } from './statements.ts';
import { TERMS, type GlossaryTerm } from './terms.ts';

/** If two terms share a word, the first wins. */
export const GLOSSARY: readonly GlossaryTerm[] = [
  ...TERMS,
  ...STATEMENT_TERMS,
  ...FUNCTION_TERMS,
  ...FLAG_TERMS,
  ...OUTCOME_TERMS,
  ...INVARIANT_TERMS,
];

/** Null: plain text. */
export interface Piece {
  readonly text: string;
  readonly term: GlossaryTerm | null;
}

const escape = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
const isPlain = (word: string): boolean => word === word.toLowerCase();

const BY_WORD = new Map(GLOSSARY.toReversed().flatMap((entry) => entry.words.map((word) => [word, entry] as const)));
/** Longest first: `special bit` before `special`. */
const WORDS = [...BY_WORD.keys()].sort((a, b) => b.length - a.length);
/**
 * Words end at letters, digits and underscores; the parentheses of a function belong to it. Names such as `anon#1`,
 * `io+2` and `a/b` are never split.
 */
const PATTERN = new RegExp(`(?<![\\w/#+.-])(?:${WORDS.map(escape).join('|')})(?:\\(\\))?(?![\\w#+]|[-/.]\\w)`, 'gi');

function termOf(found: string): GlossaryTerm | null {
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
  const seen = new Set<GlossaryTerm>();
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

/** In the order of the text. */
export function termsIn(text: string): readonly GlossaryTerm[] {
  return mark(text).flatMap(({ term }) => term ?? []);
}

/** The term at an offset, with the start and end of its word; null: none. */
export function termAt(
  text: string,
  at: number,
): { readonly term: GlossaryTerm; readonly from: number; readonly to: number } | null {
  for (const match of text.matchAll(PATTERN)) {
    const from = match.index;
    const to = from + match[0].length;
    if (at < from) return null;
    const term = at <= to ? termOf(match[0]) : null;
    if (term) return { term, from, to };
  }
  return null;
}
