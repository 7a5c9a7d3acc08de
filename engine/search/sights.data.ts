/** Where terms, readers and rules can be seen, by the id of their document: worked out by playing every scenario. */
import type { GlossaryTerm } from '../glossary/terms.ts';
import { READERS } from '../mm/readers.ts';
import { RULE_FAMILIES } from '../rules/index.ts';
import { documentId, type Sight } from './document.ts';
import { sights } from './sights.ts';
import { kindOfTerm, readerFunctions, readerRule, searchedTerms } from './subjects.ts';

function happeningsOf({ id }: GlossaryTerm): string[] {
  const [, kind, name = ''] = /^(fn|op|flag)-(.*)$/.exec(id) ?? [];
  if (kind === 'fn') return [`said ${name}`, `fn ${name}`];
  if (kind !== undefined) return [`${kind} ${name}`];
  return [`outcome ${id.toUpperCase()}`, `log ${id.replaceAll('-', '_')}`];
}

const WANTED: readonly (readonly [id: string, happenings: readonly string[]])[] = [
  ...searchedTerms().map((term) => [documentId(kindOfTerm(term), term.id), happeningsOf(term)] as const),
  ...READERS.map(
    (reader) =>
      [documentId('reader', readerRule(reader)), readerFunctions(reader).map((name) => `fn ${name}`)] as const,
  ),
  ...RULE_FAMILIES.flatMap(({ rules }) =>
    Object.keys(rules).map((id) => [documentId('rule', id), [`rule ${id}`]] as const),
  ),
];

const SEEN = sights();

export const SIGHTS: Readonly<Record<string, Sight>> = Object.fromEntries(
  WANTED.flatMap(([id, happenings]) =>
    happenings
      .flatMap((one) => SEEN.get(one) ?? [])
      .slice(0, 1)
      .map((sight) => [id, sight]),
  ),
);
