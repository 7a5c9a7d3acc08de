/**
 * Two machines, one program: `arm` and `arm_lpae` differ in the special bit and in what needs it, so the first difference of
 * every random program must be one that the reference names (section 13.3). Origin: reference, as property.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { explain, REASONS, type Side } from '../kernel/explain.ts';
import { parseText, playStep, startOn, type Playing } from '../kernel/play.ts';
import { CHOICES, randomStatements } from '../kernel/randomProgram.ts';
import type { ArchName } from '../types.ts';
import { findDifferences, type Compared } from './differences.ts';
import type { Difference } from './frames.ts';
import { tracePages, traceVmas } from './traceLine.ts';

const SEED = 20261122;
const PROGRAMS = 1400;
const STATEMENTS = 18;

const numbers = fc.array(fc.array(fc.nat(0xffff), { minLength: CHOICES, maxLength: CHOICES }), {
  minLength: STATEMENTS,
  maxLength: STATEMENTS,
});

function compared({ cx, last }: Playing): Compared {
  return {
    step: last,
    world: last.world,
    pages: tracePages(last.world, cx.arch, cx.rules, cx, last.names),
    vmas: traceVmas(last.world, cx, last.names),
    inside: () => null,
  };
}

let statements = 0;
const reasons = new Map<string, number>();
const count = (reason: string): unknown => reasons.set(reason, (reasons.get(reason) ?? 0) + 1);

/** The first difference of a program without a reason, or null. */
function unexplained(text: string, machines: readonly [ArchName, ArchName]): string | null {
  const program = parseText(text);
  const [S, N] = machines.map((machine) => startOn(machine, program)) as [Playing, Playing];
  for (const step of program.steps) {
    const before: [Side['before'], Side['before']] = [S.last, N.last];
    if (playStep(S, step) === null || playStep(N, step) === null) break;
    statements += 2;
    const differences: Difference[] = findDifferences([compared(S), compared(N)]);
    if (differences.length === 0) continue;
    const side = (p: Playing, at: 0 | 1): Side => ({ cx: p.cx, before: before[at], step: p.last });
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

describe('the first difference is one that the reference names (origin: reference 13.3)', () => {
  test.each([
    ['without kernel statements', false],
    ['with kernel statements', true],
  ])('arm_lpae and arm, %s', (_, kernel) => {
    fc.assert(
      fc.property(numbers, (choices) => {
        const text = randomStatements(choices, { kernel, wildPages: kernel }).join('\n');
        const why = unexplained(text, ['arm_lpae', 'arm']);
        expect(why === null ? '' : `${text}\n${why}`).toBe('');
      }),
      { seed: SEED, numRuns: PROGRAMS / 2 },
    );
  });

  test('each of the disagreements that the list names is met', () => {
    expect(REASONS.map(({ name }) => name).filter((name) => !reasons.has(name))).toEqual([]);
  });
});

test('arm and its control differ in nothing but huge-page advice and tables (origin: traces README)', () => {
  fc.assert(
    fc.property(numbers, (choices) => {
      const text = randomStatements(choices, { kernel: true }).filter((line) => !/hugepage|collapse/.test(line));
      const program = parseText(text.join('\n'));
      const [a, b] = (['arm', 'arm_lpae_nobit'] as const).map((machine) => startOn(machine, program)) as [
        Playing,
        Playing,
      ];
      for (const step of program.steps) {
        if (playStep(a, step) === null || playStep(b, step) === null) return;
        statements += 2;
        expect(findDifferences([compared(a), compared(b)])).toEqual([]);
      }
    }),
    { seed: SEED, numRuns: 250 },
  );
});
