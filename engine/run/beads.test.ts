/** Merging micro-steps. Origin of the expected values: properties of a common supersequence, and the design. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { parseText } from '../proof/play.ts';
import type { RawBead } from '../mm/cx.ts';
import { emptyWorld } from '../mm/world.ts';
import { mergeBeads } from './beads.ts';
import { createRun } from './run.ts';

const world = emptyWorld();
const beadsOf = (fns: readonly string[]): RawBead[] =>
  fns.map((fn) => ({
    fn,
    kernel: true,
    chain: [],
    calls: [],
    moreCalls: 0,
    event: { kind: 'told', by: 'start', facts: null },
    changes: [],
    decisions: [],
    world,
  }));
const merge = (...machines: (readonly string[] | null)[]) =>
  mergeBeads(machines.map((fns) => (fns === null ? null : beadsOf(fns))));
const names = (...machines: (readonly string[] | null)[]): string[] => merge(...machines).map(({ fn }) => fn);

const sequence = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
const machines = fc.array(fc.oneof({ weight: 9, arbitrary: sequence }, { weight: 1, arbitrary: fc.constant(null) }), {
  minLength: 1,
  maxLength: 4,
});

describe('mergeBeads (property)', () => {
  test('is a common supersequence: every machine goes through its own beads, all of them, in order', () => {
    fc.assert(
      fc.property(machines, (all) => {
        const merged = merge(...all);
        all.forEach((fns, machine) => {
          const own = merged.flatMap((bead) => {
            const index = bead.own[machine];
            if (index === null || index === undefined) return [];
            expect(bead.fn).toBe(fns![index]);
            return [index];
          });
          expect(own).toEqual((fns ?? []).map((_, i) => i));
        });
      }),
      { seed: seed(1), numRuns: runs(500) },
    );
  });

  test('contains only what some machine does, and each bead has a place for every machine', () => {
    fc.assert(
      fc.property(machines, (all) => {
        for (const { own } of merge(...all)) {
          expect(own.length).toBe(all.length);
          expect(own.some((index) => index !== null)).toBe(true);
        }
      }),
      { seed: seed(1), numRuns: runs(300) },
    );
  });

  test('counts beads of the same function from 1', () => {
    fc.assert(
      fc.property(machines, (all) => {
        const counts = new Map<string, number>();
        for (const { fn, occurrence } of merge(...all)) {
          counts.set(fn, (counts.get(fn) ?? 0) + 1);
          expect(occurrence).toBe(counts.get(fn));
        }
      }),
      { seed: seed(1), numRuns: runs(300) },
    );
  });

  test('of two machines nothing shorter would do: it is as long as both less what they share', () => {
    const shared = (a: readonly string[], b: readonly string[]): number => {
      const row = Array.from({ length: b.length + 1 }, () => 0);
      for (const x of a) {
        let diagonal = 0;
        b.forEach((y, j) => {
          const above = row[j + 1]!;
          row[j + 1] = x === y ? diagonal + 1 : Math.max(above, row[j]!);
          diagonal = above;
        });
      }
      return row[b.length]!;
    };
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        expect(names(a, b).length).toBe(a.length + b.length - shared(a, b));
      }),
      { seed: seed(1), numRuns: runs(500) },
    );
  });

  test('machines that do the same are one sequence', () => {
    fc.assert(
      fc.property(sequence, fc.integer({ min: 1, max: 4 }), (fns, count) => {
        expect(names(...Array.from({ length: count }, () => fns))).toEqual(fns);
      }),
    );
  });
});

test('a machine that has stopped has hollow beads only', () => {
  const merged = merge(['a', 'b'], null);
  expect(merged.map(({ own }) => own)).toEqual([
    [0, null],
    [1, null],
  ]);
});

test('two sequences too long to compare still merge completely', () => {
  const a = Array.from({ length: 2500 }, (_, i) => `a${i}`);
  const b = Array.from({ length: 2500 }, (_, i) => `b${i}`);
  expect(names(['start', ...a, 'end'], ['start', ...b, 'end']).length).toBe(5002);
});

test('the machines of a run meet where they do the same (design: beads)', () => {
  const run = createRun(
    parseText(`machines x86_64 arm
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0`),
  );
  const [, read] = [...run.play()];
  const fns = read!.beads.map(({ fn, machines }) => [fn, machines.map((m) => m !== null)] as const);
  expect(fns).toContainEqual(['vmf_insert_mixed', [true, true]]);
  expect(fns.at(-1)).toEqual(['access', [true, true]]);
  // arm's entry may not be young yet, so its access may fault once more: a bead of one machine alone is hollow for the
  // other.
  for (const [, [s, n]] of fns) expect(s || n).toBe(true);
});
