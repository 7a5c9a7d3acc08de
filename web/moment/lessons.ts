/** The built-in scenarios as a course. */
import { SCENARIOS, type Scenario } from '../../engine/atlas.ts';

/** The lesson that is read after another; null: it is the last one. */
export const lessonAfter = ({ name }: Pick<Scenario, 'name'>): Scenario | null =>
  SCENARIOS[SCENARIOS.findIndex((scenario) => scenario.name === name) + 1] ?? null;

/** That nothing comes after this, of a built-in scenario and of a text of one's own. */
export const ENDS = { lesson: 'Here the lesson ends.', own: 'Here the scenario ends.' };

/** The same with the lesson that comes next, for who listens. */
export function onwardText(lesson: Pick<Scenario, 'name'> | null): string {
  const next = lesson && lessonAfter(lesson);
  return `${lesson ? ENDS.lesson : ENDS.own}${next ? ` Next: ${next.title}.` : ''}`;
}
