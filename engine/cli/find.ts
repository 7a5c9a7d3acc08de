/** `find WORDS`: the one search, from the command line. */
import { HIT_NAMES } from '../search/document.ts';
import { folded, say, UsageError, warn } from './output.ts';

const MOST = 10;

export async function find(args: readonly string[]): Promise<number> {
  const query = args.join(' ');
  if (query.trim() === '') throw new UsageError('WORDS are missing: `find "Bad address"`.');
  const [{ DOCUMENTS }, { searchIn }] = await Promise.all([
    import('../search/documents.data.ts'),
    import('../search/search.ts'),
  ]);
  const hits = searchIn(DOCUMENTS)(query);
  if (hits.length === 0) {
    warn(`Nothing is known under "${query}".`);
    return 1;
  }
  for (const { kind, title, text, at } of hits.slice(0, MOST)) {
    say(`${HIT_NAMES[kind]}: ${title}`);
    for (const line of folded(text, '    ')) say(line);
    if (at !== null) say(`    run ${at.scenario}${at.step > 0 ? `, step ${at.step}` : ''}`);
  }
  if (hits.length > MOST) say(`and ${hits.length - MOST} more`);
  return 0;
}
