import { expect, test } from 'vitest';
import { Stage } from './stage.svelte.ts';

test('opening and zooming on one stage does not affect another', () => {
  const [one, other] = [new Stage(), new Stage()];
  one.gaps.toggle('trees');
  one.gaps.lookAt('heap', 100);
  one.zoom.factor = 2;
  expect([...one.gaps.open]).toHaveLength(2);
  expect([...other.gaps.open]).toEqual([]);
  expect(other.zoom.factor).toBe(1);
  // The last neighbourhood is not shared either.
  other.gaps.lookAt('heap', 3000);
  expect([...one.gaps.open]).toHaveLength(2);
});

test('of the neighbourhoods in a range, the last one that was looked at is open', () => {
  const { gaps } = new Stage();
  gaps.lookAt('heap', 100);
  const [first] = gaps.open;
  gaps.lookAt('heap', 3000);
  expect([...gaps.open]).toHaveLength(1);
  expect(gaps.open.has(first ?? '')).toBe(false);
  gaps.close();
  expect([...gaps.open]).toEqual([]);
});

test('what is open for good stays so in another scenario, and cannot be closed', () => {
  const { gaps } = new Stage(['trees']);
  gaps.lookAt('heap', 100);
  expect(gaps.closable.includes('trees')).toBe(false);
  gaps.close();
  expect([...gaps.open]).toEqual(['trees']);
});
