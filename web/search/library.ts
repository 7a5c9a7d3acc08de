/** The one search, loaded when somebody looks for something. */
import { Lazy } from '../kit/lazy.ts';
import { ARCHS, lessonAddress, PLAY, QUESTIONS, READERS, scenarioAddress } from '../lesson/address.ts';
import type { Document } from '../../engine/search.ts';

export const library = new Lazy(async () => {
  const { loadDocuments, HIT_NAMES, searchIn } = await import('../../engine/search.ts');
  return { search: searchIn(await loadDocuments()), names: HIT_NAMES };
});

/** Where a hit leads; null: what it says is all there is. */
export function addressOf({ id, kind, at }: Document): string | null {
  const name = id.slice(kind.length + 1);
  if (kind === 'lesson') return lessonAddress(name);
  if (kind === 'reader') return `${READERS}#${name}`;
  if (kind === 'question' && at === null) return `${QUESTIONS}#${name}`;
  if (kind === 'machine') return ARCHS;
  return at === null ? null : scenarioAddress(PLAY, at.scenario, at.step);
}
