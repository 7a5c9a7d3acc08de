/** Door: the one search. Large: loaded when somebody looks for something. */
export { HIT_NAMES, type Document, type DocumentKind, type Sight } from './search/document.ts';
export { loadDocuments } from './search/loadDocuments.ts';
export { searchIn, type Search } from './search/search.ts';
