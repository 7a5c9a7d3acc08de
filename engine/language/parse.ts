import { parseDocument } from './document.ts';
import type { Program } from './program.ts';

/**
 * What a text says. Reading goes on after an error, so that all of a text's errors are in `diagnostics` at once; what
 * stands before the first line with one is in `steps`. Never throws. Source: docs/language.md.
 */
export const parse = (text: string): Program => parseDocument(text).program;
