/**
 * Machines that agree in every fact do the same, and where others part, a fact in which they differ is the reason. Origin: the
 * facts of the architecture files, and the rules of the reference, as properties.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { archOf } from '../arch/index.ts';
import { madeUp } from '../arch/madeUp.fixture.ts';
import { LINUX } from '../linux/linux.ts';
import { Machine } from '../run/machine.ts';
import type { MachineSpec } from '../run/spec.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { MACHINE_NAMES } from '../types.ts';
import { apart, classOf, reasonsFor, shownBy, type Shown, type Side } from './coSimulation.ts';
import { LONG, seed } from './effort.ts';
import { parseText } from './play.ts';
import { CHOICES, randomStatements } from './randomProgram.ts';

const SEED = seed(20261130);
const STATEMENTS = 18;

const specs: readonly MachineSpec[] = [
  // The older name of a control is the same architecture.
  ...MACHINE_NAMES.filter((name) => name !== 'arm_lpae_nobit').map((name) => ({
    name,
    arch: archOf(name),
    linux: LINUX,
  })),
  { name: 'x86_64@made_up', arch: madeUp, linux: LINUX },
];

function byClass(machines: readonly MachineSpec[]): readonly (readonly MachineSpec[])[] {
  const classes = new Map<string, MachineSpec[]>();
  for (const spec of machines) {
    const key = classOf(spec.arch);
    classes.set(key, [...(classes.get(key) ?? []), spec]);
  }
  return [...classes.values()];
}
const CLASSES = byClass(specs);

interface Played {
  readonly spec: MachineSpec;
  readonly shown: readonly Shown[];
  readonly sides: readonly Side[];
}

function play(spec: MachineSpec, text: string): Played {
  const program = parseText(text);
  const machine = new Machine(spec, program);
  const [shown, sides]: [Shown[], Side[]] = [[], []];
  for (const step of program.steps) {
    const before = machine.last;
    if (machine.play(step) === null) break;
    shown.push(shownBy(machine));
    sides.push({ cx: machine.cx, before, step: machine.last });
  }
  return { spec, shown, sides };
}

let statements = 0;
const partings = new Map<string, number>();

/** Differences that must not be, or that no fact explains. */
function wrong(text: string, classes = CLASSES): string[] {
  const { steps } = parseText(text);
  const bad: string[] = [];
  const firsts = classes.map(([first, ...others]) => {
    const played = play(first!, text);
    statements += played.shown.length;
    for (const other of others) {
      const { shown } = play(other, text);
      statements += shown.length;
      const at = steps.findIndex((_, i) => {
        const [a, b] = [played.shown[i], shown[i]];
        return a?.text !== b?.text || a?.inside !== b?.inside;
      });
      if (at < 0) continue;
      const [a, b] = [played.shown[at]!, shown[at]!];
      const how = [...apart(a, b).map((d) => d.text), `${a.inside} / ${b.inside}`].slice(0, 3).join('\n');
      bad.push(`${first!.name} and ${other.name} agree in all facts, but after ${steps[at]!.text}\n${how}`);
    }
    return played;
  });
  for (const [i, a] of firsts.entries()) {
    for (const b of firsts.slice(i + 1)) {
      const at = steps.findIndex((_, k) => a.shown[k]?.text !== b.shown[k]?.text);
      // A machine that has stopped shows nothing more, and it parted when it stopped.
      if (at < 0 || a.shown[at] === undefined || b.shown[at] === undefined) continue;
      const differences = apart(a.shown[at], b.shown[at]);
      const told = reasonsFor({ statement: steps[at]!.statement, sides: [a.sides[at]!, b.sides[at]!], differences });
      for (const { difference, reasons } of told) {
        if (reasons.length === 0)
          bad.push(`${a.spec.name} and ${b.spec.name} after ${steps[at]!.text}\n${difference.text}`);
        for (const reason of reasons) partings.set(reason, (partings.get(reason) ?? 0) + 1);
      }
    }
  }
  return bad;
}

afterAll(() => {
  const told = [...partings].sort((a, b) => b[1] - a[1]).map(([reason, n]) => `  ${n}: ${reason}`);
  console.log(
    [
      `${specs.length} machines in ${CLASSES.length} classes, ${statements} statements, seed ${SEED}; first differences by reason:`,
      ...told,
    ].join('\n'),
  );
});

test.each(SCENARIOS.map(({ name, text }) => [name, text] as const))('%s on every machine', (_, text) => {
  expect(wrong(text).slice(0, 5).join('\n')).toBe('');
});

const numbers = fc.array(fc.array(fc.nat(0xffff), { minLength: CHOICES, maxLength: CHOICES }), {
  minLength: STATEMENTS,
  maxLength: STATEMENTS,
});

const PROGRAMS = LONG ? 100 : 3;
const rounds = Array.from({ length: LONG ? 10 : 1 }, (_, round) => round + 1);

describe.each([
  ['without kernel statements', false],
  ['with kernel statements', true],
])('random programs on every machine, %s', (_, kernel) => {
  test.each(rounds)('round %i', (round) => {
    fc.assert(
      fc.property(numbers, (choices) => {
        const text = randomStatements(choices, { kernel, zeroPages: kernel }).join('\n');
        const bad = wrong(text);
        expect(bad.length === 0 ? '' : `${text}\n${bad.slice(0, 5).join('\n')}`).toBe('');
      }),
      // A program plays on every machine, so shrinking one that fails would take minutes.
      { seed: SEED + round, numRuns: PROGRAMS, endOnFailure: true },
    );
  });
});

test('what no fact of an architecture explains is noticed (property: another kernel under the same architecture)', () => {
  const spec = { name: 'arm' as const, arch: archOf('arm'), linux: LINUX };
  const other = { ...LINUX, vmNormalPageTable: { ...LINUX.vmNormalPageTable, first: 'raw_special' } };
  const text = 'A mmap m 1 private rw anon\nA write m';
  expect(wrong(text, [[spec, spec]])).toEqual([]);
  expect(wrong(text, [[spec, { ...spec, linux: other }]])).toEqual([expect.stringContaining('agree in all facts')]);
  // Nor does a fact explain what it cannot cause: PAT does not make a page normal.
  const pat = { ...spec, arch: { ...spec.arch, hasPat: true }, linux: other };
  expect(wrong(text, [[spec], [pat]]).join()).toMatch(/entry A m\+0 normal: true \/ false/);
});
