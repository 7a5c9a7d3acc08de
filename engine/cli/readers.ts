/** `readers [WORD]…`: who reads the flags and the bit, and whether it should. */
import { COPIED, READER_VERDICTS } from '../search/verdicts.ts';
import { say, warn } from './output.ts';

export async function readers(words: readonly string[]): Promise<number> {
  const { SEEN_READERS } = await import('../search/readers.data.ts');
  const wanted = words.map((word) => word.toLowerCase());
  const listed = SEEN_READERS.filter(({ rule, fn, kind, what, looksAt, places }) => {
    const text = [rule, fn, kind, READER_VERDICTS[kind].name, what, ...looksAt, ...places].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  if (listed.length === 0) {
    warn(`No reader is described by "${words.join(' ')}".`);
    return 1;
  }
  for (const { rule, fn, kind, what, looksAt, places, copied, at } of listed) {
    const { name, why } = READER_VERDICTS[kind];
    say(`${rule}  ${name.toLowerCase()}  ${fn}`);
    say(`    ${places.join('; ')}`);
    say(`    ${what} ${why}`);
    const facts = [
      looksAt.length > 0 ? `reads ${looksAt.join(', ')}` : '',
      copied === null ? '' : COPIED[copied],
      at === null ? '' : `run ${at.scenario}, step ${at.step}`,
    ].filter(Boolean);
    if (facts.length > 0) say(`    ${facts.join('; ')}`);
  }
  say(`${listed.length} of ${SEEN_READERS.length}. Lines are those of Debian's 6.12.117.`);
  return 0;
}
