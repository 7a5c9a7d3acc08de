/** The documents of the search, made when they are asked for: where all that they are made of is at hand. */
import { loadTexts } from '../atlas/scenarios.ts';
import { PROMISES } from '../atlas/promises.data.ts';
import type { Document } from './document.ts';
import { documentsOf } from './documents.ts';
import { SCENARIO_WORDS } from './otherWords.data.ts';

export async function loadDocuments(): Promise<readonly Document[]> {
  const scenarios = [...(await loadTexts())].flatMap(([info, text]) => {
    const told = PROMISES[info.name];
    return told ? [{ ...info, promise: told.promise, words: SCENARIO_WORDS[info.name] ?? [], text }] : [];
  });
  return documentsOf(scenarios);
}
