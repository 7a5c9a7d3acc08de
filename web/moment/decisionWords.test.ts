import { expect, test } from 'vitest';
import { createRun } from '../../engine/play.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { differenceTexts } from './decisionWords.ts';

test('outcomes come last', () => {
  const run = createRun(parse(SCENARIOS.find(({ name }) => name === 'fork-refused')?.text ?? ''));
  const differences = [run.start, ...run.play()][3]?.differences ?? [];
  expect(differences.some(({ kind }) => kind === 'outcome')).toBe(true);
  expect(differenceTexts(differences, ['x86-64', 'arm LPAE', 'arm 2-level'], false).at(-1)).toBe(
    'the outcome: x86-64 ENOMEM, arm LPAE and arm 2-level ok',
  );
});
