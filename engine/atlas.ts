/**
 * Door: what can be looked up without playing anything. What is drawn of tables and charts is taken from those that run. A
 * page does not need those for it: a module `*.data.ts` runs when the page is built, and the page gets only its exports.
 */
export {
  FAULT_CHART,
  type ChartGuard,
  type ChartInfo,
  type ChartState,
  type ChartTransition,
} from './atlas/chart.data.ts';
export { LINES, type SourceLine } from './atlas/lines.data.ts';
export { TABLES } from './atlas/tables.data.ts';
export { VERDICTS, type VerdictName } from './atlas/verdicts.data.ts';
export { INVARIANT_SUBJECTS, INVARIANTS } from './atlas/invariants.data.ts';
export { READERS, readersOf, type Reader } from './mm/readers.ts';
export { PROMISES } from './atlas/promises.data.ts';
export { SCENARIO_INDEX, type ScenarioInfo } from './atlas/scenarios.data.ts';
export { loadText, loadTexts, scenarioNamed, scenarioOfText } from './atlas/scenarios.ts';
export type { Witness } from './scenario/scenario.ts';
