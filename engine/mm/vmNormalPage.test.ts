/**
 * T-1 to T-35 on a small machine of their own (R-V-23): both tables, with and without the bit. Origin of the expected
 * values: the reference's columns S and N.
 */
import { describe, expect, test } from 'vitest';
import { answerOf } from '../proof/rows/answerOf.ts';
import { NORMAL_PAGE_NOT_EXPRESSED, NORMAL_PAGE_ROWS, REFERENCE_MACHINE } from '../proof/rows/normalPage.ts';
import { LINUX } from '../linux/linux.ts';
import { VM } from '../types.ts';
import { evaluate } from './decisionTable.ts';
import { normalPageFlips } from './flips.ts';
import { vmNormalPageTable, type NormalPageInput } from './vmNormalPage.ts';

describe.each(NORMAL_PAGE_ROWS.map((row) => [row.id, row.rules.join(' '), row] as const))(
  '%s (%s)',
  (_, _rules, row) => {
    test.each(['S', 'N'] as const)('%s', (column) => {
      expect(answerOf(row, column)).toBe(row[column]);
    });
  },
);

test('T-1 to T-35 are all here, or have a reason why not (origin: rules R-NP)', () => {
  const here = new Set([...NORMAL_PAGE_ROWS.map(({ id }) => id), ...Object.keys(NORMAL_PAGE_NOT_EXPRESSED)]);
  const wanted = Array.from({ length: 35 }, (_, i) => `T-${i + 1}`);
  expect(wanted.filter((id) => !here.has(id))).toEqual([]);
});

const base: NormalPageInput = {
  hasBit: false,
  special: false,
  flags: VM.READ | VM.WRITE | VM.MAYREAD | VM.MAYWRITE | VM.PFNMAP,
  pfn: 0x201,
  linear: 0x201,
  map: REFERENCE_MACHINE,
  noPrivatePfnmap: false,
};

test('R-NP-19: MIXEDMAP is asked before PFNMAP, and the linear rule before COW (origin: reference)', () => {
  const order = (input: NormalPageInput): string[] => {
    const asked: string[] = [];
    evaluate(vmNormalPageTable, input, (question) => asked.push(question));
    return asked;
  };
  expect(order(base)).toEqual(['arch', 'mixed', 'pfnmap', 'linear']);
  expect(order({ ...base, linear: 1 })).toEqual(['arch', 'mixed', 'pfnmap', 'linear', 'cow', 'zero_pfn', 'highest']);
  expect(order({ ...base, flags: base.flags | VM.MIXEDMAP })).toEqual(['arch', 'mixed', 'mixed_valid', 'mixed_zero']);
});

test('R-NP-2: with the bit, an entry that is not special is judged without any VMA flag (origin: reference)', () => {
  const asked = (flags: number): string[] => {
    const questions: string[] = [];
    evaluate(vmNormalPageTable, { ...base, hasBit: true, flags }, (question) => questions.push(question));
    return questions;
  };
  for (const flags of [0, VM.PFNMAP, VM.MIXEDMAP, VM.PFNMAP | VM.MIXEDMAP, VM.SHARED | VM.MAYWRITE]) {
    expect(asked(flags)).toEqual(['arch', 'special', 'highest']);
  }
});

test('R-PR-13: without private PFN mappings nothing in a PFN mapping is a page on N (origin: reference)', () => {
  for (const pfn of [0x201, 0x105, 0x10, 0x80000]) {
    expect(evaluate(vmNormalPageTable, { ...base, pfn, noPrivatePfnmap: true })).toBe('raw_shared');
  }
});

test('a flip is what the table itself says of the changed input (property)', () => {
  for (const row of NORMAL_PAGE_ROWS.filter(({ level }) => level === 'pte')) {
    for (const hasBit of [true, false]) {
      const input: NormalPageInput = { ...base, ...row, hasBit, special: row.special && hasBit };
      const now = evaluate(vmNormalPageTable, input) === 'page';
      for (const { verdict } of normalPageFlips(LINUX, input)) expect(verdict === 'page').toBe(!now);
    }
  }
});
