/** What is said of functions that decide: states of the fault chart, and decision tables that are none. */
import { FAULT_CHART, type ChartState } from './chart.data.ts';
import { TABLES } from './tables.data.ts';

export const FAULT_FUNCTIONS: readonly Pick<ChartState, 'name' | 'help' | 'rules'>[] = FAULT_CHART.states
  .filter(({ file }) => file !== null)
  .map(({ name, help, rules }) => ({ name, help, rules }));

const inChart = new Set(FAULT_FUNCTIONS.map(({ name }) => name));

export const SUMMARIES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(TABLES)
    .filter(({ name }) => !inChart.has(name))
    .map(({ name, summary }) => [name, summary]),
);
