/** A what-if asks the rule about a changed record, and changes nothing else. Expected values: rules of the reference. */
import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { createRun } from './run.ts';
import type { WhatIf } from '../facts.ts';

const run = createRun(
  parse('machines x86_64 arm\nA mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1 "new"\n'),
);
for (const step of run.play()) void step;
const AT = { step: 2, bead: 99 };
const verdicts = (page: number, whatIf: WhatIf) =>
  run.askEntry(AT, 'A', { name: 'io', page }, whatIf).map((answer) => answer?.decision.verdict);

const WITHOUT: WhatIf = { flags: { PFNMAP: false } };

test.each([
  ['R-NP-4, R-NP-11: a raw entry', 0, {}, ['raw_special', 'raw_linear']],
  ['R-NP-2, R-NP-15: a copy', 1, {}, ['page', 'page']],
  ['R-NP-2, R-NP-18: a copy, without the flag', 1, WITHOUT, ['page', 'page']],
  ['R-NP-7, R-NP-17: a raw entry, without the flag', 0, WITHOUT, ['bad_special', 'bad_pfn']],
  ['R-NP-1, R-NP-11: a copy on its own line', 1, { frame: 'linear' }, ['bad_pfn', 'raw_linear']],
  [
    'R-NP-2, R-NP-15: a raw entry that maps a page, without the bit',
    0,
    { frame: 'page', special: false },
    ['page', 'page'],
  ],
  ['R-NP-12: off its line in a shared mapping', 1, { flags: { SHARED: true } }, ['page', 'raw_shared']],
] satisfies [string, number, WhatIf, string[]][])('%s', (_, page, whatIf, expected) =>
  expect(verdicts(page, whatIf)).toEqual(expected),
);

test('the run stays as it was', () => {
  const before = run.snapshot(AT);
  verdicts(1, { special: true, frame: 'zero', flags: { MIXEDMAP: true } });
  expect(run.snapshot(AT)).toEqual(before);
});

test('the other answer departs at the question that decides: R-NP-2 with the bit, R-NP-11 without', () => {
  const asked = createRun(
    parse(
      'machines x86_64 arm\nA mmap io 2 private rw remap_pfn_range mmio+0\nask io+1 in A: vm_normal_page\nA write io+1\n',
    ),
  );
  const [result] = [...asked.play()].flatMap(({ asks }) => asks);
  expect(result?.departures.map((one) => one && `${one.label} ${one.answer}`)).toEqual([
    'pte_special(pte)? false',
    'pfn == linear? false',
  ]);
});
