/** The built-in scenarios by name: enough to find, open and recognise one. */
import { SCENARIOS } from '../scenario/all.ts';
import { digestOf } from '../scenario/digest.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface ScenarioInfo extends Pick<Scenario, 'name' | 'title' | 'theme'> {
  /** What its text is recognised by. */
  readonly length: number;
  readonly digest: string;
}

export const SCENARIO_INDEX: readonly ScenarioInfo[] = SCENARIOS.map(({ name, title, theme, text }) => ({
  name,
  title,
  theme,
  length: text.length,
  digest: digestOf(text),
}));
