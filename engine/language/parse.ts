import { parseDocument } from './document.ts';
import type { Program } from './program.ts';

/**
 * Continues after an error, so `diagnostics` has all of them; `steps` ends before the first. Never throws. Source:
 * docs/language.md.
 */
export const parse = (text: string): Program => parseDocument(text).program;
