import { expect, test } from 'vitest';
import { madeUp } from '../arch/madeUp.fixture.ts';
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

test('a made-up architecture plays like any other that has the bit (property: what its words look like changes nothing)', () => {
  const lpae = specOf('arm_lpae');
  const text = `A mmap io 4 private rw remap_pfn_range mmio+0
A write io+1
A fork B
B write io+2
B pin io+1 fast as p
A mmap m 3 private rw anon
A read m
A write m+1
A fork C
C write m+1
A madvise m* dontneed
A mprotect io* none
A munmap io+3
`;
  const made = { ...lpae, name: 'arm_lpae@made_up', arch: { ...madeUp, hasThp: lpae.arch.hasThp } } as const;
  const steps = [...createRun(parse(text), [lpae, made]).play()];
  expect(steps.length).toBe(13);
  expect(steps.flatMap(({ differences }) => differences)).toEqual([]);
  for (const { outcomes } of steps) expect(outcomes[1]).toEqual(outcomes[0]);
});
