/** All terms. */
import { FLAG_TERMS } from './flags.ts';
import { FUNCTION_TERMS } from './functions.ts';
import { INVARIANT_TERMS } from './invariants.ts';
import { OUTCOME_TERMS } from './outcomes.ts';
import { STATEMENT_TERMS } from './statements.ts';
import { TERMS, type GlossaryTerm } from './terms.ts';

export const GLOSSARY: readonly GlossaryTerm[] = [
  ...TERMS,
  ...STATEMENT_TERMS,
  ...FUNCTION_TERMS,
  ...FLAG_TERMS,
  ...OUTCOME_TERMS,
  ...INVARIANT_TERMS,
];

const BY_ID = new Map(GLOSSARY.map((term) => [term.id, term]));

export const termsNamed = (ids: readonly string[]): readonly GlossaryTerm[] => ids.flatMap((id) => BY_ID.get(id) ?? []);
