import type { Outcome } from '../../engine/facts.ts';
import { expect, test } from 'vitest';
import { parse } from '../../engine/text.ts';
import { actorOf, linesOf, questionOf, signalText } from './statementWords.ts';

const TEXT = `A mmap io 4 private rw remap_pfn_range mmio+0
A fork B
ask io+2 in B: vm_normal_page
ask outcome
ask io+1 in A: same_frame_as io+1 in B
B write io+2
kernel free driver+1
A pin io as p
unpin p`;
const { steps } = parse(TEXT);

test('who performs a statement', () => {
  expect(steps.map(actorOf)).toEqual(['A', 'A', 'B', 'kernel', 'A', null]);
});

test('a statement without its actor, and the source of a mapping on a line of its own', () => {
  expect(steps.map(linesOf)).toEqual([
    ['mmap io 4 private rw', 'remap_pfn_range mmio+0'],
    ['fork B'],
    ['write io+2'],
    ['free driver+1'],
    ['pin io as p'],
    ['unpin p'],
  ]);
});

test('a question as a person would ask it', () => {
  expect(steps[2]?.asks.map(questionOf)).toEqual([
    'After this statement, what does vm_normal_page() give for io+2 of B?',
    'What will the outcome of this statement be?',
    'After this statement, does io+1 of A map the same frame as io+1 of B?',
  ]);
});

test('a signal does not end the process, and the page says so', () => {
  const ok: Outcome = { kind: 'ok', value: null };
  expect(signalText([ok, { kind: 'signal', signal: 'SIGSEGV' }])).toContain('catches the signal');
  const read: Outcome = { kind: 'ok', value: { kind: 'text', text: 'SIGSEGV' } };
  expect(signalText([read, { kind: 'error', error: 'EFAULT' }, null])).toBeNull();
});
