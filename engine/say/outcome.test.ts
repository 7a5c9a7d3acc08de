/** The words of outcomes. Origin: how recorded traces print them (traces/FORMAT.md). */
import { expect, test } from 'vitest';
import type { FrameRef, Outcome, Value } from '../facts.ts';
import { outcomeParts, outcomesBriefly, outcomeText } from './outcome.ts';

const told = (value: Value): Outcome => ({ kind: 'ok', value });
const page: FrameRef = { pfn: 0x400, name: { kind: 'anon', number: 1 } };
const raw: FrameRef = { pfn: 0x9f000, name: { kind: 'mmio', page: 0 } };
const sums = { Shared_Clean: 0, Shared_Dirty: 0, Private_Clean: 0, Private_Dirty: 0, Anonymous: 0 };
const smaps = (Rss: number): Outcome => told({ kind: 'smaps', sums: { Rss, Pss: 4, ...sums } });
const ok: Outcome = { kind: 'ok', value: null };
const invalid: Outcome = { kind: 'error', error: 'EINVAL' };

test.each<[Outcome, string]>([
  [ok, 'ok'],
  [told({ kind: 'text', text: 'a: "b"' }), 'ok: "a: \\"b\\""'],
  [told({ kind: 'frame', frame: page }), 'ok: anon#1'],
  [told({ kind: 'frame', frame: { pfn: 0x412, name: null } }), 'ok: pfn 0x412'],
  [told({ kind: 'frame', frame: null }), 'ok: none'],
  [told({ kind: 'pfn', frame: raw, writable: true, special: true }), 'ok: mmio+0 writable special'],
  [
    told({ kind: 'pagemap', pages: [null, { frame: page, file: true, exclusive: true }] }),
    'ok: - anon#1/file/exclusive',
  ],
  [told({ kind: 'mincore', pages: [true, false] }), 'ok: 10'],
  [smaps(4), 'ok: Rss=4 Pss=4 Shared_Clean=0 Shared_Dirty=0 Private_Clean=0 Private_Dirty=0 Anonymous=0'],
  [told({ kind: 'status', rss: { file: 1, anon: 2, shmem: 0 } }), 'ok: anon=2 file=1 shmem=0'],
  [invalid, 'EINVAL'],
  [{ kind: 'signal', signal: 'SIGBUS' }, 'SIGBUS'],
  [{ kind: 'bug' }, 'BUG'],
  [{ kind: 'bound' }, 'bound: 65,536 frames'],
])('%j is %s', (outcome, text) => {
  expect(outcomeText(outcome)).toBe(text);
});

test('an outcome in two parts', () => {
  expect(outcomeParts(ok)).toEqual({ word: 'ok', told: '' });
  expect(outcomeParts(told({ kind: 'text', text: 'a: b' }))).toEqual({ word: 'ok', told: '"a: b"' });
});

test.each<[(Outcome | null)[], (string | null)[]]>([
  [
    [smaps(4), smaps(8)],
    ['ok: Rss=4', 'ok: Rss=8'],
  ],
  [
    [ok, invalid],
    ['ok', 'EINVAL'],
  ],
  [
    [smaps(4), null],
    [outcomeText(smaps(4)), null],
  ],
  [
    [smaps(4), smaps(4)],
    [outcomeText(smaps(4)), outcomeText(smaps(4))],
  ],
])('of %j it tells what differs', (outcomes, texts) => {
  expect(outcomesBriefly(outcomes)).toEqual(texts);
});
