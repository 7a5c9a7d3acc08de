/** The words of every term, by its id: what is needed to mark them in a text. */
import { GLOSSARY } from '../../engine/glossary.ts';

export const WORDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  GLOSSARY.flatMap(({ id, words }) => (words.length > 0 ? [[id, words] as const] : [])),
);
