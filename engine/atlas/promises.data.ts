/** What the list of scenarios says of each: what it shows, and which kernels agree. */
import { SCENARIOS } from '../scenario/all.ts';
import type { Scenario } from '../scenario/scenario.ts';

type ScenarioPromise = Pick<Scenario, 'promise' | 'witness'>;

export const PROMISES: Readonly<Record<string, ScenarioPromise>> = Object.fromEntries(
  SCENARIOS.map(({ name, promise, witness }) => [name, { promise, witness }]),
);
