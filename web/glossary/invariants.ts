/** What must hold after every statement, as terms: a machine that breaks one of them names its rule. */
import { INVARIANTS } from '../../engine/index.ts';
import type { GlossaryTerm } from './terms.ts';

export const INVARIANT_TERMS: readonly GlossaryTerm[] = Object.entries(INVARIANTS).map(([rule, meaning]) => ({
  id: rule,
  group: 'What must hold',
  name: rule,
  words: [rule],
  meaning,
  rules: [],
}));
