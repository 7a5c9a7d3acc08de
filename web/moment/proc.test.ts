import { expect, test } from 'vitest';
import { createRun, type Run } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { goneFrom, living, processOf, procPlaces, statusFacts, viewsOf } from './proc.ts';

const NAMES = ['x86-64', 'arm'];

function played(text: string): { run: Run; last: number } {
  const run = createRun(parse(text));
  let last = 0;
  for (const { step } of run.play()) last = step;
  return { run, last };
}
const row = (facts: readonly { name: string; values: readonly unknown[]; differs: boolean }[], name: string) =>
  facts.find((f) => f.name === name);

test('a copied page in a private PFN mapping: smaps and status count it, pagemap and mincore miss it (R-WK-10, R-WK-12, R-WK-13, R-WK-16)', () => {
  const { run, last } = played('A mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1\n');
  const views = viewsOf(run.proc({ step: last, bead: 99 }), 'A');
  expect(row(statusFacts(views), 'anon')).toMatchObject({ values: ['1', '1'], differs: false });
  const [io] = procPlaces(views, NAMES);
  expect(row(io?.prints ?? [], 'smaps Rss')?.values).toEqual(['4 kB', '4 kB']);
  expect(row(io?.prints ?? [], 'smaps Anonymous')?.values).toEqual(['4 kB', '4 kB']);
  expect(row(io?.prints ?? [], 'smaps Shared_Clean')).toBeUndefined();
  expect(row(io?.prints ?? [], 'pagemap')?.values).toEqual(['- ×2', '- ×2']);
  expect(row(io?.truths ?? [], 'populated')?.values).toEqual(['2', '2']);
  expect(io?.missed).toEqual([
    { text: 'pagemap shows 0 of 2 mapped pages.', names: [] },
    { text: 'mincore reports 2 of 2 mapped pages as not in memory.', names: [] },
  ]);
  // R-WK-36: the offset column is the physical address.
  expect(io?.maps).toEqual([{ text: '20000000-20002000 rw-p 9f000000 device io', names: [] }]);
});

test('a raw frame of RAM in a mixed mapping counts only where there is no bit (R-WK-40)', () => {
  const { run, last } = played('A mmap m 1 private rw vmf_insert_mixed driver+8\nA read m\n');
  const [m] = procPlaces(viewsOf(run.proc({ step: last, bead: 99 }), 'A'), NAMES);
  expect(row(m?.prints ?? [], 'smaps Rss')).toMatchObject({ values: ['0 kB', '4 kB'], differs: true });
});

test('a process that one machine does not have leaves its place empty', () => {
  expect(
    viewsOf([[{ process: 'A', status: { anon: 1, file: 0, shmem: 0 }, vmas: [] }], []], 'A').map((v) => v !== null),
  ).toEqual([true, false]);
  expect(statusFacts([null, null])[0]?.values).toEqual([null, null]);
});

test('the process is that of the subject, else one that maps the frame, else the first', () => {
  const { run, last } = played('A mmap a 1 private rw anon\nA write a\nA fork B\nB write a\n');
  const snapshot = run.snapshot({ step: last, bead: 99 });
  const pfn = snapshot.machines[0]?.processes.find((p) => p.name === 'B')?.vmas[0]?.entries[0]?.pfn ?? 0;
  expect(processOf({ process: 'B', place: { name: 'a', page: 0 }, pfn: null }, snapshot)).toBe('B');
  expect(processOf({ process: null, place: null, pfn }, snapshot)).toBe('B');
  expect(processOf(null, snapshot)).toBe('A');
});

test('a process that has exited gives way to one that lives', () => {
  const { run, last } = played('A mmap a 1 private rw anon\nA write a\nA fork B\nB exit\n');
  const before = run.snapshot({ step: last - 1, bead: 99 });
  const after = run.snapshot({ step: last, bead: 99 });
  expect([living(before), living(after)]).toEqual([['A', 'B'], ['A']]);
  expect(processOf({ process: 'B', place: { name: 'a', page: 0 }, pfn: null }, after)).toBe('A');
  expect(goneFrom('B', after, NAMES)).toEqual(NAMES);
  expect(goneFrom('A', after, NAMES)).toEqual([]);
});
