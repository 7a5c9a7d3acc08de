/** The only door of the engine. */
export type * from './facts.ts';
export type * from './language/program.ts';
export type * from './types.ts';
export { FRAME_KINDS } from './facts.ts';
export { CHANGES_KEPT } from './mm/cx.ts';
export { createRun, type Run } from './run/run.ts';
export { diffSnapshot, patchSnapshot, type SnapshotPatch } from './run/patch.ts';
export type { TraceLine } from './run/traceLine.ts';
export { FAULT_CHART, type ChartGuard, type ChartInfo, type ChartState, type ChartTransition } from './run/chart.ts';
export { TABLES } from './run/tables.ts';
export { SCENARIOS, THEMES, type Scenario, type Theme, type Witness } from './scenario/index.ts';
export { INVARIANT_SUBJECTS, INVARIANTS, type InvariantRule } from './mm/invariants.ts';
export { READERS, readersOf, type Reader } from './mm/readers.ts';
export { parse } from './language/parse.ts';
export { format } from './language/print.ts';
export { USAGES } from './language/statements.ts';
export { SOURCE_USAGES } from './language/sources.ts';
export { QUESTIONS } from './language/ask.ts';
export { ADVICE } from './language/program.ts';
export { ARCH_NAMES } from './types.ts';
export {
  decodeLink,
  encodeLink,
  START_VIEW,
  type DecodedLink,
  type EncodedLink,
  type LinkView,
} from './language/link.ts';
