import { expect, test } from 'vitest';
import { TABLES } from '../../engine/atlas.ts';
import { usesOf } from './rules.ts';

test('a rule lists every question and verdict that follows it', () => {
  const uses = usesOf('R-NP-11');
  expect(uses.map(({ fn, label }) => `${fn}: ${label}`)).toContain('vm_normal_page: pfn == linear?');
  expect(uses.map(({ label }) => label)).toContain('NULL: the linear rule holds');
  expect(usesOf('R-XX-1')).toEqual([]);
});

test('every rule of every table has a sentence', () => {
  for (const { questions, verdicts } of Object.values(TABLES)) {
    for (const { rules } of [...questions, ...verdicts]) {
      for (const rule of rules) for (const { sentence } of usesOf(rule)) expect(sentence).toMatch(/\.$/);
    }
  }
});
