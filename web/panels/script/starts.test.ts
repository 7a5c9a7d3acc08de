import { expect, test } from 'vitest';
import { createRun } from '../../../engine/play.ts';
import { parse } from '../../../engine/text.ts';
import { STARTS } from './starts.ts';

test.each(STARTS)('$label plays to its end, and every statement works', ({ text }) => {
  const program = parse(text);
  expect(program.diagnostics).toEqual([]);
  const steps = [...createRun(program).play()];
  expect(steps).toHaveLength(program.steps.length);
  for (const outcome of steps.flatMap(({ outcomes }) => outcomes)) expect(outcome?.kind).toBe('ok');
});
