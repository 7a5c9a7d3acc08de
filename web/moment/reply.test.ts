import { expect, test } from 'vitest';
import type { AskAnswer, AskResult } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { choiceLabels, choicesFor, DIFFERS, replyLines, replySentence } from './reply.ts';

const { machines } = createRun(parse('machines x86_64 arm\nA status\n'));
const outcome = { text: 'ask outcome', line: 2, question: 'outcome', place: null, process: null, other: null } as const;

const said = (...answers: (AskAnswer | null)[]): AskResult => ({
  text: '',
  question: '',
  answers,
  guesses: [],
  departures: [],
});
const refused: AskAnswer = { kind: 'outcome', outcome: { kind: 'error', error: 'EFAULT' } };
const ok: AskAnswer = { kind: 'outcome', outcome: { kind: 'ok', value: null } };
const page: AskAnswer = { kind: 'normal', page: true };
const none: AskAnswer = { kind: 'normal', page: false };

test('one line where the machines agree, one a machine where they differ', () => {
  expect(replyLines(said(ok, ok), machines, 'EFAULT')).toEqual([{ who: null, answer: 'ok', right: false }]);
  expect(replyLines(said(refused, ok), machines, 'EFAULT').map(({ right }) => right)).toEqual([true, false]);
  expect(replyLines(said(none, page), machines, 'NULL')).toEqual([
    { who: 'x86-64', answer: 'NULL (no page)', right: true },
    { who: 'arm', answer: 'a page', right: false },
  ]);
});

test('that the machines differ is an answer, too', () => {
  const same = { ...said({ kind: 'same', same: true }, { kind: 'same', same: true }), question: 'same_frame_as' };
  expect(choicesFor(same)).toEqual(['yes', 'no', DIFFERS]);
  expect(choiceLabels(same, [])).toEqual(['yes', 'no', DIFFERS]);
  expect(choicesFor({ ...same, answers: same.answers.slice(1) })).toEqual(['yes', 'no']);
  const right = (...answers: AskAnswer[]) => replyLines(said(...answers), machines, DIFFERS).map((line) => line.right);
  expect(right(none, page)).toEqual([true, true]);
  expect(right(none, none)).toEqual([false]);
});

test('a machine that had stopped has no answer, and nobody predicted it', () => {
  expect(replyLines(said(ok, null), machines, null)).toEqual([
    { who: 'x86-64', answer: 'ok', right: null },
    { who: 'arm', answer: 'already stopped', right: null },
  ]);
});

test('a reply is a sentence, too', () => {
  const say = (prediction: string | null) => replySentence(outcome, replyLines(said(none, page), machines, prediction));
  expect(say('NULL')).toBe(
    'What will the outcome of this statement be? Right on x86-64: NULL (no page). Wrong on arm: a page.',
  );
  expect(say(null)).toContain('The answer on x86-64: NULL (no page).');
});
