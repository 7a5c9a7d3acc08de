import { SCENARIO_INDEX, type ScenarioInfo } from '../../engine/atlas.ts';

/** Null after the last lesson. */
export const lessonAfter = ({ name }: Pick<ScenarioInfo, 'name'>): ScenarioInfo | null =>
  SCENARIO_INDEX[SCENARIO_INDEX.findIndex((scenario) => scenario.name === name) + 1] ?? null;

/** For a built-in scenario, and for a text of one's own. */
export const ENDS = { lesson: 'The lesson ends here.', own: 'The scenario ends here.' };

/** For screen readers: with the title of the next lesson. */
export function onwardText(lesson: Pick<ScenarioInfo, 'name'> | null): string {
  const next = lesson && lessonAfter(lesson);
  return `${lesson ? ENDS.lesson : ENDS.own}${next ? ` Next: ${next.title}.` : ''}`;
}
