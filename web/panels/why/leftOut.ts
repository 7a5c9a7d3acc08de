/** What charts leave out, as it is listed under them. */
import type { ChartInfo } from '../../../engine/atlas.ts';
import type { TableInfo } from '../../../engine/facts.ts';

export interface LeftOut {
  readonly asked: string;
  readonly leads: string;
  readonly why: string;
}

export const ofTable = ({ leftOut, questions, verdicts }: TableInfo): LeftOut[] =>
  leftOut.map(({ label, yes, before, why }) => {
    const next = [...questions, ...verdicts].find(({ id }) => id === before)?.label ?? before;
    return { asked: label, leads: `yes: ${yes}; no: on to “${next}”`, why };
  });
export const ofChart = ({ leftOut }: ChartInfo): LeftOut[] =>
  leftOut.map(({ from, to, when, why }) => ({ asked: `${to}()`, leads: `from ${from}(), if ${when}`, why }));
