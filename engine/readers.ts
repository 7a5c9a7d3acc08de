/** Door: who reads the flags and the special bit. */
export { LOOKS_AT } from './mm/readers.ts';
export { SEEN_READERS, type SeenReader } from './search/readers.data.ts';
export { COPIED, READER_VERDICTS } from './search/verdicts.ts';
