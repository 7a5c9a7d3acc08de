import { test } from '../test.ts';
import { NUMBERS, walkLesson } from '../lessonWalk.ts';

for (const number of NUMBERS) {
  for (const manner of ['right', 'wrong'] as const) {
    test(`lesson ${number + 1} is walked to its end by keyboard, with ${manner} answers`, ({ page }) =>
      walkLesson(page, number, manner));
  }
}
