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
