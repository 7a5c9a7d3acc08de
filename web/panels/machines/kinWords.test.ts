/** How groups of machines are described. Origin: what a person should read, and how groups are defined. */
import { expect, test } from 'vitest';
import type { Kin, KinBreak } from '../../../engine/facts.ts';
import { apartAt, breakText } from './kinWords.ts';

const broke = (step: number, differences: KinBreak['differences'] = []): KinBreak => ({ step, text: '', differences });
const KIN: readonly Kin[] = [
  { machines: ['x86_64', 's390x'], broke: null },
  { machines: ['arm', 'm68k'], broke: broke(3) },
  { machines: ['alpha'], broke: broke(3) },
  { machines: ['arm64_64k'], broke: broke(7) },
];

test('two groups differ from the step on at which the first of them left the group of the first machine', () => {
  expect(apartAt(KIN, 'arm', 'm68k')).toBeNull();
  expect(apartAt(KIN, 'arm', 'x86_64')).toBe(3);
  expect(apartAt(KIN, 'arm64_64k', 'arm')).toBe(3);
  expect(apartAt(KIN, 's390x', 'arm64_64k')).toBe(7);
  // Both left at once: they differ, but it is not known from which step on.
  expect(apartAt(KIN, 'arm', 'alpha')).toBe('apart');
});

test('of long outcomes only what differs is said, and an outcome comes before its consequences', () => {
  const smaps = (rss: number) =>
    ({
      kind: 'ok',
      value: {
        kind: 'smaps',
        sums: {
          Rss: rss,
          Pss: rss,
          Shared_Clean: 0,
          Shared_Dirty: 0,
          Private_Clean: 0,
          Private_Dirty: rss,
          Anonymous: rss,
        },
      },
    }) as const;
  const spot = { process: 'A', place: { name: 'io', page: 1 } };
  const values = [true, false];
  expect(
    breakText(
      broke(1, [
        { kind: 'entry', ...spot, field: 'normal', values },
        { kind: 'outcome', values: [smaps(4), smaps(16)] },
      ]),
      ['x86_64', 'arm64_16k'],
    ),
  ).toBe(
    'x86_64 ok: Rss=4 Pss=4 Private_Dirty=4 Anonymous=4, arm64_16k ok: Rss=16 Pss=16 Private_Dirty=16 Anonymous=16',
  );
  expect(breakText(broke(1, [{ kind: 'entry', ...spot, field: 'normal', values }]), ['x86_64', 'arm'])).toBe(
    'io+1 of A: x86_64 a page, arm no page',
  );
});
