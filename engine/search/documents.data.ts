/** The documents of the search, made when the page is built. */
import { SCENARIOS } from '../scenario/all.ts';
import type { Document } from './document.ts';
import { documentsOf } from './documents.ts';

export const DOCUMENTS: readonly Document[] = await documentsOf(SCENARIOS);
