import { expect, test } from 'vitest';
import type { FrameView } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { choiceLabels, choicesFor, DIFFERS, replyLines, replySentence, shortChoices } from './reply.ts';

const { machines } = createRun(parse('machines x86_64 arm\nA status\n'));
const outcome = { text: 'ask outcome', line: 2, question: 'outcome', place: null, process: null, other: null } as const;

test('one line where the machines agree, one a machine where they differ', () => {
  expect(replyLines({ answers: ['ok', 'ok'] }, machines, 'EFAULT')).toEqual([
    { who: null, answer: 'ok', right: false },
  ]);
  expect(replyLines({ answers: ['NULL', 'a page'] }, machines, 'NULL')).toEqual([
    { who: 'x86-64', answer: 'NULL (no page)', right: true },
    { who: 'arm', answer: 'a page', right: false },
  ]);
});

test('that the machines differ is an answer, too', () => {
  expect(choicesFor({ answers: ['yes', 'yes'], choices: ['yes', 'no'] })).toEqual(['yes', 'no', DIFFERS]);
  expect(choicesFor({ answers: ['yes'], choices: ['yes', 'no'] })).toEqual(['yes', 'no']);
  expect(choicesFor({ answers: ['a', 'b'], choices: [] })).toEqual([]);
  const right = (answers: readonly string[]) => replyLines({ answers }, machines, DIFFERS).map((line) => line.right);
  expect(right(['NULL', 'a page'])).toEqual([true, true]);
  expect(right(['NULL', 'NULL'])).toEqual([false]);
});

test('long outcomes that are alike show only what tells them apart', () => {
  const [less, more] = ['ok: Rss=4 Pss=4 Shared_Clean=0 Anonymous=4', 'ok: Rss=8 Pss=6 Shared_Clean=0 Anonymous=4'];
  expect(shortChoices(['EFAULT', less, more, DIFFERS])).toEqual([
    'EFAULT',
    'ok: Rss=4 Pss=4',
    'ok: Rss=8 Pss=6',
    DIFFERS,
  ]);
  // One alone, or of another form, stays whole.
  expect(shortChoices(['ok', less])).toEqual(['ok', less]);
  expect(shortChoices(['ok: 1 0', 'ok: 1 0 0'])).toEqual(['ok: 1 0', 'ok: 1 0 0']);
});

test('a frame without a number on the stage has it on the button (property: what is asked about can be found)', () => {
  const frame = (name: string, pfn: number) => ({ name, pfn }) as FrameView;
  const one = { frames: [frame('anon#1', 0x400), frame('anon#2', 0x401)] };
  const other = { frames: [frame('anon#1', 0x400), frame('anon#2', 0x402)] };
  expect(choiceLabels(['anon#1', 'ok: anon#2', 'anon#3', 'driver+8', DIFFERS], [one, other])).toEqual([
    'anon#1 (0x400)',
    'ok: anon#2',
    'anon#3 (new)',
    'driver+8',
    DIFFERS,
  ]);
});

test('a machine that had stopped has no answer, and nobody predicted it', () => {
  expect(replyLines({ answers: ['ok', null] }, machines, null)).toEqual([
    { who: 'x86-64', answer: 'ok', right: null },
    { who: 'arm', answer: 'stopped before', right: null },
  ]);
});

test('a reply is a sentence, too', () => {
  const say = (prediction: string | null) =>
    replySentence(outcome, replyLines({ answers: ['NULL', 'a page'] }, machines, prediction));
  expect(say('NULL')).toBe(
    'What will the outcome of this statement be? Right on x86-64: NULL (no page). Not so on arm: a page.',
  );
  expect(say(null)).toContain('The answer on x86-64: NULL (no page).');
});
