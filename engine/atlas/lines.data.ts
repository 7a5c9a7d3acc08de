/** Where the kernel functions of charts and tables are found, by name. */
import { faultChart } from '../chart/faultChart.ts';
import { foundAt } from '../functions.ts';
import { DECISION_TABLES } from '../linux/linux.ts';

export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

const drawn = [...Object.keys(faultChart.root.states), ...DECISION_TABLES.map(({ name }) => name)];

export const LINES: Readonly<Record<string, SourceLine>> = Object.fromEntries(
  drawn.flatMap((fn) =>
    foundAt(fn)
      .slice(0, 1)
      .map(({ file, line }) => [fn, { file, line }]),
  ),
);
