import { expect, test } from 'vitest';
import { ARCHES } from '../arch/index.ts';
import { parse } from '../language/parse.ts';
import { canonical, debugFrame } from './debug.ts';
import { Machine } from './machine.ts';
import { createRun } from './run.ts';

const TEXT = `machines x86_64 arm
A mmap io 2 private rw remap_pfn_range mmio+0
A write io+1 "new"
`;

test('a frame reads as a person would say it (design: frames)', () => {
  const run = createRun(parse(TEXT));
  const steps = [...run.play()];
  const text = debugFrame(steps[1]!, run.snapshot({ step: 2, bead: 99 }));
  // Expected values: kernel reference R-IN-13 and R-FT-55, R-FT-60, R-FT-62.
  expect(text).toContain('step 2 A write io+1 "new"');
  expect(text).toMatch(/io\+0 -> mmio\+0 r- special young NULL/);
  expect(text).toMatch(/io\+1 -> anon#1 rw young dirty normal/);
  expect(text).toMatch(/anon#1 anon ref=1 map=1 exclusive "new"/);
});

test('the same statements lead to the same canonical text, others do not (property)', () => {
  const play = (text: string): string => {
    const program = parse(text);
    const machine = new Machine(ARCHES.arm, program);
    for (const step of program.steps) machine.play(step);
    return canonical(machine.cx.world);
  };
  expect(play(TEXT)).toBe(play(TEXT));
  expect(play(TEXT)).not.toBe(play(TEXT.replace('"new"', '"old"')));
  expect(JSON.parse(play(TEXT))).toHaveProperty('mms.A.vmas');
});
