/** Door: what can be looked up without playing anything. */
export { FAULT_CHART, type ChartGuard, type ChartInfo, type ChartState, type ChartTransition } from './run/chart.ts';
export { TABLES } from './run/tables.ts';
export { INVARIANT_SUBJECTS, INVARIANTS, type InvariantRule } from './mm/invariants.ts';
export { READERS, readersOf, type Reader } from './mm/readers.ts';
export { SCENARIOS, THEMES, type Scenario, type Theme, type Witness } from './scenario/index.ts';
