import { parseDocument } from './document.ts';
import type { Program } from './program.ts';

/**
 * Parses a text. Goes on after an error, so that `diagnostics` has all of them; `steps` ends before the first line with
 * one. Never throws. Source: docs/language.md.
 */
export const parse = (text: string): Program => parseDocument(text).program;
