/** The built-in scenarios: what lists and search say of each is at hand, its text is loaded when it is needed. */
import { digestOf } from '../scenario/digest.ts';
import { FILES } from '../scenario/index.ts';
import { SCENARIO_INDEX, type ScenarioInfo } from './scenarios.data.ts';

export const scenarioNamed = (name: string): ScenarioInfo | null =>
  SCENARIO_INDEX.find((scenario) => scenario.name === name) ?? null;

/** The scenario that a text is, letter by letter; null: it is a text of one's own. */
export function scenarioOfText(text: string): ScenarioInfo | null {
  const alike = SCENARIO_INDEX.filter(({ length }) => length === text.length);
  if (alike.length === 0) return null;
  const digest = digestOf(text);
  return alike.find((scenario) => scenario.digest === digest) ?? null;
}

/** The text of a scenario. Rejected where it cannot be loaded. */
export async function loadText(scenario: ScenarioInfo): Promise<string> {
  const load = FILES[SCENARIO_INDEX.indexOf(scenario)];
  if (load === undefined) throw new Error(`There is no built-in scenario ${scenario.name}.`);
  return (await load()).default.text;
}

export async function loadTexts(): Promise<ReadonlyMap<ScenarioInfo, string>> {
  const loads = SCENARIO_INDEX.map(async (scenario) => [scenario, await loadText(scenario)] as const);
  const loaded = (await Promise.allSettled(loads)).filter((load) => load.status === 'fulfilled');
  return new Map(loaded.map(({ value }) => value));
}
