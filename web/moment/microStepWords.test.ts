import { describe, expect, test } from 'vitest';
import type { Bead, Decision, MachineBead, MachineInfo, Step } from '../../engine/facts.ts';
import { beadText } from '../../engine/say/index.ts';
import { parse } from '../../engine/text.ts';
import { cut, sentencesOf, shortLabel, verdictLabel, visitors } from './microStepWords.ts';

const MACHINES = [
  { arch: 'x86_64', title: 'x86-64' },
  { arch: 'arm', title: 'arm, 2-level' },
] as unknown as readonly MachineInfo[];

const decided = (table: string, verdict: string): Decision => ({
  table,
  callers: [],
  process: 'A',
  place: { name: 'io', page: 0 },
  answers: [],
  verdict,
});
const machine = (process: string, ...decisions: Decision[]): MachineBead => ({
  chain: [],
  event: { kind: 'told', by: 'exit_mmap', facts: { process } },
  changes: [],
  calls: [],
  decisions,
});
const sentenceOf = (process: string): string => beadText(machine(process), '');
const bead = (fn: string, ...machines: (MachineBead | null)[]): Bead => ({ fn, kernel: true, occurrence: 1, machines });
const raw = decided('vm_normal_page', 'raw_special');
const page = decided('vm_normal_page', 'page');

describe('a bead says what was decided in it', () => {
  test('several ways to say NULL are one answer', () => {
    const linear = decided('vm_normal_page', 'raw_linear');
    expect(verdictLabel(bead('do_wp_page', machine('', raw), machine('', linear)))).toMatchObject({ differ: false });
  });
  test('a page against NULL is a difference', () => {
    expect(verdictLabel(bead('do_wp_page', machine('', page), machine('', raw)))).toEqual({
      text: 'vm_normal_page → a page | NULL',
      differ: true,
    });
  });
  test('different answers about different entries are no label', () => {
    expect(verdictLabel(bead('smaps_pte_range', machine('', page, raw), machine('', page, raw)))).toBeNull();
  });
  test('the entry on which the machines differ is named among several', () => {
    const next = (d: Decision): Decision => ({ ...d, place: { name: 'io', page: 1 } });
    const smaps = bead('smaps_pte_range', machine('', raw, next(page)), machine('', raw, next(raw)));
    expect(verdictLabel(smaps)).toEqual({ text: 'vm_normal_page(io+1) → a page | NULL', differ: true });
  });
  test('nothing decided, nothing said', () => {
    expect(verdictLabel(bead('access', machine(''), machine('')))).toBeNull();
  });
});

test('a bead names its machines unless all take part', () => {
  expect(visitors(bead('access', machine(''), machine('')), MACHINES)).toBeNull();
  expect(visitors(bead('access', null, machine('')), MACHINES)).toBe('arm only');
  // Where one machine is shown, nobody can see what the others leave out.
  expect(visitors(bead('access', null, machine('')), MACHINES, (one) => one === MACHINES[1])).toBeNull();
  expect(visitors(bead('access', null, machine('')), MACHINES, (one) => one === MACHINES[0])).toBe('arm only');
});

test('one sentence where all machines do the same, otherwise one per machine', () => {
  const beads = [bead('a', machine('A'), machine('A')), bead('b', machine('B'), null)];
  const step = { beads, outcomes: [{ kind: 'ok' }, { kind: 'ok' }] };
  const stopped = { beads, outcomes: [{ kind: 'ok' }, null] };
  expect(sentencesOf(step as unknown as Step, 0, MACHINES)).toEqual([{ who: null, sentence: sentenceOf('A') }]);
  expect(sentencesOf(step as unknown as Step, 1, MACHINES)).toEqual([
    { who: 'x86-64', sentence: sentenceOf('B') },
    { who: 'arm', sentence: 'is done with this statement.' },
  ]);
  const apart = { ...step, beads: [bead('a', machine('B'), null), bead('b', machine(''), machine('C'))] };
  expect(sentencesOf(apart as unknown as Step, 0, MACHINES)[1]?.sentence).toBe('has no such step here.');
  expect(sentencesOf(stopped as unknown as Step, 1, MACHINES)[1]?.sentence).toBe('has stopped.');
  expect(sentencesOf(step as unknown as Step, 9, MACHINES)).toEqual([]);
  // What it was refused for is not hidden by what others do later.
  const refused = { beads, outcomes: [{ kind: 'ok' }, { kind: 'error', error: 'ENOMEM' }] };
  expect(sentencesOf(refused as unknown as Step, 1, MACHINES)[1]?.sentence).toBe(`ended before. ${sentenceOf('A')}`);
});

test('a statement in a few letters', () => {
  const text = 'A mmap io 4 private rw anon\nA pin io+1 fast as p\nkernel next_frame driver+2\nunpin p\nA exit';
  expect(parse(text).steps.map(shortLabel)).toEqual([
    'A mmap io',
    'A pin io+1',
    'next_frame driver+2',
    'unpin p',
    'A exit',
  ]);
  expect([20, 6, 5, 4, 1].map((n) => cut('A pin io+1', n))).toEqual(['A pin io+1', 'A pin', 'A pin', 'A p…', '']);
  expect([12, 5].map((n) => cut('next_frame driver+2', n))).toEqual(['next_frame', 'next…']);
});
