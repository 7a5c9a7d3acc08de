/** Everything that the search knows, made from what it names. */
import { SUPPORT } from '../arch/support.ts';
import { LESSONS } from '../course/index.ts';
import type { Lesson } from '../course/lesson.ts';
import { GLOSSARY } from '../glossary/index.ts';
import { TERM_NAMES } from '../glossary/termNames.ts';
import type { GlossaryTerm } from '../glossary/terms.ts';
import { otherNamesOf, NOT_MODELLED } from '../language/otherNames.ts';
import { parse } from '../language/parse.ts';
import { READERS, type Reader } from '../mm/readers.ts';
import { QUESTIONS } from '../questions/questions.ts';
import { RULE_FAMILIES } from '../rules/index.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Document, Sight } from './document.ts';
import { sights } from './sights.ts';
import { textOf, UNMODELLED } from './unmodelled.ts';
import { READER_VERDICTS } from './verdicts.ts';
import { plainName, wordsOf } from './words.ts';

const SEEN = sights();
const seen = (...what: readonly string[]): Sight | null => what.flatMap((one) => SEEN.get(one) ?? [])[0] ?? null;

const make = (
  kind: Document['kind'],
  name: string,
  title: string,
  text: string,
  rest: Partial<Document> = {},
): Document => ({ id: `${kind}:${name}`, kind, title, text, words: [], body: '', ops: [], at: null, ...rest });

/** In alphabetical order, for then they pack best. */
const bodyOf = (...texts: readonly (string | readonly string[])[]): string =>
  [...new Set(texts.flat().flatMap(wordsOf))].sort().join(' ');

function ofScenario({ name, title, promise, theme, text, words = [] }: Scenario): Document {
  const { opening, steps } = parse(text);
  const body = bodyOf(
    theme,
    name,
    opening,
    steps.flatMap((step) => [...step.asks.map((ask) => ask.text), step.text, ...step.says]),
  );
  const ops = [...new Set(steps.map(({ statement }) => statement.op))];
  return make('scenario', name, title, promise, { words, body, ops, at: { scenario: name, step: 0 } });
}

/** Where a question is answered, by the text of the statement. */
function sightOf({ scenario, at }: { readonly scenario: string; readonly at: string }): Sight {
  const text = SCENARIOS.find(({ name }) => name === scenario)?.text;
  if (text === undefined) throw new Error(`There is no scenario ${scenario}.`);
  const step = parse(text).steps.find((one) => one.text === at)?.step;
  if (step === undefined) throw new Error(`${scenario} has no statement “${at}”.`);
  return { scenario, step };
}

function ofLesson({ name, title, aim, parts, known, read }: Lesson): Document {
  const said = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [part.prompt, part.because]));
  const functions = read.map(({ fn }) => fn);
  return make('lesson', name, title, `You can ${aim}`, { body: bodyOf(said, known, functions) });
}

function sightOfTerm({ id }: GlossaryTerm): Sight | null {
  const [, kind, name = ''] = /^(fn|op|flag)-(.*)$/.exec(id) ?? [];
  if (kind === 'fn') return seen(`said ${name}`, `fn ${name}`);
  if (kind !== undefined) return seen(`${kind} ${name}`);
  return seen(`outcome ${id.toUpperCase()}`, `log ${id.replaceAll('-', '_')}`);
}

function ofTerm(term: GlossaryTerm): Document {
  const { id, name, meaning, words, also = [], group } = term;
  const kind = group === 'Statements' ? 'statement' : 'term';
  return make(kind, id, name, meaning, {
    words: [
      ...new Set([...words, ...also, ...(TERM_NAMES[id] ?? []), ...otherNamesOf(name.replace(/^.* |\(\)$/g, ''))]),
    ],
    at: sightOfTerm(term),
  });
}

function ofReader({ row, fn, file, what, kind, places }: Reader): Document {
  const functions = fn.split(/, | and /).map((one) => one.replace(/ \(.*/, ''));
  return make('reader', `R-RD-${row}`, fn === 'none' ? file : fn, `${READER_VERDICTS[kind].name}. ${what}`, {
    words: functions,
    // A dump names the line at which it was made.
    body: bodyOf(file, places, `R-RD-${row}`, 'reader of VM_PFNMAP VM_MIXEDMAP VM_IO pte_special'),
    at: seen(...functions.map((name) => `fn ${name}`)),
  });
}

const MACHINES = SUPPORT.map(({ rule, name, bit, condition, levels, pages, machines }): Document => {
  const has = bit === null ? 'No special bit' : `Special bit: ${bit}`;
  const played =
    machines.length > 0 ? `Machines here: ${machines.join(', ')}.` : 'Not modelled: no machine here is one.';
  return make('machine', rule, name, `${has}, ${condition}. Levels ${levels}, pages of ${pages}. ${played}`, {
    words: [...machines.flatMap((machine) => [machine, ...otherNamesOf(machine)]), name.split(/[ ,]/)[0]!],
    body: bodyOf(rule, 'architecture machine', machines),
  });
});

/** Readers have documents of their own. */
const RULES = RULE_FAMILIES.filter(({ code }) => code !== 'R-RD').flatMap(({ title, rules }) =>
  Object.entries(rules).map(([id, { says, fn, file }]) =>
    make('rule', id, id, says, { words: [id], body: bodyOf(fn ?? '', file ?? '', title), at: seen(`rule ${id}`) }),
  ),
);

const DOCUMENTED: readonly Document[] = [
  ...QUESTIONS.map(({ id, asked, words, answer, see }) =>
    make('question', id, asked, answer, { words, body: id, at: 'scenario' in see ? sightOf(see) : null }),
  ),
  // What only passes a call on is nobody's answer.
  ...GLOSSARY.filter(({ words, found = [] }) => words.length > 0 || found.length === 0).map(ofTerm),
  ...SCENARIOS.map(ofScenario),
  ...(await Promise.all(LESSONS.map((load) => load()))).map(({ LESSON }) => ofLesson(LESSON)),
  ...READERS.map(ofReader),
  ...MACHINES,
  ...RULES,
];

/** What nothing here answers to, one by one. */
function unmodelled(): Document[] {
  const known = new Set(DOCUMENTED.flatMap(({ title, words }) => [title, ...words].map(plainName)));
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

export const DOCUMENTS: readonly Document[] = [...DOCUMENTED, ...unmodelled()];
