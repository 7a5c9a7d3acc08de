/** Door: the one search. Large: loaded when somebody looks for something. */
export { HIT_NAMES, type Document, type DocumentKind, type Sight } from './search/document.ts';
export { DOCUMENTS } from './search/documents.data.ts';
export { searchIn, type Search } from './search/search.ts';
