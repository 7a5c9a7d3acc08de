/** The built-in scenarios as a course. */
import { SCENARIOS, type Scenario } from '../../engine/index.ts';

/** The lesson that is read after another; null: it is the last one. */
export const lessonAfter = ({ name }: Pick<Scenario, 'name'>): Scenario | null =>
  SCENARIOS[SCENARIOS.findIndex((scenario) => scenario.name === name) + 1] ?? null;
