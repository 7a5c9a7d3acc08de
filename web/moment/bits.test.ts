import { expect, test } from 'vitest';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { bitsText, digitsOf, fieldText, grouped, readFields, stripRows, wordText } from './bits.ts';

const run = createRun(parse('machines x86_64 arm arm_lpae arm_lpae_nobit\nA mmap m 1 private rw\n'));
const info = (arch: string) => {
  const found = run.machines.find((m) => m.name === arch);
  if (!found) throw new Error(`no machine ${arch}`);
  return found;
};
const read = (arch: string, word: string, level: 'pte' | 'pmd' = 'pte') =>
  readFields(word, info(arch).fields[level], info(arch).entryBits);
const set = (fields: ReturnType<typeof read>) =>
  fields
    .filter((f) => f.set && f.kind !== 'frame')
    .map((f) => f.name)
    .reverse();
const bitOf = (fields: ReturnType<typeof read>, name: string) => {
  const field = fields.find((f) => f.name === name);
  return field && bitsText(field);
};

test('x86-64: a raw read-only page, and an anonymous page that was written (R-AR-50, T-169, T-170)', () => {
  const raw = read('x86_64', '0x0000000080000225');
  expect(set(raw)).toEqual(['P', 'US', 'A', 'SPECIAL']);
  expect(raw.find((f) => f.name === 'PFN')?.hex).toBe('0x80000');
  const anon = read('x86_64', '0x0000000000201067');
  expect(set(anon)).toEqual(['P', 'RW', 'US', 'A', 'D']);
  expect(anon.find((f) => f.name === 'PFN')?.hex).toBe('0x201');
});

test('x86-64: where the fields are (R-AR-50)', () => {
  const fields = read('x86_64', '0x0000000080000225');
  const bits = {
    P: '0',
    RW: '1',
    US: '2',
    A: '5',
    D: '6',
    G: '8',
    SPECIAL: '9',
    DEVMAP: '57',
    PKEY: '62–59',
    NX: '63',
  };
  for (const [name, at] of Object.entries(bits)) expect(bitOf(fields, name), name).toBe(at);
  // A PMD leaf has PSE where the entry of a page has PAT.
  expect(bitOf(read('x86_64', '0x00000000800002a5', 'pmd'), 'PSE')).toBe('7');
});

test('arm: LPAE has its special bit at 56, the two-level format and the control have none (R-AR-53, R-AR-54)', () => {
  const zero = '0x0000000000000000';
  expect(bitOf(read('arm_lpae', zero), 'SPECIAL')).toBe('56');
  expect(bitOf(read('arm_lpae', zero), 'PFN')).toBe('39–12');
  expect(bitOf(read('arm_lpae_nobit', zero), 'SPECIAL')).toBeUndefined();
  const arm = read('arm', '0x00000000');
  expect(bitOf(arm, 'SPECIAL')).toBeUndefined();
  expect(bitOf(arm, 'PFN')).toBe('31–12');
  expect(arm.filter((f) => f.kind === 'free')).toEqual([]);
});

test.each(['x86_64', 'arm', 'arm_lpae', 'arm_lpae_nobit'])('%s: every bit belongs to one field', (arch) => {
  const { entryBits } = info(arch);
  const fields = read(arch, `0x${'5a'.repeat(entryBits / 8)}`);
  expect(fields.map((f) => f.binary).join('')).toBe('01011010'.repeat(entryBits / 8));
  expect(stripRows(fields).flat()).toEqual(fields);
  expect(stripRows(fields)[0]?.at(-1)?.name).toBe('PFN');
});

test('words and fields as text', () => {
  expect(wordText('0x0000000080000225')).toBe('0x0000 0000 8000 0225');
  expect(grouped('100000101')).toBe('1 0000 0101');
  const fields = read('x86_64', '0x0000000080000225');
  const text = (name: string) => fields.filter((f) => f.name === name).map(fieldText)[0];
  expect(text('SPECIAL')).toBe('SPECIAL, bit 9: 1. Linux: do not look for a struct page behind this entry.');
  expect(text('PKEY')).toBe('PKEY, bits 62 to 59: 0x0, binary 0000. Protection key.');
  expect(fields.filter((f) => f.name === 'PFN').map(digitsOf)).toEqual(['0x80000']);
});
