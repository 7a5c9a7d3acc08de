/** What is searched, where others need to know it too. */
import { GLOSSARY } from '../glossary/index.ts';
import type { GlossaryTerm } from '../glossary/terms.ts';
import type { Reader } from '../mm/readers.ts';

/** What only passes a call on is nobody's answer. */
export const searchedTerms = (): readonly GlossaryTerm[] =>
  GLOSSARY.filter(({ words, found = [] }) => words.length > 0 || found.length === 0);

export const readerFunctions = ({ fn }: Pick<Reader, 'fn'>): string[] =>
  fn.split(/, | and /).map((one) => one.replace(/ \(.*/, ''));
