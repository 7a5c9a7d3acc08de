/**
 * Functions on screen are the kernel's, called in that order and below those callers. Origin of every expected call: real
 * Linux 6.12 kernels (traces/FORMAT.md).
 */
import { expect, test } from 'vitest';
import { readRecorded } from '../cli/traceFolder.ts';
import { parse } from '../language/parse.ts';
import { Machine } from '../run/machine.ts';
import { specOf } from '../run/spec.ts';
import {
  callsOf,
  firstMissing,
  firstViolation,
  KNOWN,
  OTHER_CALLS,
  PATH_MACHINES,
  readPaths,
  shownBy,
  timesCalled,
  TRIED_AGAIN,
} from './callPaths.ts';
import { share } from './effort.ts';

const { sets } = readRecorded();

test.each(PATH_MACHINES)('each function shown on %s was called, in this order, below these callers', (name) => {
  const paths = readPaths(name);
  const recorded = sets.flatMap((set) =>
    set.scenarios
      .filter((scenario) => paths.has(`${set.name}/${scenario.name} 1`))
      .map(({ name: scenario, text }) => ({ place: `${set.name}/${scenario}`, text })),
  );
  expect(new Set(recorded.map(({ place }) => place.split('/')[0]))).toEqual(
    new Set(['builtin', 'hand', 'hand2', 'hand3']),
  );
  const wrong: string[] = [];
  let chains = 0;
  let calls = 0;
  for (const { place, text } of share(recorded)) {
    const program = parse(text);
    const machine = new Machine(specOf(name), program);
    program.steps.forEach((step, i) => {
      const played = machine.play(step);
      const path = paths.get(`${place} ${i + 1}`);
      if (played === null || path === undefined) return;
      const shown = shownBy(played.beads);
      chains += shown.length;
      const violation = firstViolation(shown, path);
      const known = KNOWN[`${place} ${i + 1}`] !== undefined;
      const called = callsOf(played.beads);
      calls += called.length;
      const missing = firstMissing(called, path);
      if (missing !== null && !known && OTHER_CALLS[`${place} ${i + 1}`] === undefined) {
        wrong.push(`${place} ${i + 1}, ${path.statement}: calls ${missing.chain}: ${missing.why}`);
      }
      const runs = played.faults.reduce((sum, fault) => sum + fault.runs, 0);
      const again = TRIED_AGAIN.includes(`${place} ${i + 1}`) ? 1 : 0;
      if (played.stopped === null && runs + again !== timesCalled(path, 'handle_mm_fault')) {
        wrong.push(`${place} ${i + 1}, ${path.statement}: ${runs} faults, not ${timesCalled(path, 'handle_mm_fault')}`);
      }
      if (violation !== null && !known) {
        wrong.push(`${place} ${i + 1}, ${path.statement}: ${violation.chain}: ${violation.why}`);
      }
      if (violation === null && known) wrong.push(`${place} ${i + 1} is no exception any longer`);
    });
  }
  expect(wrong).toEqual([]);
  expect(chains).toBeGreaterThan(1000);
  expect(calls).toBeGreaterThan(chains);
});

test('an entry is missed if it comes in another order, or more often', () => {
  const calls = [
    ['a', 0],
    ['b', 1],
    ['c', 1, 2],
    ['b', 1],
  ] as const;
  const check = (...chains: string[]): string | undefined =>
    firstMissing(
      chains.map((chain) => ({ chain: chain.split(' ') })),
      { calls, outcome: 'ok' },
    )?.why;
  expect(check('a', 'a b', 'a c', 'a c', 'a b')).toBeUndefined();
  expect(check('a b', 'a')).toBe('entered earlier only');
  expect(check('a c', 'a c', 'a c')).toBe('entered earlier only');
  expect(check('b c')).toBe('not below these callers');
});

test('a function is missed if it was not called, called elsewhere, or called before', () => {
  const calls = [
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 1],
  ] as const;
  const check = (...chains: string[]): string | undefined =>
    firstViolation(
      chains.map((chain) => ({ chain: chain.split(' ') })),
      { calls, outcome: 'ok' },
    )?.why;
  // What lies between may be left out, and a caller may be reported after what it called.
  expect(check('a c', 'a b', 'a d', 'a')).toBeUndefined();
  expect(check('a e')).toBe('not called');
  expect(check('b d')).toBe('not below these callers');
  expect(check('a d', 'a b')).toBe('called earlier only');
});
