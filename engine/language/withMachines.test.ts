/** Other machines for a text. Properties: it parses to the same program on those machines, and every other line stays. */
import { expect, test } from 'vitest';
import { SCENARIOS } from '../scenario/all.ts';
import { parse } from './parse.ts';
import { withMachines } from './withMachines.ts';

const MACHINES = ['arm64_16k', 'ppc64', 's390x@nobit'] as const;

test.each(SCENARIOS.map(({ name, text }) => [name, text] as const))(
  '%s means the same on other machines',
  (_, text) => {
    const before = parse(text);
    const after = parse(withMachines(text, MACHINES));
    expect(after.machines).toEqual(MACHINES);
    expect(after.diagnostics).toEqual(before.diagnostics);
    expect(after.steps.map((step) => step.text)).toEqual(before.steps.map((step) => step.text));
    expect(after.title).toBe(before.title);
  },
);

test('every other line stays as it was written', () => {
  const text = '# mine\r\nfolioscope 1\r\n  machines   arm x86_64   # two\r\n\r\nA  mmap io 1\r\n';
  expect(withMachines(text, ['arm'])).toBe('# mine\r\nfolioscope 1\r\nmachines arm # two\r\n\r\nA  mmap io 1\r\n');
});

test('a line that is missing comes behind the other head lines, and a wrong one is replaced', () => {
  expect(withMachines('title x\n# note\n\nsay hello\n', ['arm'])).toBe('title x\nmachines arm\n# note\n\nsay hello\n');
  expect(withMachines('A read io', ['arm'])).toBe('machines arm\nA read io');
  expect(withMachines('', ['arm'])).toBe('machines arm\n');
  expect(withMachines('machines vax pdp11\nA read io', ['arm'])).toBe('machines arm\nA read io');
});
