import { expect, test } from 'vitest';
import { SCENARIO_INDEX } from '../../engine/atlas.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { scenarioAfter } from './onward.ts';

test('every scenario is reached from the first, each once, in the order of the list', () => {
  const read = [];
  for (let scenario = SCENARIO_INDEX[0] ?? null; scenario !== null; scenario = scenarioAfter(scenario))
    read.push(scenario.name);
  expect(read).toEqual(SCENARIOS.map(({ name }) => name));
});
