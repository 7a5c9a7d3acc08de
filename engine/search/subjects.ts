/** What is searched, where others need to know it too. */
import { GLOSSARY } from '../glossary/index.ts';
import type { GlossaryTerm } from '../glossary/terms.ts';
import type { Reader } from '../mm/readers.ts';
import type { DocumentKind } from './document.ts';

/** What only passes a call on is nobody's answer. */
export const searchedTerms = (): readonly GlossaryTerm[] =>
  GLOSSARY.filter(({ words, found = [] }) => words.length > 0 || found.length === 0);

export const kindOfTerm = ({ group }: GlossaryTerm): DocumentKind => (group === 'Statements' ? 'statement' : 'term');

/** The rule that says what a reader does. */
export const readerRule = ({ row }: Pick<Reader, 'row'>): string => `R-RD-${row}`;

export const readerFunctions = ({ fn }: Pick<Reader, 'fn'>): string[] =>
  fn.split(/, | and /).map((one) => one.replace(/ \(.*/, ''));
