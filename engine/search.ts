/** Door: the one search, and the answered questions. Large: loaded when somebody looks for something. */
export { HIT_NAMES, type Document, type DocumentKind, type Sight } from './search/document.ts';
export { DOCUMENTS } from './search/documents.data.ts';
export { SEEN_READERS, type SeenReader } from './search/readers.data.ts';
export { searchIn, type Search } from './search/search.ts';
export { COPIED, READER_VERDICTS } from './search/verdicts.ts';
export { QUESTIONS, type Question } from './questions/questions.ts';
