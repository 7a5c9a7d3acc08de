import { TABLES } from '../../../engine/atlas.ts';
import type { TableInfo } from '../../../engine/facts.ts';

export const tableOf = (name: string): TableInfo | undefined => TABLES[name];
