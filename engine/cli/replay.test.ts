import { describe, expect, test } from 'vitest';
import { compareTrace } from './replay.ts';
import { readRecorded } from './traceFolder.ts';

const hand = readRecorded().sets.find(({ name }) => name === 'hand');
const recorded = hand!.traces.get('arm')!.get('fork-anon-child-first')!;
const last = recorded.length - 1;
const change = (index: number, change: object) =>
  recorded.map((line, i) => (i === index ? { ...line, ...change } : line));

describe('compareTrace', () => {
  test('a trace agrees with itself, whatever the order of its pages', () => {
    const reversed = recorded.map((line) => ({ ...line, pages: [...line.pages].reverse() }));
    expect(compareTrace(recorded, reversed)).toEqual({ agreed: last + 1, total: last + 1, differences: [] });
  });

  const [page] = recorded[last]!.pages;
  const where = `${page!.process} ${page!.place}`;
  test.each([
    ['an outcome', { outcome: 'EFAULT' }, 'outcome', recorded[last]!.outcome, 'EFAULT'],
    ['the log', { log: ['bad page map'] }, 'log', '[]', '["bad page map"]'],
    [
      'a field of a page',
      { pages: [{ ...page!, refcount: 7 }, ...recorded[last]!.pages.slice(1)] },
      `pages ${where} refcount`,
      String(page!.refcount),
      '7',
    ],
    ['a page', { pages: recorded[last]!.pages.slice(1) }, `pages ${where}`, JSON.stringify(page), 'none'],
    ['a VMA', { vmas: recorded[last]!.vmas.slice(1) }, 'vmas A m+0', JSON.stringify(recorded[last]!.vmas[0]), 'none'],
    [
      'a counter',
      { rss: { ...recorded[last]!.rss, A: { file: 9, anon: recorded[last]!.rss['A']!.anon, shmem: 0 } } },
      'rss A file',
      '0',
      '9',
    ],
  ])('%s that differs is reported with both sides', (_, difference, field, kernel, ours) => {
    const { agreed, total, differences } = compareTrace(recorded, change(last, difference));
    expect([agreed, total]).toEqual([last, last + 1]);
    expect(differences).toMatchObject([{ step: last + 1, fields: [{ field, recorded: kernel, ours }] }]);
  });

  test('each statement that differs is one difference, in order', () => {
    const both = change(1, { outcome: 'EIO' }).map((line, i) => (i === 2 ? { ...line, outcome: 'EIO' } : line));
    const { agreed, differences } = compareTrace(recorded, both);
    expect(agreed).toBe(last - 1);
    expect(differences.map(({ step }) => step)).toEqual([2, 3]);
  });

  test('a statement that one side does not have differs', () => {
    expect(compareTrace(recorded, recorded.slice(0, -1)).differences).toMatchObject([{ fields: [{ ours: 'none' }] }]);
    expect(compareTrace(recorded.slice(0, -1), recorded).differences).toMatchObject([
      { fields: [{ recorded: 'none' }] },
    ]);
  });

  test('path is not compared: kernels do not report it', () => {
    expect(compareTrace(recorded, change(0, { path: ['handle_mm_fault'] })).differences).toEqual([]);
  });
});
