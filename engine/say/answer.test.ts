import { expect, test } from 'vitest';
import type { AskAnswer, FrameName, Outcome, Value } from '../facts.ts';
import { answersOf, answerTexts, choiceLabels, choicesOf, answerText } from './answer.ts';

const ended = (outcome: Outcome): AskAnswer => ({ kind: 'outcome', outcome });
const told = (value: Value | null): AskAnswer => ended({ kind: 'ok', value });
const bits = (...pages: boolean[]): AskAnswer => told({ kind: 'mincore', pages });
const sums = { Shared_Clean: 0, Shared_Dirty: 0, Private_Clean: 0, Private_Dirty: 0, Anonymous: 4 };
const smaps = (Rss: number, Pss: number): AskAnswer => told({ kind: 'smaps', sums: { ...sums, Rss, Pss } });
const refused = ended({ kind: 'error', error: 'EFAULT' });
const anon = (number: number): FrameName => ({ kind: 'anon', number });

test('long outcomes that are alike show only what tells them apart', () => {
  expect(choiceLabels([refused, smaps(4, 4), smaps(8, 6)], [])).toEqual([
    'EFAULT',
    'ok: Rss=4 Pss=4',
    'ok: Rss=8 Pss=6',
  ]);
  const whole = 'ok: Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=0 Anonymous=4';
  expect(choiceLabels([told(null), smaps(4, 4)], [])).toEqual(['ok', whole]);
  expect(choiceLabels([bits(true, false), bits(true, false, false)], [])).toEqual(['ok: 10', 'ok: 100']);
});

test('a frame without a number on the stage has it on the button (property: what is asked about can be found)', () => {
  const one = [
    { pfn: 0x400, name: anon(1) },
    { pfn: 0x401, name: anon(2) },
  ];
  const other = [
    { pfn: 0x400, name: anon(1) },
    { pfn: 0x402, name: anon(2) },
  ];
  const frame = (name: FrameName): AskAnswer => ({ kind: 'frame', frame: { pfn: 1, name } });
  const found = told({ kind: 'frame', frame: { pfn: 0x401, name: anon(2) } });
  const driver: FrameName = { kind: 'driver', page: 8 };
  expect(choiceLabels([frame(anon(1)), found, frame(anon(3)), frame(driver)], [one, other])).toEqual([
    'anon#1 (0x400)',
    'ok: anon#2',
    'anon#3 (new)',
    'driver+8',
  ]);
});

test('a long list of pages counts as ok, whether or not the machines agree about it', () => {
  const result = (...answers: AskAnswer[]) => ({
    text: '',
    question: 'outcome',
    answers,
    guesses: [refused],
    departures: [],
  });
  const list = (page: boolean): AskAnswer => bits(...Array.from({ length: 64 }, () => page));
  for (const other of [true, false]) {
    expect(answersOf(result(list(true), list(other)))).toEqual([told(null), told(null)]);
    expect(choicesOf(result(list(true), list(other))).map(answerText)).toEqual(['ok', 'EFAULT']);
  }
  expect(answersOf(result(smaps(4, 4), smaps(4, 4)))).toEqual([smaps(4, 4), smaps(4, 4)]);
  expect(answerTexts(result(smaps(4, 4), smaps(8, 4)))).toEqual(['ok: Rss=4', 'ok: Rss=8']);
});
