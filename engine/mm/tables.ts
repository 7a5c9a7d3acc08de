/** Every decision table, one line each. */
import { canChangePteWritableTable } from './changeProtection.ts';
import { copyPresentPteTable } from './copyPageRange.ts';
import type { DecisionTable } from './decisionTable.ts';
import { doWpPageTable } from './fault/doWpPage.ts';
import { folioWalkTable } from './folioWalk.ts';
import { gupFastTable } from './gupFast.ts';
import { checkVmaFlagsTable, followPagePteTable } from './gupSlow.ts';
import { remapPfnRangeTable } from './remapPfnRange.ts';
import { insertPageTable } from './vmInsertPage.ts';
import { vmfInsertMixedTable } from './vmfInsertMixed.ts';
import { vmfInsertPfnTable } from './vmfInsertPfn.ts';
import { vmfInsertPfnPmdTable } from './vmfInsertPfnPmd.ts';
import { vmNormalPageTable } from './vmNormalPage.ts';
import { vmNormalPagePmdTable } from './vmNormalPagePmd.ts';

type AnyTable = DecisionTable<never, string>;

export const DECISION_TABLES: readonly AnyTable[] = [
  vmNormalPageTable,
  vmNormalPagePmdTable,
  remapPfnRangeTable,
  insertPageTable,
  vmfInsertPfnTable,
  vmfInsertMixedTable,
  vmfInsertPfnPmdTable,
  doWpPageTable,
  copyPresentPteTable,
  canChangePteWritableTable,
  gupFastTable,
  checkVmaFlagsTable,
  followPagePteTable,
  folioWalkTable,
];
