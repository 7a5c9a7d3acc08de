import { expect, test } from 'vitest';
import { FAULT_CHART } from '../../engine/atlas.ts';
import type { Step } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { momentsOf } from '../stage/testing.ts';
import { faultAt, faultsOf, standingOf } from './faults.ts';

const stepsOf = (text: string): Step[] => [...new Set(momentsOf(text).map((m) => m.step))];

test('in every built-in scenario each state of a fault has its bead, in order', () => {
  let faults = 0;
  for (const { name, text } of SCENARIOS) {
    for (const step of stepsOf(text)) {
      const groups = faultsOf(step);
      step.faults.forEach((runs, machine) => {
        const paths = groups.flatMap((g) => g.paths[machine] ?? []);
        expect(paths.length, name).toBe(runs.length);
        for (const path of paths) {
          faults++;
          const fns = path.beads.map((bead) => step.beads[bead]?.fn);
          // If the machine stops inside a function, an earlier bead stands for it.
          const states = path.end === null ? [...path.states.slice(0, -1), fns.at(-1)] : path.states;
          expect(fns, `${name} ${step.step}`).toEqual(states);
          expect([...path.beads].sort((a, b) => a - b)).toEqual(path.beads);
        }
      });
    }
  }
  expect(faults).toBeGreaterThan(100);
});

test('at each bead inside a fault its machines are in the function that the bead names', () => {
  for (const { name, text } of SCENARIOS) {
    for (const { step, bead } of momentsOf(text)) {
      const machines = step.beads[bead]?.machines ?? [];
      machines.forEach((mine, machine) => {
        const inside = mine?.chain.lastIndexOf(FAULT_CHART.initial) ?? -1;
        if (!mine || inside < 0) return;
        const fault = faultAt(faultsOf(step), bead);
        const states = FAULT_CHART.states.map((s) => s.name);
        const innermost = mine.chain.slice(inside).findLast((fn) => states.includes(fn));
        expect(standingOf(fault?.paths[machine] ?? null, bead).at, `${name} ${step.step} ${bead}`).toBe(innermost);
      });
    }
  }
});

test('several faults of one statement: the one of the bead, then the one before', () => {
  const [, , step] = stepsOf('A mmap m 3 private rw anon\nA mlock m*\n');
  if (!step) throw new Error('no step');
  const faults = faultsOf(step);
  expect(faults.map(({ place }) => place.page)).toEqual([0, 1, 2]);
  const at = step.beads.map((_, bead) => faultAt(faults, bead)?.place.page ?? NaN);
  expect(new Set(at)).toEqual(new Set([0, 1, 2]));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  const [first, second] = faults;
  const begin = second?.paths[0]?.beads[0] ?? 0;
  expect(standingOf(first?.paths[0] ?? null, begin).at).toBe('done');
  expect(standingOf(second?.paths[0] ?? null, 0).at).toBeNull();
});

test('a statement without a fault has none', () => {
  const [, step] = stepsOf('A mmap m 3 private rw anon\n');
  expect(step && faultsOf(step)).toEqual([]);
  expect(faultAt([], 0)).toBeNull();
});

test('thousands of faults of one statement are distinguished', () => {
  const [, step] = createRun(parse('A mmap m 4096 private rw anon\nA mlock m*\n')).play();
  if (!step) throw new Error('no step');
  const faults = faultsOf(step);
  expect(faults).toHaveLength(4096);
  expect(faultAt(faults, step.beads.length - 1)?.place.page).toBe(4095);
});
