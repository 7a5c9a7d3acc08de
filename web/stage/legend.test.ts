import { expect, test } from 'vitest';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { LEGEND, legendOf, type LegendId } from './legend.ts';
import { marksOf } from './marks.ts';
import { endOf, momentsOf, type Moment } from './testing.ts';

function legendAt({ machines, snapshot, step, bead }: Moment, selection: string | null = null): LegendId[] {
  const marks = machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, selection));
  return legendOf(machines, snapshot, marks);
}

test('only what is on the stage is explained', () => {
  expect(legendAt(endOf('A mmap m 2 private rw anon\nA write m\nA status\n'))).toEqual([
    ...['anon', 'table', 'young', 'dirty', 'mapped', 'exclusive', 'vma'],
  ]);
});

test('a private raw mapping brings the linear rule, a mixed one pfn_valid', () => {
  const raw = legendAt(endOf('A mmap io 2 private rw remap_pfn_range mmio+0\nA write io\n'));
  expect(raw).toEqual(expect.arrayContaining(['raw', 'mmio', 'predicted', 'rail', 'special', 'rawVma']));
  expect(raw).not.toContain('valid');
  const mixed = legendAt(endOf('A mmap x 2 shared rw vmf_insert_mixed driver+0,mmio+0\nA read x\n'));
  expect(mixed).toEqual(expect.arrayContaining(['valid', 'invalid', 'different']));
  expect(mixed).not.toContain('predicted');
});

test('the scenarios together use every mark that a scenario can produce', () => {
  const used = new Set(SCENARIOS.flatMap(({ text }) => momentsOf(text).flatMap((m) => legendAt(m))));
  const unused = (Object.keys(LEGEND) as LegendId[]).filter((id) => !used.has(id) && !id.startsWith('strip'));
  // No built-in scenario reports a bad page map.
  expect(unused).toEqual(['bad', 'selected']);
  expect(legendAt(endOf('A mmap m 1 private rw anon\nA write m\n'), 'x86_64 A m+0')).toContain('selected');
});

test('the marks of a strip are explained where there is one', () => {
  const { machines, snapshot, step, bead } = endOf('A mmap m 600 private rw anon\nA write m\n');
  const marks = machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, null));
  const ids = legendOf(machines, snapshot, marks, true).filter((id) => id.startsWith('strip'));
  expect(ids).toEqual(['stripOpen', 'stripWritable', 'stripChanged']);
});
