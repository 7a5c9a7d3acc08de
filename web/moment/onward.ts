import { SCENARIO_INDEX, type ScenarioInfo } from '../../engine/atlas.ts';

/** In the order of the list; null after the last. */
export const scenarioAfter = ({ name }: Pick<ScenarioInfo, 'name'>): ScenarioInfo | null =>
  SCENARIO_INDEX[SCENARIO_INDEX.findIndex((scenario) => scenario.name === name) + 1] ?? null;

export const END = 'The scenario ends here.';

/** For screen readers: with the title of the next scenario, after a built-in one. */
export function onwardText(scenario: Pick<ScenarioInfo, 'name'> | null): string {
  const next = scenario && scenarioAfter(scenario);
  return `${END}${next ? ` Next: ${next.title}.` : ''}`;
}
