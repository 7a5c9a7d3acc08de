import { expect, test } from 'vitest';
import { TABLES } from '../../engine/atlas.ts';
import { createRun } from '../../engine/play.ts';
import { parse } from '../../engine/text.ts';
import { absence, ENTRY_LEVELS, LEVEL_TEXTS, levelOf } from './levels.ts';

test('two levels have a function of their own, the third has none in 6.12 (R-NP-34)', () => {
  const functions = ENTRY_LEVELS.map((level) => LEVEL_TEXTS[level].fn);
  expect(functions).toEqual(['vm_normal_page', 'vm_normal_page_pmd', null]);
  for (const level of ENTRY_LEVELS) {
    const { fn } = LEVEL_TEXTS[level];
    if (fn !== null) expect([TABLES[fn]?.name, levelOf(fn)]).toEqual([fn, level]);
  }
  expect(TABLES['vm_normal_page_pud']).toBeUndefined();
  expect(levelOf('folio_walk_start')).toBeNull();
  expect(levelOf('vmf_insert_pfn_pmd')).toBe('pmd');
});

test('a machine names the levels that it cannot have', () => {
  const { machines } = createRun(parse('machines x86_64 arm arm_lpae\nA mmap m 1 private rw\n'));
  const at = (level: 'pte' | 'pmd' | 'pud') => machines.map((m) => absence(level, m) !== null);
  expect(at('pte')).toEqual([false, false, false]);
  expect(at('pmd')).toEqual([false, true, true]);
  expect(at('pud')).toEqual([true, true, true]);
});
