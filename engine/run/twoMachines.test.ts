/**
 * `arm` and `arm_lpae` differ in the special bit and its consequences, so the first difference of any random program
 * must be one of the disagreements D-1 to D-22. Origin: those rules, as a property.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { explain, REASONS, type Side } from '../proof/explain.ts';
import { parseText, startOn } from '../proof/play.ts';
import { CHOICES, randomStatements } from '../proof/randomProgram.ts';
import type { MachineName } from '../types.ts';
import { Comparison } from './differences.ts';
import type { Machine } from './machine.ts';

const SEED = seed(20261122);
const PROGRAMS = runs(2000);
const STATEMENTS = 18;

const numbers = fc.array(fc.array(fc.nat(0xffff), { minLength: CHOICES, maxLength: CHOICES }), {
  minLength: STATEMENTS,
  maxLength: STATEMENTS,
});

let statements = 0;
const reasons = new Map<string, number>();
const count = (reason: string): unknown => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);

/** The first unexplained difference of a program, or null. */
function unexplained(text: string, machines: readonly [MachineName, MachineName]): string | null {
  const program = parseText(text);
  const [S, N] = machines.map((machine) => startOn(machine, program)) as [Machine, Machine];
  const comparison = new Comparison([S, N]);
  for (const step of program.steps) {
    const before: [Side['before'], Side['before']] = [S.last, N.last];
    if (S.play(step) === null || N.play(step) === null) break;
    statements += 2;
    const differences = comparison.look();
    if (differences.length === 0) continue;
    const side = (p: Machine, at: 0 | 1): Side => ({ cx: p.cx, before: before[at], step: p.last });
    const reason = explain({ statement: step.statement, S: side(S, 0), N: side(N, 1), differences });
    count(reason ?? 'unexplained');
    return reason === null
      ? `statement ${step.step}: ${step.text}\n${JSON.stringify(differences.slice(0, 6), null, 1)}`
      : null;
  }
  count('no difference');
  return null;
}

afterAll(() => {
  const told = [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, n]) => `  ${n} programs: ${reason}`);
  console.log([`two machines: seed ${SEED}, ${statements} statements`, ...told].join('\n'));
});

describe('the first difference is a known disagreement (origin: rules D-1 to D-22)', () => {
  test.each([
    ['without kernel statements', false],
    ['with kernel statements', true],
  ])('arm_lpae and arm, %s', (_, kernel) => {
    fc.assert(
      fc.property(numbers, (choices) => {
        const text = randomStatements(choices, { kernel, zeroPages: kernel }).join('\n');
        const why = unexplained(text, ['arm_lpae', 'arm']);
        expect(why === null ? '' : `${text}\n${why}`).toBe('');
      }),
      { seed: SEED, numRuns: PROGRAMS / 2 },
    );
  });

  test('arm_lpae and arm, after a frame that is still mapped was freed and is the next to be handed out', () => {
    const collision = [
      'A mmap col 2 private rw remap_pfn_range driver+8',
      'kernel free driver+9',
      'kernel next_frame driver+9',
      'A write col+1 "lost"',
    ];
    fc.assert(
      fc.property(numbers, (choices) => {
        const random = randomStatements(choices, { kernel: false });
        // Random statements before the write may take the frame.
        const at = (choices[0]?.[0] ?? 0) % 3;
        const text = [
          ...collision.slice(0, 3),
          ...random.slice(0, at),
          ...collision.slice(3),
          ...random.slice(at),
        ].join('\n');
        const why = unexplained(text, ['arm_lpae', 'arm']);
        expect(why === null ? '' : `${text}\n${why}`).toBe('');
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('arm_lpae and arm, after GUP wanted to write to a page that was only read (R-GU-5h)', () => {
    const text = ['A mmap m 1 shared rw anon', 'A read m+0', 'A gup m+0 write fast', 'A smaps m+0'].join('\n');
    expect(unexplained(text, ['arm_lpae', 'arm'])).toBe(null);
  });

  test('each disagreement in the list occurs', () => {
    const unmet = () => REASONS.map(({ name }) => name).filter((name) => !reasons.has(name));
    for (let more = 1; unmet().length > 0 && more <= 50; more++) {
      for (const choices of fc.sample(numbers, { seed: SEED + more, numRuns: 100 })) {
        const text = randomStatements(choices, { kernel: true, zeroPages: true }).join('\n');
        const why = unexplained(text, ['arm_lpae', 'arm']);
        expect(why === null ? '' : `${text}\n${why}`).toBe('');
      }
    }
    expect(unmet()).toEqual([]);
  });
});

test('arm and its control differ in nothing but huge-page advice and tables (origin: traces README)', () => {
  fc.assert(
    fc.property(numbers, (choices) => {
      const text = randomStatements(choices, { kernel: true }).filter((line) => !/hugepage|collapse/.test(line));
      const program = parseText(text.join('\n'));
      const machines = (['arm', 'arm_lpae_nobit'] as const).map((machine) => startOn(machine, program));
      const comparison = new Comparison(machines);
      for (const step of program.steps) {
        if (machines.map((machine) => machine.play(step)).includes(null)) return;
        statements += 2;
        expect(comparison.look()).toEqual([]);
      }
    }),
    { seed: SEED, numRuns: runs(250) },
  );
});
