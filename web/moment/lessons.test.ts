import { expect, test } from 'vitest';
import { SCENARIO_INDEX } from '../../engine/atlas.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { lessonAfter } from './lessons.ts';

test('every lesson is reached from the first, each once, in the order of the list', () => {
  const read = [];
  for (let lesson = SCENARIO_INDEX[0] ?? null; lesson !== null; lesson = lessonAfter(lesson)) read.push(lesson.name);
  expect(read).toEqual(SCENARIOS.map(({ name }) => name));
});
