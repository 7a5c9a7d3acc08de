import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { createRun } from './run.ts';
import { specOf } from './spec.ts';

test('one architecture stands beside itself under two names (property: the same machine does the same)', () => {
  const { arch, linux } = specOf('arm');
  const program = parse('A mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1\nA fork B\nB read io+1\n');
  const run = createRun(program, [
    { name: 'arm', arch, linux },
    { name: 'arm@again', arch, linux },
  ]);
  const steps = [...run.play()];
  expect(steps.map(({ differences }) => differences)).toEqual(steps.map(() => []));
  for (const { step } of steps) {
    const again = run.record(step, 'arm@again');
    expect(again?.machine).toBe('arm@again');
    expect({ ...again, machine: 'arm' }).toEqual(run.record(step, 'arm'));
  }
  expect(run.machines.map(({ name }) => name)).toEqual(['arm', 'arm@again']);
  expect(run.snapshot({ step: 4, bead: 99 }).machines.map(({ name }) => name)).toEqual(['arm', 'arm@again']);
  expect(run.record(1, 'x86_64')).toBeNull();
});
