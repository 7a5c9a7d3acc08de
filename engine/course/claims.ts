/**
 * Claims in the prose of lessons. What stands between braces is worked out by the engine, and what is said of it is
 * checked; a claim that does not hold is an error, and so is a number that is typed by hand.
 *
 *   {A: anon}, {io+1 in A: refcount}, {outcome}   the answer to a question of the scenario language
 *   {smaps Rss}                                   one sum that the statement found out
 *   {log}                                         what the kernel prints
 *   {pgoff io+0 in A}                             what vm_pgoff of the mapping there stands for
 *   {levels}                                      how many levels its page tables have, in words
 *   {ran FUNCTION}, {not FUNCTION}                the statement goes through the function, or does not
 *   {yes TABLE: LABEL}, {no TABLE: LABEL}         a drawn question of the statement has that answer
 *   {fn FUNCTION}                                 a kernel function
 *   {reader FUNCTION}                             of which kind a reader of the flags is
 *   {lesson NAME}                                 a link to a lesson; the page fills it in
 *
 * A claim is about the paragraph's moment, or about another: `{~3 outcome}`, `{collision~6 smaps Rss}`. It holds on every
 * machine, or on one: `{outcome @arm}`.
 */
import { samePlace, type Decision, type Spot } from '../facts.ts';
import { faultChart } from '../chart/faultChart.ts';
import { DECISION_TABLES } from '../linux/linux.ts';
import { READERS, type Reader } from '../mm/readers.ts';
import { answerText, logText, outcomeText, pgoffText } from '../say/index.ts';
import { spotOf, type Figures, type Place, type Played } from './figures.ts';
import { KERNEL_FUNCTIONS } from '../functions.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five'];

/** Names of machines and of the kernel, in which digits are letters. */
const NAMES = /\b(x86_64|x86-64|x86|arm_lpae|s390x|mips32|arm64|VM_\w+|6\.12)\b/g;

export interface Drawn {
  readonly table: string;
  readonly question: string;
  readonly label: string;
}

/** A question of a table, from `TABLE: LABEL`. Of two with the same label the one that was asked is meant. */
export function drawnQuestions(name: string): readonly Drawn[] {
  const [table = '', ...rest] = name.split(': ');
  const label = rest.join(': ');
  const found = Object.entries(DECISION_TABLES.find((one) => one.name === table)?.questions ?? {});
  return found.filter(([, question]) => question.label === label).map(([question]) => ({ table, question, label }));
}

export const decisionsAt = (played: Played, step: number, machine: number): readonly Decision[] =>
  played.step(step).beads.flatMap((bead) => bead.machines[machine]?.decisions ?? []);

const isFunction = (fn: string): boolean =>
  Object.hasOwn(faultChart.root.states, fn) ||
  KERNEL_FUNCTIONS.some((one) => one.fn === fn) ||
  DECISION_TABLES.some(({ name }) => name === fn) ||
  READERS.some((reader) => reader.fn === fn);

export function readerNamed(fn: string): Reader {
  const reader = READERS.find((one) => one.fn.split(', ').includes(fn));
  if (!reader) throw new Error(`${fn} is no reader of the flags`);
  return reader;
}

export function functionsAt(played: Played, step: number, machine: number): string[] {
  const own = played.step(step).beads.flatMap((bead) => {
    const own = bead.machines[machine];
    // What the processor does itself has no chain of callers.
    return own ? [...own.calls.map(({ fn }) => fn), ...(own.chain.length > 0 ? [bead.fn] : [])] : [];
  });
  return [...new Set(own)];
}

function ranAt(played: Played, step: number, machine: number, fn: string): boolean {
  return played.step(step).beads.some((bead) => {
    const own = bead.machines[machine];
    if (own === undefined || own === null) return false;
    return bead.fn === fn || own.chain.includes(fn) || own.calls.some((call) => call.fn === fn);
  });
}

function pgoffAt(played: Played, step: number, machine: number, where: string): string {
  const { process, place } = spotOf(where);
  const own = played.run.snapshot(played.at(step, null)).machines[machine];
  const vma = own?.processes.find((one) => one.name === process)?.vmas.find((one) => samePlace(one.place, place));
  if (!vma) throw new Error(`No mapping begins at ${where}.`);
  return String(pgoffText(vma.pgoffMeans));
}

/** What a claim comes to on one machine; an error where it does not hold. */
function valueOn(played: Played, step: number, machine: number, claim: string, pick: Spot | null): string {
  const [word = '', ...words] = claim.split(' ');
  const rest = words.join(' ');
  const told = played.step(step);
  switch (word) {
    case 'ran':
    case 'not':
      if (ranAt(played, step, machine, rest) !== (word === 'ran')) throw new Error(`it is not so of ${rest}`);
      return rest;
    case 'yes':
    case 'no': {
      const drawn = drawnQuestions(rest);
      const asked = pick && played.run.askEntry(played.at(step, null), pick.process, pick.place)[machine];
      const decisions = [...decisionsAt(played, step, machine), ...(asked ? [asked.decision] : [])];
      const answers = decisions.flatMap(({ table, answers }) =>
        answers.filter(({ question }) => drawn.some((one) => one.table === table && one.question === question)),
      );
      if (!answers.some(({ answer }) => answer === (word === 'yes'))) throw new Error(`${rest} has no such answer`);
      return drawn[0]?.label ?? '';
    }
    case 'smaps': {
      const outcome = told.outcomes[machine];
      const value = outcome?.kind === 'ok' ? outcome.value : null;
      if (value?.kind !== 'smaps' || !value.sums) throw new Error('the statement does not ask smaps');
      const sum = Object.entries(value.sums).find(([name]) => name === rest)?.[1];
      if (sum === undefined) throw new Error(`smaps has no ${rest}`);
      return `${sum} kB`;
    }
    case 'log': {
      const [line] = told.log[machine] ?? [];
      if (!line) throw new Error('nothing is printed');
      return logText(line);
    }
    case 'pgoff':
      return pgoffAt(played, step, machine, rest);
    case 'levels':
      return WORDS[played.run.machines[machine]?.levels.length ?? 0] ?? '';
    case 'outcome': {
      const outcome = told.outcomes[machine];
      if (!outcome) throw new Error('the machine had stopped');
      return outcomeText(outcome);
    }
    default: {
      const answer = played.ask(step, claim).answers[machine];
      if (!answer) throw new Error('there is no answer');
      return answerText(answer);
    }
  }
}

/** Those that are words of a sentence, not of a program. */
const PROSE = ['levels'];

function fillOne(figures: Figures, here: Place | null, claim: string): string {
  const [, figure, step, own = '', only] =
    /^(?:([a-z0-9-]+)?~(\d+) )?(.*?)(?: @(\w+))?$/.exec(claim) ?? ([] as (string | undefined)[]);
  if (own.startsWith('lesson ')) return `{${own}}`;
  if (own.startsWith('reader ')) {
    return readerNamed(own.slice(7)).kind;
  }
  if (own.startsWith('fn ')) {
    const fn = own.slice(3);
    if (!isFunction(fn)) throw new Error(`${fn} is no function that the course knows`);
    return `\`${fn}\``;
  }
  const name = figure ?? here?.figure;
  const number = step === undefined ? here?.step : Number(step);
  if (name === undefined || number === undefined) throw new Error('it is about no moment');
  const played = figures.named(name);
  const machines = played.run.machines.map(({ name }, i) => ({ name, i }));
  const asked = only === undefined ? machines : machines.filter((machine) => machine.name === only);
  const values = [
    ...new Set(
      asked.map(({ i }) => valueOn(played, number, i, own, figure === undefined ? (here?.pick ?? null) : null)),
    ),
  ];
  if (values.length !== 1) throw new Error(`the machines say ${values.join(' and ')}`);
  return PROSE.includes(own) ? values[0]! : `\`${values[0]!}\``;
}

const WORDS_OF_LINUX = ['vm_pgoff', 'anon_vma', 'process_vm_read', 'folio_walk', 'page_mkwrite', 'pfn_mkwrite'];

function checkFunctions(text: string): void {
  const plain = text.replace(/\{[^}]*\}/g, '').replace(NAMES, '');
  for (const [name] of plain.matchAll(/\b_*[a-z]+(_[a-z0-9]+)+\b/g)) {
    if (isFunction(name) || WORDS_OF_LINUX.includes(name)) continue;
    throw new Error(`${name} in “${text}” is no function that the course knows`);
  }
}

function checkNumbers(text: string, figures: Figures): void {
  const plain = text.replace(/\{[^}]*\}/g, '').replace(NAMES, '');
  if (/\d/.test(plain.replace(/`[^`]*`/g, ''))) throw new Error(`a number is typed by hand in “${text}”`);
  const spelled = figures.all.flatMap(({ figure }) => figure.text.split(/\s+/));
  for (const [, code = ''] of plain.matchAll(/`([^`]*)`/g)) {
    for (const word of code.split(/\s+/)) {
      if (/^\d/.test(word)) throw new Error(`\`${word}\` is typed by hand`);
      if (/\d/.test(word) && !spelled.some((one) => one.startsWith(word.split('+')[0] ?? word)))
        throw new Error(`\`${word}\` is in no figure`);
    }
  }
}

export function fillClaims(figures: Figures, here: Place | null, text: string): string {
  if (here) figures.named(here.figure);
  const filled = text.replace(/\{([^}]*)\}/g, (_, claim: string) => {
    try {
      return fillOne(figures, here, claim);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`{${claim}} in “${text.slice(0, 60)}…”: ${why}`, { cause: error });
    }
  });
  checkNumbers(text, figures);
  checkFunctions(text);
  return filled;
}
