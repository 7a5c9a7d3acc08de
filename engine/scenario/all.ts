/** All built-in scenarios with their texts at once: for the command line, for tests and tools. */
import { FILES } from './index.ts';
import type { Scenario } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = (await Promise.all(FILES.map((load) => load()))).map(
  (module) => module.default,
);
