/** The one search: ranked, forgiving of typing errors, and the same for page and command line. */
import MiniSearch, { type SearchResult } from 'minisearch';
import { statementId } from '../glossary/statements.ts';
import { documentId, type Document, type DocumentKind } from './document.ts';
import { plainName, searchedWordsOf, soughtStemOf, stemOf, wordsOf } from './words.ts';

const KINDS: readonly DocumentKind[] = [
  'question',
  'statement',
  'scenario',
  'term',
  'machine',
  'reader',
  'lesson',
  'rule',
  'unmodelled',
];
/** Of two that fit alike, the one that shows more comes first. */
const WEIGHTS: Readonly<Record<DocumentKind, number>> = {
  question: 1.2,
  scenario: 1.2,
  term: 1.2,
  statement: 1.2,
  lesson: 1.1,
  machine: 1,
  reader: 0.9,
  rule: 0.6,
  unmodelled: 0.5,
};

/** Names of more words than this are not looked for inside a query. */
const LONGEST_NAME = 6;
/** More words are a sentence, in which `write` or `page` is no name; `EFAULT`, `/dev/mem` and `vm_normal_page` are. */
const FEW_WORDS = 3;
/** In a sentence, what matches most of the words comes first; to have one of them for a name counts for this much more. */
const NAMED = 2;
/** So many places further down is about as good. */
const NEAR = 2;
const isPlain = (word: string): boolean => /^[A-Z]?[a-z'’-]+\W*$/.test(word);

/** Numbers are not mistyped names. */
const isWord = (term: string): boolean => term.length > 4 && !/\d/.test(term);
/** Where nothing else fits: two letters that changed places count as two errors. */
const LOOSELY = (term: string): number | false => (isWord(term) ? 0.3 : false);

export type Search = (query: string) => readonly Document[];

/** One of each kind in turn, so that no kind hides the others. */
function byTurns(documents: readonly Document[]): Document[] {
  const rows = KINDS.map((kind) => documents.filter((document) => document.kind === kind));
  const longest = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: longest }, (_, i) => rows.flatMap((row) => row[i] ?? [])).flat();
}

/** A scenario gives way to a question that fits about as well: it opens at the step that answers. */
function questionsFirst(documents: readonly Document[]): Document[] {
  const sorted = [...documents];
  for (const [i, { kind, at }] of documents.slice(0, NEAR).entries()) {
    if (kind !== 'scenario') continue;
    const answer = sorted
      .slice(i + 1, i + 1 + NEAR)
      .find((one) => one.kind === 'question' && one.at?.scenario === at?.scenario);
    if (answer === undefined) continue;
    sorted.splice(sorted.indexOf(answer), 1);
    sorted.splice(i, 0, answer);
  }
  return sorted;
}

export function searchIn(documents: readonly Document[]): Search {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const named = new Map<string, Document[]>();
  for (const document of documents) {
    for (const name of new Set([document.title, ...document.words].map(plainName))) {
      named.set(name, [...(named.get(name) ?? []), document]);
    }
  }
  const index = new MiniSearch<Document & { readonly names: string }>({
    fields: ['title', 'names', 'text', 'body'],
    tokenize: searchedWordsOf,
    processTerm: stemOf,
    searchOptions: {
      tokenize: wordsOf,
      processTerm: soughtStemOf,
      boost: { title: 4, names: 4, text: 1.5 },
      prefix: (term) => term.length > 2,
      fuzzy: (term) => (isWord(term) ? 0.2 : false),
      weights: { prefix: 0.5, fuzzy: 0.2 },
      boostDocument: (id) => WEIGHTS[byId.get(String(id))?.kind ?? 'rule'],
    },
  });
  const callsOf = ({ ops }: Document): readonly string[] =>
    ops.flatMap((op) => byId.get(documentId('statement', statementId(op)))?.words ?? []);
  index.addAll(
    documents.map((document) => ({
      ...document,
      names: document.words.join('\n'),
      body: [document.body, ...callsOf(document)].join('\n'),
    })),
  );

  function inside(query: string): Document[] {
    const found: Document[] = [];
    const written = query.trim().split(/\s+/);
    const words = written.map(plainName);
    const isCode = (word: string | undefined): boolean => /\w_\w|\d/.test(word ?? '');
    for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length--) {
      const starts = words.flatMap((_, from) => (from + length <= words.length ? [from] : []));
      const inOrder = length > 1 ? starts : starts.sort((a, b) => Number(isCode(words[b])) - Number(isCode(words[a])));
      for (const from of inOrder) {
        const name = words.slice(from, from + length).join(' ');
        // A short word within a sentence is seldom a name.
        if (length === 1 && words.length > 1 && !/[_\d/]/.test(name) && name.length < 4) continue;
        if (length === 1 && words.length > FEW_WORDS && isPlain(written[from]!)) continue;
        found.push(...byTurns(named.get(name) ?? []));
      }
    }
    return found;
  }

  const listed = (exact: readonly Document[], rest: readonly Document[]): Document[] => [
    ...new Set([...exact, ...questionsFirst([...new Set(rest)])]),
  ];

  return (query) => {
    const name = plainName(query);
    if (name === '') return [];
    const namesakes = named.get(name) ?? [];
    const isTitled = ({ kind, title }: Document): boolean => kind !== 'reader' && plainName(title) === name;
    const exact = [...byTurns(namesakes.filter(isTitled)), ...byTurns(namesakes)];
    const all = index.search(query, { combineWith: 'AND' });
    const known = (found: typeof all): Document[] => found.flatMap(({ id }) => byId.get(String(id)) ?? []);
    const partly = exact.length > 0 ? [] : inside(query);
    const some = all.length > 0 ? [] : index.search(query, { combineWith: 'OR', fuzzy: LOOSELY });
    if (wordsOf(query).length > FEW_WORDS) {
      const isNamed = new Set(partly.map(({ id }) => id));
      const weightOf = ({ id, score }: SearchResult): number => score * (isNamed.has(String(id)) ? NAMED : 1);
      some.sort((a, b) => weightOf(b) - weightOf(a));
      return listed(exact, [...known(all), ...known(some), ...partly]);
    }
    return listed(exact, [...known(all), ...partly, ...known(some)]);
  };
}
