/** How texts and queries are cut into words. */

/** Two spellings of one name are the same: `VM_IO`, `vm_io`; `follow_pfn()`, `follow_pfn`. */
export const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\(\)/g, '')
    .replace(/[“”"'’‘`]/g, '')
    .replace(/[\s-]+/g, ' ')
    .replace(/[.?!:,;]+$/, '')
    .trim();

export const wordsOf = (text: string): string[] => plainName(text).match(/[\p{L}\d_]+/gu) ?? [];

export const searchedWordsOf = (text: string): string[] =>
  wordsOf(text).flatMap((word) => (word.includes('_') ? [word, ...word.split('_').filter(Boolean)] : [word]));

export const stemOf = (word: string): string => word.replace(/^([a-z]+[^s\W\d_])s$/, '$1');

/** Words that hold a question together and say nothing of what it is about. */
const SMALL = new Set(
  (
    'a an and are be but can did do does for from had has have here how i if in is it its may my no not of on or our so that ' +
    'the then there they this to was we were what when where which who why will with would you your'
  ).split(' '),
);

/** A term of a query; null: it is not looked for. */
export const soughtStemOf = (word: string): string | null => (SMALL.has(word) ? null : stemOf(word));
