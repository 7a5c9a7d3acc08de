/** How decisions end, for those who show a result and not the way to it. */
import { TABLES } from './tables.data.ts';
import type { TableVerdict } from '../facts.ts';

export type VerdictName = Pick<TableVerdict, 'id' | 'label' | 'tone'>;

export const VERDICTS: Readonly<Record<string, readonly VerdictName[]>> = Object.fromEntries(
  Object.values(TABLES).map(({ name, verdicts }) => [
    name,
    verdicts.map(({ id, label, tone }) => ({ id, label, tone })),
  ]),
);
