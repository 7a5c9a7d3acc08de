/** The built-in scenarios as a course. */
import { SCENARIO_INDEX, type ScenarioInfo } from '../../engine/atlas.ts';

/** The lesson that is read after another; null: it is the last one. */
export const lessonAfter = ({ name }: Pick<ScenarioInfo, 'name'>): ScenarioInfo | null =>
  SCENARIO_INDEX[SCENARIO_INDEX.findIndex((scenario) => scenario.name === name) + 1] ?? null;

/** That nothing comes after this, of a built-in scenario and of a text of one's own. */
export const ENDS = { lesson: 'The lesson ends here.', own: 'The scenario ends here.' };

/** The same with the lesson that comes next, for who listens. */
export function onwardText(lesson: Pick<ScenarioInfo, 'name'> | null): string {
  const next = lesson && lessonAfter(lesson);
  return `${lesson ? ENDS.lesson : ENDS.own}${next ? ` Next: ${next.title}.` : ''}`;
}
