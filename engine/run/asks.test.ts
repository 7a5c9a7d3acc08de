/** Choices give nothing away: the same kinds of answers are offered, whichever is right. */
import { describe, expect, test } from 'vitest';
import { carryAll } from '../arch/index.ts';
import { readRecorded } from '../cli/traceFolder.ts';
import { parse } from '../language/parse.ts';
import type { OpName } from '../language/program.ts';
import { OPS } from '../ops/index.ts';
import type { Gives } from '../ops/op.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { createRun } from './run.ts';
import type { AskAnswer, AskResult } from '../facts.ts';
import { answersOf, answerText, choicesOf } from '../say/answer.ts';

carryAll();

const said = (answer: AskAnswer | null): string | null => answer && answerText(answer);

const asksOf = (name: string, text: string) => {
  const program = parse(text);
  return [...createRun(program).play()].flatMap((step) => {
    const { op } = program.steps[step.step - 1]!.statement;
    return step.asks.map((result) => ({
      where: `${name}~${step.step}`,
      op,
      text: result.text,
      question: result.question,
      choices: choicesOf(result).map(answerText),
      answers: answersOf(result).map(said),
    }));
  });
};

const asked = SCENARIOS.flatMap(({ name, text }) => asksOf(name, text));

const OUTCOMES = SCENARIOS.flatMap(({ name, text }) =>
  asksOf(name, text.replace(/^\w+ (smaps|status|pagemap|mincore|folio_walk|follow_pfnmap)\b/gm, 'ask outcome\n$&')),
).filter(({ question }) => question === 'outcome');

/** What is a list or a table: told only in full. */
const LISTS: readonly Gives[] = ['pages', 'bits', 'figures'];

const ofKind = (...questions: readonly string[]) => asked.filter(({ question }) => questions.includes(question));

test('what an operation was most often recorded to be refused with can be predicted (origin: traces)', () => {
  const refusals = new Map<OpName, Map<string, number>>();
  for (const { scenarios, traces } of readRecorded().sets) {
    for (const { name, text } of scenarios) {
      const { steps } = parse(text);
      for (const trace of traces.values()) {
        for (const { step, outcome } of trace.get(name) ?? []) {
          const op = steps[step - 1]?.statement.op;
          // Any question may be asked about a process that has exited.
          if (op === undefined || outcome.startsWith('ok') || outcome === 'ESRCH') continue;
          const counted = refusals.get(op) ?? new Map<string, number>();
          refusals.set(op, counted.set(outcome, (counted.get(outcome) ?? 0) + 1));
        }
      }
    }
  }
  expect(refusals.size).toBeGreaterThan(10);
  for (const [op, counted] of refusals) {
    const [commonest] = [...counted].sort((a, b) => b[1] - a[1])[0]!;
    expect(OPS[op].expect, op).toContain(commonest);
  }
});

describe('built-in scenarios (property: a question that answers itself is none)', () => {
  test.each(asked.map((ask) => [`${ask.where} ${ask.text}`, ask] as const))('%s', (_, { choices, answers }) => {
    expect(new Set(choices).size).toBe(choices.length);
    for (const answer of answers) expect(choices).toContain(answer);
    expect(choices.length).toBeGreaterThan(1);
  });

  test('a refusal is offered with every statement of its kind, not with that which it ends', () => {
    for (const { where, op, answers } of ofKind('outcome')) {
      const refusals = answers.filter((answer) => answer !== null && !answer.startsWith('ok'));
      for (const refusal of refusals) expect(OPS[op].expect, where).toContain(refusal);
    }
  });

  test('whatever an observer finds out, something else is offered too', () => {
    for (const { where, op, answers, choices } of OUTCOMES) {
      if (!LISTS.includes(OPS[op].gives) || !answers.some((answer) => answer?.startsWith('ok: '))) continue;
      expect(choices.filter((choice) => choice.startsWith('ok: ')).length, where).toBeGreaterThan(1);
    }
  });

  test('a question about a read offers other contents, whether or not the read succeeds', () => {
    for (const { where, op, choices } of ofKind('outcome')) {
      if (OPS[op].gives === 'text') expect(choices, where).not.toContain('ok');
    }
  });

  test('counts and frames always include that there is none', () => {
    for (const { choices } of ofKind('refcount', 'mapcount')) expect(choices).toContain('no struct page');
    for (const { choices } of ofKind('frame')) expect(choices).toContain('nothing is mapped');
  });
});

const askedLast = (text: string): AskResult => [...createRun(parse(text)).play()].at(-1)!.asks[0]!;
const choicesAt = (text: string): readonly string[] => choicesOf(askedLast(text)).map(answerText);

test('the frame that a place mapped before is a guess, and the zero page of what is anonymous', () => {
  const written = 'A mmap m 1 private rw anon\nask m in A: frame\nA write m\n';
  expect(choicesAt(written)).toEqual(['anon#1', 'zero', 'nothing is mapped']);
  const copied = 'A mmap io 2 private rw remap_pfn_range driver+8\nask io in A: frame\nA write io\n';
  expect(choicesAt(copied)).toEqual(['anon#1', 'driver+8', 'driver+9', 'nothing is mapped']);
});

test('a pin is offered with what it adds, and giving it back with what it takes away (R-GU-1)', () => {
  const written = 'A mmap m 1 private rw anon\nA write m\n';
  const around = ['0', '1', '2', '3', '1024', '1025', '1026', 'no struct page', 'nothing is mapped'];
  expect(choicesAt(`${written}ask m in A: refcount\nA pin m as p\n`)).toEqual(around);
  expect(choicesAt(`${written}A pin m as p\nask m in A: refcount\nunpin p\n`)).toEqual(around);
});

describe('what is offered does not depend on what is right (property)', () => {
  /** The process and the place that a line is about, or those which it makes. */
  function aboutOf(line: string, names: readonly string[]): { readonly process: string; readonly place: string } {
    const words = line.split(/ +/);
    const [actor = '', op = ''] = words;
    const named = words.slice(2).map((word) => word.replace(/[*+].*/, ''));
    return {
      process: op === 'fork' ? (words[2] ?? '') : actor,
      place: named.findLast((word) => names.includes(word)) ?? names[0] ?? '',
    };
  }

  /** Answers that cannot be guessed from the statement and the state before it. */
  function missed(question: string): { readonly asked: number; readonly missed: readonly string[] } {
    let asked = 0;
    const missed: string[] = [];
    for (const { name: scenario, text } of SCENARIOS) {
      const names = [...text.matchAll(/(?<=^[A-Z] mmap )\w+/gm)].map(([name]) => name);
      const lines = text
        .split('\n')
        .filter((line) => !/^(ask|say) /.test(line))
        .flatMap((line) => {
          const { process, place } = aboutOf(line, names);
          const about = question.replace('PLACE', place).replace('PROCESS', process);
          return /^[A-Z] /.test(line) ? [`ask ${about}`, line] : [line];
        });
      const program = parse(lines.join('\n'));
      expect(program.diagnostics, scenario).toEqual([]);
      for (const step of createRun(program).play()) {
        for (const result of step.asks) {
          asked++;
          const blind = choicesOf({ ...result, answers: [] });
          const offered = new Set([...result.guesses, ...blind].map(answerText));
          for (const answer of answersOf(result).map(said)) {
            if (answer !== null && !offered.has(answer)) {
              missed.push(`${scenario}~${step.step}: ${result.text}: ${answer}`);
            }
          }
        }
      }
    }
    return { asked, missed };
  }

  test.each([
    'path',
    'PLACE in PROCESS: frame',
    'PLACE in PROCESS: refcount',
    'PLACE in PROCESS: mapcount',
    'PLACE in PROCESS: decided_by',
    'PLACE in PROCESS: rss',
    'PROCESS: anon',
    'PROCESS: file',
    'PROCESS: shmem',
  ])('%s', (question) => {
    const told = missed(question);
    expect(told.asked).toBeGreaterThan(100);
    expect(told.missed).toEqual([]);
  });

  test('outcome, but for refusals of statements that are seldom refused so', () => {
    const told = missed('outcome');
    expect(told.missed.filter((answer) => answer.includes(': ok'))).toEqual([]);
    expect(told.missed.length / told.asked, told.missed.join('\n')).toBeLessThan(0.01);
  });
});

test('a page inside a huge entry has its own answer (property: 512 pages, 512 frames)', () => {
  const huge = 'machines x86_64 arm_lpae\nA mmap h 512 shared rw vmf_insert_pfn_pmd driver+512\nA read h\n';
  const answers = (question: string): (string | null)[] =>
    askedLast(`${huge}ask h+5 in A: ${question}\nA status\n`).answers.map(said);
  expect(answers('frame')).toEqual(['driver+517', 'nothing is mapped']);
  expect(answers('vm_normal_page')).toEqual(['NULL', 'nothing is mapped']);
  expect(answers('refcount')).toEqual(['1', 'nothing is mapped']);
  expect(answers('same_frame_as h+6 in A')).toEqual(['no', 'nothing is mapped']);
});

describe('questions that need no place, and those about figures (origin: docs/language.md and recorded runs)', () => {
  const FIRST_TOUCH = 'A mmap m 3 private rw anon\nA write m+1\n';
  const answered = (text: string): (string | null)[] => askedLast(text).answers.map(said);

  test('where a fault ends', () => {
    expect(answered(`${FIRST_TOUCH}ask path\nA write m+2\n`)).toEqual(['do_anonymous_page', 'do_anonymous_page']);
    expect(answered(`${FIRST_TOUCH}ask path\nA write m+1\n`)).toEqual(['no fault', 'no fault']);
    expect(choicesAt(`${FIRST_TOUCH}ask path\nA write m+1\n`)).toContain('do_anonymous_page');
  });

  test('counters, sizes, and what may be written', () => {
    expect(answered(`${FIRST_TOUCH}ask A: anon\nA write m+2\n`)).toEqual(['2', '2']);
    expect(answered(`${FIRST_TOUCH}ask m in A: rss\nA write m+2\n`)).toEqual(['8 kB', '8 kB']);
    // Sums of smaps are of whole pages (fs/proc/task_mmu.c, `smaps_account()`), which have 64 kB here.
    const large = `machines arm64_64k\n${FIRST_TOUCH}ask m in A: rss\nA write m+2\n`;
    expect(answered(large)).toEqual(['128 kB']);
    expect(choicesAt(large)).toEqual(['0 kB', '64 kB', '128 kB', '192 kB', 'nothing is mapped']);
    expect(answered(`${FIRST_TOUCH}ask m+1 in A: writable\nA fork B\n`)).toEqual(['no', 'no']);
    expect(answered(`${FIRST_TOUCH}ask m+1 in A: writable\nA status\n`)).toEqual(['yes', 'yes']);
  });

  test('what decides, and whether the kernel prints (the collision, recorded on arm and x86_64)', () => {
    const { text } = SCENARIOS.find(({ name }) => name === 'collision')!;
    const lines = text.split('\n').filter((line) => !/^(ask|say) /.test(line));
    const upTo = (statement: string, ask: string): string => {
      const at = lines.indexOf(statement);
      return [...lines.slice(0, at), `ask ${ask}`, statement, ''].join('\n');
    };
    expect(answered(upTo('A write io+1 "boom"', 'io+1 in A: decided_by'))).toEqual([
      'pfn > highest_memmap_pfn?',
      'pfn == linear?',
    ]);
    expect(answered(upTo('A exit', 'log'))).toEqual(['nothing', 'something']);
  });
});
