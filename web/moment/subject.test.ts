import { expect, test } from 'vitest';
import { frameNameText } from '../../engine/facts.ts';
import { outcomeText } from '../../engine/say/index.ts';
import { parseSelection } from './selection.ts';
import { endOf } from '../stage/testing.ts';
import { entryFacts, frameFacts, vmaFacts } from './facts.ts';
import { findSubject, mappersOf, subjectOf } from './subject.ts';

const { machines, snapshot, step, bead } = endOf(
  'machines x86_64 arm\nA mmap io 4 private rw remap_pfn_range mmio+0\nA write io+1 "new"\nA fork B\n',
);
const find = (selection: string) => {
  const subject = subjectOf(parseSelection(selection), null, step, bead, snapshot);
  if (!subject) throw new Error('nothing there');
  return snapshot.machines.map((m) => findSubject(m, subject));
};

test('a selected entry is found on every machine', () => {
  const found = find('x86_64 B io+1');
  expect(found.map((f) => f.entry?.pfn)).toEqual([0x400, 0x400]);
  expect(found.map((f) => f.frame?.content)).toEqual(['new', 'new']);
  expect(found.map((f) => f.vma?.place)).toEqual([0, 1].map(() => ({ name: 'io', page: 0 })));
});

test('a selected frame is found, with all who map it', () => {
  const found = find('arm pfn 0x400');
  expect(found.map((f) => f.frame?.mapcount)).toEqual([2, 2]);
  const [machine] = snapshot.machines;
  expect(machine && mappersOf(machine, 0x400).map((m) => m.process)).toEqual(['A', 'B']);
});

test('without a selection, what changed is the subject', () => {
  const subject = subjectOf(null, null, step, 0, snapshot);
  expect(subject?.place?.name).toBe('io');
});

test('what differs by nature does not count as a difference', () => {
  const found = find('x86_64 A io+0');
  const facts = [
    ...entryFacts(
      found.map((f) => f.entry),
      machines,
    ),
    ...frameFacts(found.map((f) => f.frame)),
    ...vmaFacts(found.map((f) => f.vma)),
  ];
  const fact = (name: string) => facts.find((f) => f.name === name);
  expect(fact('special')?.values).toEqual(['yes', 'no such bit']);
  expect(new Set(fact('word')?.values).size).toBe(2);
  expect(facts.filter((f) => f.differs)).toEqual([]);
});

test('a page inside a huge entry has a frame of its own (origin: the outcome of reading it, R-V-19)', () => {
  const huge = endOf('machines x86_64 arm\nA mmap h 1024 shared rw vmf_insert_pfn_pmd driver+512\nA read h+5\n');
  const subject = subjectOf(parseSelection('x86_64 A h+5'), null, huge.step, huge.bead, huge.snapshot);
  const found = huge.snapshot.machines.map((m) => subject && findSubject(m, subject));
  expect(huge.step.outcomes.map((outcome) => outcome && outcomeText(outcome))).toEqual([
    'ok: "driver+517"',
    'ok: "driver+517"',
  ]);
  expect(found.map((f) => f?.entry?.frame && frameNameText(f.entry.frame))).toEqual(['driver+517', 'driver+517']);
  expect(found.map((f) => f?.entry?.pfn)).toEqual([0x205, 0x205]);
});
