import { expect, test } from 'vitest';
import { createRun } from '../run/run.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { parse } from '../language/parse.ts';
import { differenceLine, differenceWords } from './difference.ts';

function differencesOf(name: string, step: number) {
  const run = createRun(parse(SCENARIOS.find((scenario) => scenario.name === name)?.text ?? ''));
  return [run.start, ...run.play()][step]?.differences ?? [];
}

test('pages come first, in one line each, and a value common to several machines appears once', () => {
  const words = differenceWords(differencesOf('collision', 7));
  expect(words.map(({ about }) => about)).toEqual(['io+1 of A', 'io+1 of B', 'the page counters of B']);
  expect(differenceLine(words[0]!, ['x86-64', 'arm'])).toBe(
    'io+1 of A: x86-64 (a page, not exclusive, 2 references, 2 mappings), arm (no page, exclusive, 1 reference, 1 mapping)',
  );
  expect(differenceLine(words[0]!, ['x86-64', 'arm'], true)).toBe('io+1 of A: x86-64 a page, arm no page');
  const refused = differenceWords(differencesOf('fork-refused', 3));
  expect(refused.map((one) => differenceLine(one, ['x86-64', 'arm LPAE', 'arm 2-level']))).toContain(
    'process B: x86-64 not there, arm LPAE and arm 2-level there',
  );
});

test('nothing else is said about a process that a machine lacks', () => {
  const all = differencesOf('fork-refused', 3);
  expect(all.filter((d) => 'process' in d && d.process === 'B').length).toBeGreaterThan(1);
  expect(differenceWords(all).filter(({ about }) => /\bB\b/.test(about))).toHaveLength(1);
});
