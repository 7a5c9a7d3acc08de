/** Everything that the search knows, made from what it names. */
import { SUPPORT } from '../arch/support.ts';
import { LESSONS } from '../course/index.ts';
import type { Lesson } from '../course/lesson.ts';
import { STATEMENT_NAMES } from '../glossary/statementNames.ts';
import { TERM_NAMES } from '../glossary/termNames.ts';
import type { GlossaryTerm } from '../glossary/terms.ts';
import { otherNamesOf, NOT_MODELLED } from '../language/otherNames.ts';
import { parse } from '../language/parse.ts';
import { READERS, type Reader } from '../mm/readers.ts';
import { RULE_FAMILIES } from '../rules/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { documentId, type Document } from './document.ts';
import { QUESTION_WORDS } from './otherWords.data.ts';
import { SEEN_QUESTIONS } from './questions.data.ts';
import { SIGHTS } from './sights.data.ts';
import { kindOfTerm, readerFunctions, readerRule, searchedTerms } from './subjects.ts';
import { textOf, UNMODELLED } from './unmodelled.ts';
import { READER_VERDICTS } from './verdicts.ts';
import { plainName, wordsOf } from './words.ts';

export type KnownScenario = Pick<Scenario, 'name' | 'title' | 'promise' | 'theme' | 'words' | 'text'>;

type Made = Omit<Document, 'at'>;

const make = (kind: Document['kind'], name: string, title: string, text: string, rest: Partial<Made> = {}): Made => ({
  id: documentId(kind, name),
  kind,
  title,
  text,
  words: [],
  body: '',
  ops: [],
  ...rest,
});

/** In alphabetical order, for then they pack best. */
const bodyOf = (...texts: readonly (string | readonly string[])[]): string =>
  [...new Set(texts.flat().flatMap(wordsOf))].sort().join(' ');

function ofScenario({ name, title, promise, theme, text, words = [] }: KnownScenario): Document {
  const { opening, steps } = parse(text);
  const body = bodyOf(
    theme,
    name,
    opening,
    steps.flatMap((step) => [...step.asks.map((ask) => ask.text), step.text, ...step.says]),
  );
  const ops = [...new Set(steps.map(({ statement }) => statement.op))];
  return { ...make('scenario', name, title, promise, { words, body, ops }), at: { scenario: name, step: 0 } };
}

function ofLesson({ name, title, aim, parts, known, read }: Lesson): Made {
  const said = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [part.prompt, part.because]));
  const functions = read.map(({ fn }) => fn);
  return make('lesson', name, title, `You can ${aim}`, { body: bodyOf(said, known, functions) });
}

function ofTerm(term: GlossaryTerm): Made {
  const { id, name, meaning, words, also = [] } = term;
  return make(kindOfTerm(term), id, name, meaning, {
    words: [
      ...new Set([
        ...words,
        ...also,
        ...(STATEMENT_NAMES[id] ?? []),
        ...(TERM_NAMES[id] ?? []),
        ...otherNamesOf(name.replace(/^.* |\(\)$/g, '')),
      ]),
    ],
  });
}

function ofReader(reader: Reader): Made {
  const { fn, file, what, kind, places } = reader;
  const rule = readerRule(reader);
  return make('reader', rule, fn === 'none' ? file : fn, `${READER_VERDICTS[kind].name}. ${what}`, {
    words: readerFunctions(reader),
    // A dump names the line at which it was made.
    body: bodyOf(file, places, rule, 'reader of VM_PFNMAP VM_MIXEDMAP VM_IO pte_special'),
  });
}

const machines = (): Made[] =>
  SUPPORT.map(({ rule, name, bit, condition, levels, pages, machines: played }) => {
    const has = bit === null ? 'No special bit' : `Special bit: ${bit}`;
    const here = played.length > 0 ? `Machines here: ${played.join(', ')}.` : 'Not modelled: no machine here is one.';
    return make('machine', rule, name, `${has}, ${condition}. Levels ${levels}, pages of ${pages}. ${here}`, {
      words: [...played.flatMap((machine) => [machine, ...otherNamesOf(machine)]), name.split(/[ ,]/)[0]!],
      body: bodyOf(rule, 'architecture machine', played),
    });
  });

/** Readers have documents of their own. */
const rules = (): Made[] =>
  RULE_FAMILIES.filter(({ code }) => code !== 'R-RD').flatMap(({ title, rules: ofFamily }) =>
    Object.entries(ofFamily).map(([id, { says, fn, file }]) =>
      make('rule', id, id, says, { words: [id], body: bodyOf(fn ?? '', file ?? '', title) }),
    ),
  );

function unmodelled(documented: readonly Document[]): Made[] {
  const known = new Set(documented.flatMap(({ title, words }) => [title, ...words].map(plainName)));
  const lists = [...UNMODELLED, ...NOT_MODELLED.map(([words, why]) => ({ words, why: `it ${why}.` }))];
  return lists.flatMap(({ words, why }) =>
    words.flatMap((word) => {
      if (known.has(plainName(word))) return [];
      known.add(plainName(word));
      const text = textOf(word);
      return [
        make('unmodelled', word, text === undefined ? word : `${word}: ${text}`, `Not modelled: ${why}`, {
          words: text === undefined ? [word] : [word, text],
        }),
      ];
    }),
  );
}

export async function documentsOf(scenarios: readonly KnownScenario[]): Promise<readonly Document[]> {
  const lessons = await Promise.all(LESSONS.map(async (load) => (await load()).LESSON));
  const seen = (made: Made): Document => ({ ...made, at: SIGHTS[made.id] ?? null });
  const documented: readonly Document[] = [
    ...SEEN_QUESTIONS.map(({ id, asked, answer, at }) => ({
      ...make('question', id, asked, answer, { words: QUESTION_WORDS[id] ?? [], body: id }),
      at,
    })),
    ...searchedTerms().map(ofTerm).map(seen),
    ...scenarios.map(ofScenario),
    ...lessons.map(ofLesson).map(seen),
    ...READERS.map(ofReader).map(seen),
    ...machines().map(seen),
    ...rules().map(seen),
  ];
  return [...documented, ...unmodelled(documented).map(seen)];
}
