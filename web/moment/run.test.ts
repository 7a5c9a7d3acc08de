import { expect, test } from 'vitest';
import type { Step } from '../../engine/facts.ts';
import { findMicroStep, microStepAt, newDifferences } from './run.ts';

const step = {
  beads: [
    { fn: 'a', occurrence: 1 },
    { fn: 'b', occurrence: 1 },
    { fn: 'a', occurrence: 2 },
    { fn: 'c', occurrence: 1 },
  ],
} as unknown as Step;

test('a micro-step has a name, a statement\u2019s end needs none', () => {
  expect(microStepAt([step], { step: 0, bead: 2 })).toEqual({ fn: 'a', occurrence: 2 });
  expect(microStepAt([step], { step: 0, bead: 3 })).toBeNull();
  expect(microStepAt([step], { step: 7, bead: 0 })).toBeNull();
});

test('a name is found again, and one that no longer exists gives the end', () => {
  expect(findMicroStep(step, { fn: 'a', occurrence: 2 })).toBe(2);
  expect(findMicroStep(step, { fn: 'a', occurrence: 3 })).toBe(3);
});

test('a link with the former name of a function opens the function', () => {
  const renamed = {
    beads: [
      { fn: 'handle_mm_fault', occurrence: 1 },
      { fn: 'access', occurrence: 1 },
      { fn: 'do_mmap', occurrence: 1 },
    ],
  } as unknown as Step;
  expect(findMicroStep(renamed, { fn: 'page_fault', occurrence: 1 })).toBe(1);
  expect(findMicroStep(renamed, { fn: 'page_fault', occurrence: 2 })).toBe(2);
});

test('a difference that lasts is news once, an outcome always', () => {
  const rss = { kind: 'rss', process: 'A', place: null, field: 'anon', values: ['1', '2'] };
  const outcome = { kind: 'outcome', process: null, place: null, field: '', values: ['ok', 'EFAULT'] };
  const more = { ...rss, values: ['1', '3'] };
  const lists = [[], [rss], [rss], [rss, outcome], [rss, outcome], [], [more], [rss]];
  const steps = lists.map((differences, number) => ({ step: number, differences }) as unknown as Step);
  expect(newDifferences(steps)).toEqual([1, 3, 4, 6, 7]);
});
