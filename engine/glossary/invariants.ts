/** Invariants as terms: a machine that breaks one names its rule. */
import { INVARIANTS } from '../atlas/invariants.data.ts';
import type { GlossaryTerm } from './terms.ts';

export const INVARIANT_TERMS: readonly GlossaryTerm[] = Object.entries(INVARIANTS).map(([rule, meaning]) => ({
  id: rule,
  group: 'Invariants',
  name: rule,
  words: [rule],
  meaning,
  rules: [],
}));
