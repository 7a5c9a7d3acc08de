/** What counts as a difference. Origin of the expected values: the design, and the reference where a D-* is named. */
import { logText } from '../say/log.ts';
import { describe, expect, test } from 'vitest';
import { parseText } from '../proof/play.ts';
import { createRun } from './run.ts';
import { placeText, type Difference } from '../facts.ts';
import { frameText } from '../say/frame.ts';
import { outcomeText } from '../say/outcome.ts';

const after = (text: string): readonly Difference[] => [...createRun(parseText(text)).play()].at(-1)!.differences;

function written(d: Difference): string {
  const told = (values: readonly string[]): string => values.join(' / ');
  switch (d.kind) {
    case 'outcome':
      return `outcome ${told(d.values.map((outcome) => outcomeText(outcome)))}`;
    case 'log':
      return `log ${told(d.values.map((lines) => lines.map(logText).join('; ') || 'nothing'))}`;
    case 'rss':
      return `rss ${d.process} ${d.counter} ${told(d.values.map((n) => String(n ?? 'no process')))}`;
    case 'vma':
      return `vma ${d.process} ${placeText(d.place)} ${told(d.values.map((vma) => vma?.flags.join(' ') ?? 'none'))}`;
    case 'entry': {
      const values = d.field === 'frame' ? d.values.map(frameText) : d.values.map(String);
      return `entry ${d.process} ${placeText(d.place)} ${d.field} ${told(values)}`;
    }
  }
}
const fields = (text: string): string[] => after(text).map(written);

describe('no difference', () => {
  test.each([
    [
      'the special bit, words, depth and levels',
      'machines x86_64 arm arm_lpae\nA mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1',
    ],
    ['VM_PAT', 'machines x86_64 arm\nA mmap io 2 shared rw remap_pfn_range mmio+0'],
    ['young and dirty', 'machines x86_64 arm\nA mmap m 1 private rw anon\nA write m+0\nA fork B\nA read m+0'],
    [
      'the path and the number of faults',
      'machines x86_64 arm\nA mmap f 1 shared rw file notes+0\nA read f+0\nA write f+0',
    ],
    ['one machine', 'machines arm\nA mmap x 1 shared rw vmf_insert_mixed driver+5\nA read x+0'],
  ])('%s', (_, text) => {
    expect(fields(text)).toEqual([]);
  });
});

test('a page inside a huge entry is compared with the small entry there', () => {
  const text = 'machines x86_64 arm\nA mmap hg 512 shared rw vmf_insert_pfn_pmd driver+512\nA write hg+5';
  // The huge entry is at its first page, where arm has nothing; at page 5 both map driver+517.
  expect(fields(text)).toEqual(['entry A hg+0 present true / false']);
});

test('D-4: counted on one machine, raw on the other (reference)', () => {
  expect(fields('machines x86_64 arm\nA mmap x 1 shared rw vmf_insert_mixed driver+5\nA read x+0')).toEqual([
    'rss A file 0 / 1',
    'entry A x+0 normal false / true',
    'entry A x+0 refcount 1 / 2',
    'entry A x+0 mapcount 0 / 1',
  ]);
});

test('a difference disappears with its cause', () => {
  const text = 'machines x86_64 arm\nA mmap x 2 shared rw vmf_insert_mixed driver+5\nA read x+0\nA read x+1';
  expect(after(text).length).toBeGreaterThan(4);
  expect(after(`${text}\nA munmap x+0`).filter((d) => d.kind === 'entry' && d.place.page === 0)).toEqual([]);
  expect(fields(`${text}\nA munmap x*`)).toEqual([]);
});

test('a frame whose counters change far from a place is compared there too', () => {
  const text = `machines x86_64 arm
A mmap io 1 shared rw remap_pfn_range driver+5
A mmap x 1 shared rw vmf_insert_mixed driver+5
A read x+0`;
  expect(fields(text)).toContain('entry A io+0 refcount 1 / 2');
});

test('outcome, log and VMA flags', () => {
  expect(
    fields('machines x86_64 arm\nA mmap io 1 private rw remap_pfn_range mmio+0\nA madvise io+0 nohugepage'),
  ).toEqual(['outcome ok / EINVAL', expect.stringMatching(/^vma A io\+0 .*NOHUGEPAGE.* \/ /)]);
  expect(
    fields(`machines x86_64 arm
A mmap io 1 private rw remap_pfn_range driver+8
kernel free driver+8
kernel next_frame driver+8
A write io+0
A exit`),
  ).toContain('log nothing / bad rss-counter MM_ANONPAGES 1');
});

test('a process that only one machine has', () => {
  const text = 'machines x86_64 arm\nA mmap io 1 private rw remap_pfn_range mmio+0\nA write io+0\nA fork B';
  expect(fields(text)).toEqual(
    expect.arrayContaining(['outcome ENOMEM / ok', 'rss B anon no process / 1', 'entry B io+0 present false / true']),
  );
});

test('places are sorted by process and address', () => {
  const text = `machines x86_64 arm
A mmap x 4 shared rw vmf_insert_mixed driver+5
A fork B
B read x+3
A read x+2
A read x+0
B read x+1`;
  const places = after(text).flatMap((d) => (d.kind === 'entry' ? [`${d.process} ${placeText(d.place)}`] : []));
  expect([...new Set(places)]).toEqual(['A x+0', 'A x+2', 'B x+1', 'B x+3']);
});
