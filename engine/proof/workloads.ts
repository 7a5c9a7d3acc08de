/** Texts for benchmarks: after the first few, every statement faults. */
import { MAX_PAGES, MAX_STATEMENTS } from '../language/limits.ts';

const head = (machines: readonly string[]): string => `machines ${machines.join(' ')}`;
const times = (count: number, line: (i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i));

export const copies = (statements: number, machines: readonly string[]): string =>
  [
    head(machines),
    ...times(Math.ceil(statements / 1000), (i) => `A mmap io${i} 1000 private rw remap_pfn_range mmio+0`),
    ...times(statements, (i) => `A write io${Math.floor(i / 1000)}+${i % 1000}`),
  ].join('\n');

export const anonymous = (statements: number, machines: readonly string[]): string =>
  [head(machines), 'A mmap m 2000 private rw anon', ...times(statements, (i) => `A write m+${i}`)].join('\n');

/** Forks, copies and exits over a few pages: the state stays small. */
export const forks = (statements: number, machines: readonly string[]): string =>
  [
    head(machines),
    'A mmap io 4 private rw remap_pfn_range mmio+0',
    'A mmap m 4 private rw anon',
    'A fork B',
    ...times(statements - 1, (i) => `${i % 2 === 0 ? 'A' : 'B'} write ${i % 3 === 0 ? 'io+1' : `m+${i % 4}`} "${i}"`),
  ].join('\n');

export const limits = (machines: readonly string[]): string =>
  [
    head(machines),
    `A mmap sh ${MAX_PAGES} shared rw vmf_insert_pfn_pmd mmio+0`,
    `A mmap m ${MAX_PAGES} private rw anon`,
    'A madvise m* populate_write',
    'A fork B',
    ...times(MAX_STATEMENTS - 4, (i) => `${i % 2 === 0 ? 'A' : 'B'} write m+${(i * 7) % MAX_PAGES}`),
  ].join('\n');

export const allFrames = (machines: readonly string[]): string =>
  [
    head(machines),
    ...times(16, (i) => `A mmap m${i} ${MAX_PAGES} private rw anon`),
    ...times(16, (i) => `A madvise m${i}* populate_write`),
  ].join('\n');

export const tenThousand = (): string =>
  [
    head(['x86_64', 'arm']),
    `A mmap io ${MAX_PAGES} private rw vmf_insert_pfn_pmd mmio+0`,
    'A mmap dev 1024 private rw remap_pfn_range mmio+0',
    `A mmap m ${MAX_PAGES} private rw anon`,
    'A madvise m* populate_write',
    'A mmap n 2440 shared rw anon',
    'A madvise n* populate_write',
    'A fork B',
    ...times(24, (i) => `${i % 2 === 0 ? 'A' : 'B'} write ${['m', 'dev', 'n'][i % 3]!}+${(i * 41) % 1000}`),
    'A mprotect m+1000..1100 r',
    'B munmap m+2000..2100',
    'A madvise m+3000..3100 dontneed',
  ].join('\n');
