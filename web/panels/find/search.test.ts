import { describe, expect, test } from 'vitest';
import { endOf } from '../../stage/testing.ts';
import { search } from './search.ts';

const { machines, snapshot } = endOf(`A mmap io 4 private rw remap_pfn_range mmio+0
A mmap heap 4096 private rw anon
A write heap+3000
A write io+1
A fork B
`);
const names = (query: string): string[] => search(query, machines, snapshot).hits.map(({ name }) => name);
const said = (query: string): string => search(query, machines, snapshot).nothing;
const first = (query: string) => search(query, machines, snapshot).hits[0];

describe('is found', () => {
  test('an address, in every process that maps it', () => {
    expect(names('0x20001000')).toEqual(['io+1 of A', 'io+1 of B']);
    expect(names('0x20001fff')).toEqual(names('0x20001000'));
    expect(first('0x20001000')?.text).toMatch(/^io\+1 of A: read-only/);
  });
  test('a frame, by its number, with or without a word before it', () => {
    const pfn = snapshot.machines[0]?.frames.find((f) => f.kind === 'anon')?.pfn ?? 0;
    for (const query of [`pfn 0x${pfn.toString(16)}`, `pfn ${pfn}`, `0x${pfn.toString(16)}`]) {
      expect(first(query)).toMatchObject({ selection: `x86_64 pfn 0x${pfn.toString(16)}`, page: null });
    }
  });
  test('a frame, by its name', () => {
    expect(names('mmio+2')).toHaveLength(1);
    expect(first('mmio+2')?.text).toContain('device memory');
    expect(names('anon#1')).toHaveLength(1);
  });
  test('a place, mapped or not, and of one process', () => {
    expect(names('heap+3000')).toEqual(['heap+3000 of A', 'heap+3000 of B']);
    expect(names('B:heap+3000')).toEqual(['heap+3000 of B']);
    expect(names('heap+3000 of B')).toEqual(['heap+3000 of B']);
    expect(first('heap+7')).toMatchObject({ text: 'heap+7 of A: not mapped.', page: { range: 'heap', page: 7 } });
  });
  test('a mapping, at its first populated page, and by the beginning of its name', () => {
    expect(first('heap')).toMatchObject({ selection: 'x86_64 A heap+3000', page: { range: 'heap', page: 3000 } });
    expect(names('he')).toEqual(names('heap'));
  });
  test('a process, by its tables', () => {
    expect(names('B')).toEqual(['Process B']);
    expect(names('process A')).toEqual(['Process A']);
  });
});

describe('reports what is missing', () => {
  test.each([
    ['', 'Try an address'],
    ['0x10', 'neither a mapped address'],
    ['pfn 0x77777', 'No frame 0x77777'],
    ['C', 'no process C'],
    ['heap+5000', 'heap+0 to +4095'],
    ['C:heap+1', 'Process C has no mapping heap'],
    ['nonsense', 'Nothing here is called "nonsense"'],
    ['<b>', 'Nothing here is called "<b>"'],
  ])('%s', (query, sentence) => expect(said(query)).toContain(sentence));
});

test('a long list is cut, and says so', () => {
  const found = search('m', machines, snapshot);
  expect(found.hits.length + found.more).toBeGreaterThan(0);
  const many = endOf('A mmap m 64 private rw anon\nA madvise m* populate_write\n');
  const cut = search('anon', many.machines, many.snapshot);
  expect(cut.hits).toHaveLength(12);
  expect(cut.more).toBe(52);
});
