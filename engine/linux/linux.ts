/** Linux 6.12 as it is: every decision table and every kernel function that others reach through `cx.linux`. */
import { handleFault } from '../chart/handleFault.ts';
import { canChangePteWritableTable, changeProtection } from '../mm/changeProtection.ts';
import { copyPageRange, copyPresentPteTable } from '../mm/copyPageRange.ts';
import type { DecisionTable } from '../mm/decisionTable.ts';
import { devmemIsAllowedTable } from '../mm/devmemIsAllowed.ts';
import { doAnonymousPage } from '../mm/fault/doAnonymousPage.ts';
import {
  callHandler,
  doCowFault,
  doFault,
  doFaultAround,
  doReadFault,
  doSharedFault,
  finishFault,
} from '../mm/fault/doFault.ts';
import {
  doPageMkwrite,
  doWpPage,
  doWpPageTable,
  finishMkwriteFault,
  wpPageCopy,
  wpPageReuse,
  wpPageShared,
  wpPfnShared,
} from '../mm/fault/doWpPage.ts';
import {
  createHugePmd,
  handleMmFault,
  handlePteFault,
  hugePmdSetAccessed,
  ptepSetAccessFlags,
  wpHugePmd,
} from '../mm/fault/handleMmFault.ts';
import { folioWalkStart, folioWalkTable } from '../mm/folioWalk.ts';
import { followPfnmap } from '../mm/followPfnmap.ts';
import { gupFastPte, gupFastTable } from '../mm/gupFast.ts';
import { checkVmaFlags, checkVmaFlagsTable, followPage, followPagePteTable } from '../mm/gupSlow.ts';
import { hvaToPfnTable, vaddrGetPfnsTable } from '../mm/hvaToPfn.ts';
import type { Linux } from '../mm/linux.ts';
import { remapPfnRange, remapPfnRangeTable } from '../mm/remapPfnRange.ts';
import { insertPage, insertPageTable, vmInsertPage } from '../mm/vmInsertPage.ts';
import { vmfInsertMixed, vmfInsertMixedTable } from '../mm/vmfInsertMixed.ts';
import { vmfInsertPfn, vmfInsertPfnTable } from '../mm/vmfInsertPfn.ts';
import { vmfInsertPfnPmd, vmfInsertPfnPmdTable } from '../mm/vmfInsertPfnPmd.ts';
import { vmNormalPage, vmNormalPageTable } from '../mm/vmNormalPage.ts';
import { vmNormalPagePmd, vmNormalPagePmdTable } from '../mm/vmNormalPagePmd.ts';
import { zapRange } from '../mm/zap.ts';

/** One line each, in the order in which reports list them. */
const TABLES = {
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
  hvaToPfnTable,
  vaddrGetPfnsTable,
  devmemIsAllowedTable,
};
export const DECISION_TABLES: readonly DecisionTable<never, string>[] = Object.values(TABLES);

/** A missing member does not compile. */
export const LINUX: Linux = {
  version: '6.12',
  ...TABLES,
  handleFault,
  faultSteps: {
    handle_mm_fault: handleMmFault,
    create_huge_pmd: createHugePmd,
    wp_huge_pmd: wpHugePmd,
    huge_pmd_set_accessed: hugePmdSetAccessed,
    handle_pte_fault: handlePteFault,
    ptep_set_access_flags: ptepSetAccessFlags,
    do_anonymous_page: doAnonymousPage,
    do_fault: doFault,
    do_read_fault: doReadFault,
    do_fault_around: doFaultAround,
    do_cow_fault: doCowFault,
    do_shared_fault: doSharedFault,
    __do_fault: callHandler,
    finish_fault: finishFault,
    do_wp_page: doWpPage,
    wp_pfn_shared: wpPfnShared,
    wp_page_shared: wpPageShared,
    do_page_mkwrite: doPageMkwrite,
    finish_mkwrite_fault: finishMkwriteFault,
    wp_page_reuse: wpPageReuse,
    wp_page_copy: wpPageCopy,
  },
  vmNormalPage,
  vmNormalPagePmd,
  remapPfnRange,
  insertPage,
  vmInsertPage,
  vmfInsertPfn,
  vmfInsertMixed,
  vmfInsertPfnPmd,
  copyPageRange,
  changeProtection,
  zapRange,
  gupFastPte,
  checkVmaFlags,
  followPage,
  folioWalkStart,
  followPfnmap,
};
