import { expect, test } from 'vitest';
import { frameNameText } from '../facts.ts';
import { parse } from '../language/parse.ts';
import { MEMMAP } from '../mm/memmap.ts';
import { namedFrames } from './named.ts';
import { createRun } from './run.ts';

const named = (text: string): string[] => namedFrames(parse(text), MEMMAP).map((pfn) => pfn.toString(16));

test.each([
  ['A mmap m 2 private rw anon', []],
  ['A mmap io 3 shared rw remap_pfn_range mmio+1', ['9f001', '9f002', '9f003']],
  [
    'A mmap io 4 shared rw remap_pfn_range mmio+8 pages 2 then remap_pfn_range driver+0',
    ['9f008', '9f009', '100', '101'],
  ],
  ['A mmap io 4 shared rw vmf_insert_mixed driver+1,mmio+2', ['101', '9f002', '9f003', '9f004']],
  ['A mmap io 4 shared rw vmf_insert_pfn driver+62', ['13e', '13f']],
  ['A mmap io 4 shared rw vmf_insert_pfn zero', ['10']],
  ['A mmap m 1 private rw anon\nA mmap io 1 shared rw vmf_insert_pfn @m+0', []],
  ['kernel free driver+3\nkernel next_frame driver+3', ['103']],
])('%s names its frames', (text, frames) => {
  expect(named(`${text}\n`)).toEqual(frames);
});

test('a frame that was named is listed on every machine at every moment, with its kind', () => {
  const run = createRun(parse('A mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1\nA munmap io*\n'));
  const steps = [run.start, ...run.play()];
  for (const { step } of steps) {
    for (const { frames } of run.snapshot({ step, bead: 1e9 }).machines) {
      expect(frames.filter((f) => f.kind === 'mmio').map((f) => f.name && frameNameText(f.name))).toEqual([
        'mmio+0',
        'mmio+1',
      ]);
    }
  }
});
