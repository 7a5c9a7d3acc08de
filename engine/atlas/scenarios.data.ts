/** What is told of the built-in scenarios before they are opened: everything but their texts. */
import { SCENARIOS } from '../scenario/all.ts';
import { digestOf } from '../scenario/digest.ts';
import type { Scenario } from '../scenario/scenario.ts';

export interface ScenarioInfo extends Pick<Scenario, 'name' | 'title' | 'theme' | 'promise' | 'witness'> {
  /** What its text is recognised by. */
  readonly length: number;
  readonly digest: string;
}

export const SCENARIO_INDEX: readonly ScenarioInfo[] = SCENARIOS.map(
  ({ name, title, theme, promise, witness, text }) => ({
    name,
    title,
    theme,
    promise,
    witness,
    length: text.length,
    digest: digestOf(text),
  }),
);
