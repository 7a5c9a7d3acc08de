/** The readers of the flags and the bit, each with a step of a built-in scenario at which it runs. */
import { READERS, type Reader } from '../mm/readers.ts';
import { documentId, type Sight } from './document.ts';
import { SIGHTS } from './sights.data.ts';
import { readerRule } from './subjects.ts';

export interface SeenReader extends Reader {
  /** `R-RD-2`. */
  readonly rule: string;
  /** Null: none runs it. */
  readonly at: Sight | null;
}

export const SEEN_READERS: readonly SeenReader[] = READERS.map((reader) => {
  const rule = readerRule(reader);
  return { ...reader, rule, at: SIGHTS[documentId('reader', rule)] ?? null };
});
