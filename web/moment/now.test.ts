import { expect, test } from 'vitest';
import type { Step } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { commonFlips, firstFlips, flipLists, NOW, nowGroup, sameAnswers, stillTrue, targetOf } from './now.ts';

const text = SCENARIOS.find(({ name }) => name === 'collision')?.text ?? '';
const run = createRun(parse(text));
const steps: Step[] = [run.start, ...run.play()];
const write = steps[5]!;
const end = write.beads.length - 1;
const after = run.snapshot({ step: 5, bead: end });

test('at the end of a statement it asks about the changed entry, within it about none (design: Why)', () => {
  expect(targetOf(null, write, end, after)).toEqual({ process: 'A', place: { name: 'io', page: 1 } });
  expect(targetOf(null, write, 0, after)).toBeNull();
});

test('it asks about the selection at any time', () => {
  const selected = { kind: 'entry', machine: 'x86_64', process: 'A', place: { name: 'io', page: 0 } } as const;
  expect(targetOf(selected, write, 0, after)).toEqual({ process: 'A', place: { name: 'io', page: 0 } });
});

test('for a selected frame it asks about an entry that maps it, or as if nothing were selected', () => {
  // The mapping begins at frame 0x108; 0x109 is the copy of its page 1 (D-1).
  const frame = { kind: 'frame', machine: 'arm', pfn: 0x109 } as const;
  expect(targetOf(frame, write, 0, after)).toEqual({ process: 'A', place: { name: 'io', page: 1 } });
  expect(targetOf({ ...frame, pfn: 1 }, write, end, after)).toEqual({ process: 'A', place: { name: 'io', page: 1 } });
  expect(targetOf({ ...frame, pfn: 1 }, write, 0, after)).toBeNull();
});

test('after the collision the machines answer differently, and each says what would flip it (D-1)', () => {
  const target = { process: 'A', place: { name: 'io', page: 1 } };
  const answers = run.askEntry({ step: 5, bead: 99 }, 'A', { name: 'io', page: 1 });
  const group = nowGroup(target, answers);
  expect(group).toMatchObject({ key: NOW, table: 'vm_normal_page', ...target });
  // R-NP-2 with the bit, R-NP-11 without it.
  expect(group?.decisions.map((d) => d?.verdict)).toEqual(['page', 'raw_linear']);
  const [x86, arm] = flipLists(answers);
  expect(x86?.flips[0]?.change).toEqual({ what: 'special', set: true });
  expect(arm?.flips[0]?.change).toMatchObject({ what: 'frame', frame: 'page' });
});

test('where nothing is mapped there is nothing to explain', () => {
  const answers = run.askEntry({ step: 0, bead: 0 }, 'A', { name: 'io', page: 1 });
  expect(nowGroup({ process: 'A', place: { name: 'io', page: 1 } }, answers)).toBeNull();
});

test('the nearest flip is given once where all machines share it', () => {
  const flips = [{ change: { what: 'special', set: true }, whatIf: { special: true }, verdict: 'page' }] as const;
  const both = [0, 1].map((machine) => ({ machine, flips }));
  expect(firstFlips(both, ['a', 'b'])).toEqual([{ who: '', change: 'if the special bit were set', verdict: 'page' }]);
  expect(firstFlips(both.slice(1), ['a', 'b'])).toEqual([
    { who: 'b', change: 'if the special bit were set', verdict: 'page' },
  ]);
  expect(firstFlips([{ machine: 0, flips: [] }], ['a', 'b'])).toEqual([]);
});

test('what flips the answer of several machines is given once', () => {
  const flips = [{ change: { what: 'special', set: true }, whatIf: { special: true }, verdict: 'page' }] as const;
  const other = [{ change: { what: 'special', set: false }, whatIf: { special: false }, verdict: 'page' }] as const;
  const lists = [flips, other, flips].map((list, machine) => ({ machine, flips: list }));
  expect(commonFlips(lists)).toEqual([
    { machines: [0, 2], flips },
    { machines: [1], flips: other },
  ]);
});

test('a recorded decision is known to flip only where the entry still gets that answer', () => {
  const answers = run.askEntry({ step: 5, bead: 99 }, 'A', { name: 'io', page: 1 });
  const group = nowGroup({ process: 'A', place: { name: 'io', page: 1 } }, answers);
  if (!group) throw new Error('nothing there');
  expect(stillTrue(group, answers)).toEqual(answers);
  const [first, second] = group.decisions;
  const before = { ...group, decisions: [first ? { ...first, verdict: 'raw_special' } : null, second ?? null] };
  expect(stillTrue(before, answers)).toEqual([null, answers[1]]);
  expect(sameAnswers(group, { ...group, key: 'other' })).toBe(true);
  expect(sameAnswers(group, before)).toBe(false);
});

test('a selected entry follows its own machine, whatever another maps there (origin: R-NP-28)', () => {
  const text = 'machines x86_64 arm\nA mmap h 1024 shared rw vmf_insert_pfn_pmd driver+512\nA read h+5\n';
  const run = createRun(parse(text));
  for (const _ of run.play());
  const at = { process: 'A', place: { name: 'h', page: 5 } };
  const answers = run.askEntry({ step: 2, bead: 99 }, at.process, at.place);
  expect(nowGroup(at, answers)?.table).toBe('vm_normal_page_pmd');
  expect(nowGroup(at, answers, 1)?.table).toBe('vm_normal_page');
  expect(nowGroup(at, answers, 1)?.decisions.map((decision) => decision?.verdict ?? null)).toEqual([
    null,
    'raw_shared',
  ]);
});
