// An answer that no kernel gave and no kernel function explains is never an errno. Origin: docs/language.md, Errors and
// outcomes; that Linux maps what lies beyond a shared mapping is in mm/memory.c (`remap_pfn_range()` does not look).
import { expect, test } from 'vitest';
import { parseText, playOn } from '../proof/play.ts';
import { outcomeText } from '../say/outcome.ts';
import type { MachineName } from '../types.ts';

test.each([
  [
    'A mmap s 2 shared rw remap_pfn_range mmio+0 pages 3',
    'model: remap_pfn_range past the end of its mapping (Linux allows it)',
  ],
  ['A mmap f 1 shared rw vmf_insert_mixed mmio+0,@m+1', 'model: nothing is mapped at m+1, so @m+1 is no frame'],
  ['A mmap d 1 shared rw devmem @m+1', 'model: nothing is mapped at m+1, so @m+1 is no frame'],
  ['kernel next_frame driver+3', 'model: driver+3 is not free, so it cannot come next'],
  [
    'A mmap p 2 private rw remap_pfn_range mmio+1023',
    'model: mmio+1023 is the last frame of its kind, and Linux would map what lies beyond it',
  ],
  [
    'A mmap d 2 shared rw devmem mmio+1023',
    'model: mmio+1023 is the last frame of its kind, and Linux would map what lies beyond it',
  ],
])('%s', (statement, outcome) => {
  const steps = [...playOn('arm', parseText(`A mmap m 2 private rw anon\nA write m\n${statement}\nA read m\n`))];
  const [, before, bounded, after] = steps.map(({ done }) => done);
  expect(outcomeText(bounded!.outcome)).toBe(outcome);
  expect(bounded!.world.mms['A']?.vmas).toEqual(before!.world.mms['A']?.vmas);
  expect(outcomeText(after!.outcome)).toBe('ok: "A"');
});

test('where a private mapping is not mapped as a whole, Linux answers before that', () => {
  const [{ done } = {}] = [...playOn('arm', parseText('A mmap p 2 private rw remap_pfn_range mmio+0 pages 3\n'))];
  expect(done && outcomeText(done.outcome)).toBe('EINVAL');
});

test('a huge page that Linux might make of ordinary memory', () => {
  const text = 'A mmap m 512 private rw anon\nA write m\nA madvise m* collapse\n';
  const outcomes = (machine: MachineName) =>
    [...playOn(machine, parseText(text))].map(({ done }) => outcomeText(done.outcome));
  expect(outcomes('x86_64').at(-1)).toBe('model: Linux might make a huge page of these pages, which this model cannot');
  // Without CONFIG_TRANSPARENT_HUGEPAGE madvise_behavior_valid() knows no such advice.
  expect(outcomes('arm').at(-1)).toBe('EINVAL');
});
