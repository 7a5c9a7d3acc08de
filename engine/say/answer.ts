/** Questions that a text asks: what a person may pick, and what is right. */
import {
  type Departure,
  frameNameText,
  sameName,
  type AskAnswer,
  type AskResult,
  type FrameRef,
  type Outcome,
  type Value,
} from '../facts.ts';
import { changeText } from './flip.ts';
import { frameText } from './frame.ts';
import { hex } from './number.ts';
import { outcomesBriefly, outcomeText, valueWords } from './outcome.ts';

export function answerText(answer: AskAnswer): string {
  switch (answer.kind) {
    case 'outcome':
      return outcomeText(answer.outcome);
    case 'normal':
      return answer.page ? 'a page' : 'NULL';
    case 'same':
      return answer.same ? 'yes' : 'no';
    case 'count':
      return answer.count === null ? 'no struct page' : String(answer.count);
    case 'frame':
      return frameText(answer.frame);
    case 'path':
      return answer.fn ?? 'no fault';
    case 'log':
      return answer.prints ? 'something' : 'nothing';
    case 'size':
      return `${answer.kB} kB`;
    case 'writable':
      return answer.writable ? 'yes' : 'no';
    case 'decided':
      return answer.label;
    case 'unmapped':
      return 'nothing is mapped';
  }
}

const OK: AskAnswer = { kind: 'outcome', outcome: { kind: 'ok', value: null } };

/** More pages than this nobody would predict one by one. */
const LONG_LIST = 32;

const isLongList = (answer: AskAnswer): boolean =>
  answer.kind === 'outcome' &&
  answer.outcome.kind === 'ok' &&
  (answer.outcome.value?.kind === 'pagemap' || answer.outcome.value?.kind === 'mincore') &&
  answer.outcome.value.pages.length > LONG_LIST;

/** The answers of the machines that a person is held to: a long list of pages counts as `ok`, whatever is in it. */
export const answersOf = ({ answers }: Pick<AskResult, 'answers'>): readonly (AskAnswer | null)[] =>
  answers.map((answer) => (answer && isLongList(answer) ? OK : answer));

/** The same as texts; of figures that differ only those in which they do. */
export function answerTexts(result: Pick<AskResult, 'answers'>): (string | null)[] {
  const answers = answersOf(result);
  const outcomes = answers.flatMap((answer): (Outcome | null)[] =>
    answer === null ? [null] : answer.kind === 'outcome' ? [answer.outcome] : [],
  );
  if (outcomes.length === answers.length) return outcomesBriefly(outcomes);
  return answers.map((answer) => answer && answerText(answer));
}

/** More than this is a list to search, not a choice. */
const MOST = 5;

const natural = new Intl.Collator('en', { numeric: true });
const sorted = (answers: readonly AskAnswer[]): AskAnswer[] =>
  [...answers].sort((a, b) => natural.compare(answerText(a), answerText(b)));

function distinct(answers: readonly AskAnswer[]): AskAnswer[] {
  const texts = answers.map(answerText);
  return answers.filter((_, i) => texts.indexOf(texts[i] ?? '') === i);
}

/** Answers first, then the other guesses, nearest first; no more than there is room for, in an order that tells nothing. */
function pick(answers: readonly AskAnswer[], guesses: readonly AskAnswer[], most: number): AskAnswer[] {
  const right = new Set(answers.map(answerText));
  const rest = distinct(guesses).filter((guess) => !right.has(answerText(guess)));
  const own = distinct(answers);
  return sorted([...own, ...rest.slice(0, Math.max(0, most - own.length))]);
}

const COUNTS = [0, 1, 2, 3];
const UNMAPPED: AskAnswer = { kind: 'unmapped' };

/** Small numbers, which a person might count, and those near what was counted before. */
function counts(guesses: readonly AskAnswer[], answers: readonly AskAnswer[]): AskAnswer[] {
  const told = [...guesses, ...answers].flatMap((a) => (a.kind === 'count' && a.count !== null ? [a.count] : []));
  return [...new Set([...COUNTS, ...told])].sort((a, b) => a - b).map((count) => ({ kind: 'count', count }));
}

const isOk = (answer: AskAnswer): boolean => answer.kind === 'outcome' && answer.outcome.kind === 'ok';
const isBare = (answer: AskAnswer): boolean =>
  answer.kind === 'outcome' && answer.outcome.kind === 'ok' && answer.outcome.value === null;

function outcomeChoices(answers: readonly AskAnswer[], guesses: readonly AskAnswer[]): AskAnswer[] {
  const oks = answers.filter(isOk);
  const refusals = [...guesses, ...answers].filter((answer) => !isOk(answer));
  // Where a value is given, a bare `ok` is no answer; where it is too long to be guessed, nothing else is.
  const told = oks.some(isBare) ? [] : pick(oks, guesses.filter(isOk), 3);
  return [...(told.length > 0 ? told : [OK]), ...sorted(distinct(refusals))];
}

/**
 * What a person may pick, the right answers among them. Which others are there must not depend on them: a choice that is
 * offered only where it is right would give itself away.
 */
export function choicesOf(result: AskResult): AskAnswer[] {
  const { question, guesses } = result;
  const answers = answersOf(result).filter((answer) => answer !== null);
  const told = answers.filter(({ kind }) => kind !== 'unmapped');
  switch (question) {
    case 'vm_normal_page':
      return [...[true, false].map((page) => ({ kind: 'normal', page }) as const), UNMAPPED];
    case 'same_frame_as':
      return [...[true, false].map((same) => ({ kind: 'same', same }) as const), UNMAPPED];
    case 'writable':
      return [...[true, false].map((writable) => ({ kind: 'writable', writable }) as const), UNMAPPED];
    case 'refcount':
    case 'mapcount':
      return [...counts(guesses, told), { kind: 'count', count: null }, UNMAPPED];
    case 'log':
      return [true, false].map((prints) => ({ kind: 'log', prints }));
    case 'anon':
    case 'file':
    case 'shmem':
      return [
        ...counts(guesses, told),
        ...distinct([...guesses, ...answers].filter(({ kind }) => kind === 'unmapped')),
      ];
    case 'rss':
    case 'decided_by':
      return [...sorted(distinct([...told, ...guesses])), UNMAPPED];
    case 'path':
      return sorted(distinct([...told, ...guesses]));
    case 'outcome':
      return outcomeChoices(answers, guesses);
    default:
      return [...pick(told, guesses, MOST), UNMAPPED];
  }
}

/** A frame of some machine, as it is found by a name. */
type Frames = readonly FrameRef[];

interface Word {
  readonly text: string;
  readonly frame: FrameRef | null;
}

function wordsOf(value: Value): Word[] {
  const frames: readonly (FrameRef | null)[] =
    value.kind === 'frame' || value.kind === 'pfn'
      ? [value.frame]
      : value.kind === 'pagemap'
        ? value.pages.map((item) => (item && !item.file && !item.exclusive ? item.frame : null))
        : [];
  return valueWords(value).map((text, i) => ({ text, frame: frames[i] ?? null }));
}

/** A frame with a name that the pictures do not show has its number behind it, where that is one on all machines. */
function frameLabel({ text, frame }: Word, machines: readonly Frames[]): string {
  const name = frame?.name ?? null;
  if (name?.kind !== 'anon') return text;
  const numbers = machines.map((frames) => frames.find((one) => sameName(one.name, name))?.pfn ?? null);
  const [first] = numbers.flatMap((pfn) => pfn ?? []);
  if (first === undefined) return `${frameNameText(name)} (new)`;
  return new Set(numbers).size === 1 ? `${text} (${hex(first)})` : text;
}

const labelOf = ([first, ...rest]: readonly Word[], machines: readonly Frames[]): string =>
  [...(first ? [frameLabel(first, machines)] : []), ...rest.map(({ text }) => text)].join(' ');

/**
 * Choices as they stand on buttons. Of NULL the pictures say that there is no page; of long values that are alike but for
 * some words, these words are shown. `machines`: the frames that each has now.
 */
export function choiceLabels(choices: readonly AskAnswer[], machines: readonly Frames[]): string[] {
  const values = choices.map((c) => (c.kind === 'outcome' && c.outcome.kind === 'ok' ? c.outcome.value : null));
  const words = values.map((value) => value && wordsOf(value));
  const long = words.filter((own) => own !== null && own.length > 1) as Word[][];
  const alike =
    long.length > 1 && long.every((own) => own.length === long[0]?.length)
      ? (long[0] ?? []).map(({ text }, i) => long.every((own) => own[i]?.text === text))
      : [];
  return choices.map((choice, i) => {
    const own = words[i];
    if (choice.kind === 'frame') return labelOf([{ text: answerText(choice), frame: choice.frame }], machines);
    if (!own) return shownAnswer(answerText(choice));
    const told = own.length > 1 ? own.filter((_, w) => alike[w] !== true) : own;
    return `ok: ${labelOf(told, machines)}`.trimEnd();
  });
}

export const shownAnswer = (text: string): string => (text === 'NULL' ? 'NULL (no page)' : text);

/** With the change in words, which JSON prints. */
export type DepartureWords = Omit<Departure, 'change'> & { readonly change: string };

export const departureWords = (departure: Departure): DepartureWords => ({
  ...departure,
  change: changeText(departure.change),
});

export const departureText = ({ change, label, value, answer }: DepartureWords): string =>
  `${change}: at ${label} (${value}: ${answer ? 'yes' : 'no'})`;
