import { expect, test } from 'vitest';
import type { EntryRecord } from '../../engine/facts.ts';
import { changedBy, changesNothing, frameOf, frameText } from './whatIf.ts';

const record: EntryRecord = {
  special: false,
  flags: ['PFNMAP', 'MAYWRITE'],
  pfn: 0x400,
  frames: { linear: 0x9f001, page: 0x401, zero: 0x10, device: 0x9f000 },
};
const records = [record, { ...record, special: null, pfn: 0x402 }, null];

test('what is put back is no longer changed', () => {
  const once = changedBy(records, {}, { special: true, flags: { PFNMAP: false } });
  expect(once).toEqual({ special: true, flags: { PFNMAP: false } });
  expect(changesNothing(changedBy(records, once, { special: false, flags: { PFNMAP: true } }))).toBe(true);
});

test('a frame is changed where it is another on one of the machines', () => {
  expect(changedBy([record], {}, { frame: 0x400 })).toEqual({});
  expect(changedBy(records, {}, { frame: 0x400 })).toEqual({ frame: 0x400 });
  expect(frameText(records, {})).toBe('0x400 / 0x402');
  expect(frameText(records, { frame: 'linear' })).toBe('0x9f001');
});

test('frames are typed as numbers', () => {
  expect(['0x9F001', ' 12 ', '', '0x', 'page', '-1', '0x400 / 0x402'].map(frameOf)).toEqual([
    0x9f001,
    12,
    null,
    null,
    null,
    null,
    null,
  ]);
});
