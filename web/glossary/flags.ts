import { FLAG_MEANINGS } from '../moment/flags.ts';
import type { GlossaryTerm } from './terms.ts';

/** Names for mappings with the flag. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['PFN mapping', 'PFN mappings'],
  MIXEDMAP: ['mixed mapping', 'mixed mappings'],
};
const RULES: Readonly<Record<string, readonly string[]>> = {
  PFNMAP: ['R-F-1', 'R-NP-11'],
  MIXEDMAP: ['R-F-1', 'R-NP-8', 'R-NP-10'],
  SHARED: ['R-F-1'],
};

export const FLAG_TERMS: readonly GlossaryTerm[] = Object.entries(FLAG_MEANINGS).map(([flag, meaning]) => ({
  id: `flag-${flag}`,
  group: 'Flags of a mapping',
  name: `VM_${flag}`,
  words: [`VM_${flag}`, flag, ...(ALSO[flag] ?? [])],
  meaning,
  rules: RULES[flag] ?? [],
}));
