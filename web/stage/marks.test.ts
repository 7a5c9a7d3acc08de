import { expect, test } from 'vitest';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { focusOf, marksOf } from './marks.ts';
import { endOf, momentsOf } from './testing.ts';

const COLLISION = SCENARIOS.find((s) => s.name === 'collision')?.text ?? '';

test('at the end of a statement, everything that it changed stands out', () => {
  const { machines, snapshot, step, bead } = endOf('A mmap m 2 private rw anon\nA write m+1\nA fork B\n');
  const marks = marksOf(0, machines, snapshot, step, bead, null);
  expect([...marks.changedEntries.keys()].sort()).toEqual(['A:m+1', 'B:m+1']);
  expect([...marks.changedFrames]).toEqual([0x400]);
  // New tables of B are not data.
  expect(marks.changedTables.size).toBe(4);
});

test('machines that agree differ in nothing', () => {
  const { machines, snapshot, step, bead } = endOf('A mmap m 2 private rw anon\nA write m+1\n');
  const marks = marksOf(0, machines, snapshot, step, bead, null);
  expect(marks.differentEntries.size + marks.differentFrames.size + marks.differentRss.size).toBe(0);
});

test('a difference is marked on both machines as soon as it exists', () => {
  const moments = momentsOf(COLLISION).filter((m) => m.step.step === 5);
  const different = moments.map(({ machines, snapshot, step, bead }) =>
    [0, 1].map((i) => marksOf(i, machines, snapshot, step, bead, null).differentEntries.has('A:io+1')),
  );
  expect(different[0]).toEqual([false, false]);
  expect(different.at(-1)).toEqual([true, true]);
});

test('what stands out anywhere is not folded away', () => {
  const { machines, snapshot, step, bead } = endOf(COLLISION, 5);
  const marks = [0, 1].map((i) => marksOf(i, machines, snapshot, step, bead, 'x86_64 pfn 0x10'));
  const focus = focusOf(marks);
  expect(focus.entries.has('A:io+1')).toBe(true);
  expect(focus.frames.has(0x10)).toBe(true);
  expect(marks.map((m) => m.here)).toEqual([true, false]);
});

test('a selected page table means the table that does the same on the other machine', () => {
  const { machines, snapshot, step, bead } = endOf('A mmap m 2 private rw anon\nA write m+1\nA fork B\n');
  const tableOf = (machine: number, name: string) => {
    const b = snapshot.machines[machine]?.processes.find((p) => p.name === 'B');
    return b?.tables.find((t) => machines[machine]?.levels[t.level]?.name === name)?.pfn ?? -1;
  };
  const selectedBy = (name: string) =>
    [0, 1].map(
      (i) => marksOf(i, machines, snapshot, step, bead, `x86_64 pfn 0x${tableOf(0, name).toString(16)}`).selected,
    );
  expect(selectedBy('PT')).toEqual([0, 1].map((i) => `pfn:0x${tableOf(i, 'PT').toString(16)}`));
  // The other machine has no such level, whatever its frame of that number holds.
  expect(selectedBy('PUD')).toEqual([`pfn:0x${tableOf(0, 'PUD').toString(16)}`, null]);
});
