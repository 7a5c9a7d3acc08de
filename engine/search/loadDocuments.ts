import type { Document } from './document.ts';

/** What the search knows. In one file, makeDocuments.ts stands in for this module. */
export const loadDocuments = async (): Promise<readonly Document[]> => (await import('./documents.data.ts')).DOCUMENTS;
