import { expect, test } from 'vitest';
import type { AskAnswer, AskResult } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { departuresOf, replyLines, replySentence, type Prediction } from './reply.ts';

const { machines } = createRun(parse('machines x86_64 arm\nA status\n'));
const outcome = { text: 'ask outcome', line: 2, question: 'outcome', place: null, process: null, other: null } as const;

const said = (...answers: (AskAnswer | null)[]): AskResult => ({
  text: '',
  question: '',
  answers,
  guesses: [],
  departures: [],
});
const ok: AskAnswer = { kind: 'outcome', outcome: { kind: 'ok', value: null } };
const page: AskAnswer = { kind: 'normal', page: true };
const none: AskAnswer = { kind: 'normal', page: false };

test('one line where machines and prediction agree, else one per machine', () => {
  expect(replyLines(said(ok, ok), machines, ['EFAULT', 'EFAULT'])).toEqual([
    { who: null, answer: 'ok', given: 'EFAULT', right: false },
  ]);
  expect(replyLines(said(ok, ok), machines, ['ok', 'EFAULT']).map(({ right }) => right)).toEqual([true, false]);
  expect(replyLines(said(none, page), machines, ['NULL', 'NULL'])).toEqual([
    { who: 'x86-64', answer: 'NULL (no page)', given: 'NULL (no page)', right: true },
    { who: 'arm', answer: 'a page', given: 'NULL (no page)', right: false },
  ]);
});

test('a wrong prediction departs only on the machine for which it was made', () => {
  const departure = {
    change: { what: 'special', set: true } as const,
    label: '',
    value: '',
    answer: true,
    table: 't',
    question: 'q',
  };
  const result = { ...said(page, page), departures: [departure, departure] };
  expect(departuresOf(result, ['a page', 'NULL']).map(({ machine }) => machine)).toEqual([1]);
  expect(departuresOf(result, null)).toEqual([]);
});

test('a machine that had stopped has no answer, and nobody predicted it', () => {
  expect(replyLines(said(ok, null), machines, null)).toEqual([
    { who: 'x86-64', answer: 'ok', given: null, right: null },
    { who: 'arm', answer: 'already stopped', given: null, right: null },
  ]);
  expect(replyLines(said(ok, null), machines, ['ok', null]).map(({ right }) => right)).toEqual([true, null]);
});

test('a reply is a sentence, too', () => {
  const say = (prediction: Prediction) => replySentence(outcome, replyLines(said(none, page), machines, prediction));
  expect(say(['NULL', 'NULL'])).toBe(
    'What will the outcome of this statement be? Right on x86-64: NULL (no page). Wrong on arm: a page.',
  );
  expect(say(null)).toContain('The answer on x86-64: NULL (no page).');
});
