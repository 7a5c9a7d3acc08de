import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { momentText } from './moment.ts';

const TEXT = `machines x86_64 arm
A mmap io 2 private rw remap_pfn_range mmio+0
A write io+1 "new"
`;

test('a frame reads as a person would say it (design: frames)', () => {
  const run = createRun(parse(TEXT));
  const steps = [...run.play()];
  const text = momentText(steps[1]!, run.snapshot({ step: 2, bead: 99 }));
  // Expected values: kernel reference R-IN-13 and R-FT-55, R-FT-60, R-FT-62.
  expect(text).toContain('step 2 A write io+1 "new"');
  expect(text).toMatch(/io\+0 -> mmio\+0 r- special young NULL/);
  expect(text).toMatch(/io\+1 -> anon#1 rw young dirty normal/);
  expect(text).toMatch(/anon#1 anon ref=1 map=1 exclusive "new"/);
});
