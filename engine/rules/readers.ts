/** The list of readers, as rules. */
import { READERS } from '../mm/readers.ts';
import type { Rules } from './rule.ts';

export const READER_RULES: Rules = Object.fromEntries(
  READERS.map(({ row, what, fn, file }) => [`R-RD-${row}`, { says: what, fn: fn === 'none' ? null : fn, file }]),
);
