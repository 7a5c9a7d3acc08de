/** The built-in scenarios, one line each, in the order in which they are shown: by theme. */
import { adviceRefused } from './adviceRefused.ts';
import { collision } from './collision.ts';
import { debuggerWrites } from './debuggerWrites.ts';
import { devMem } from './devMem.ts';
import { endOfFile } from './endOfFile.ts';
import { fastAndSlow } from './fastAndSlow.ts';
import { faultAround } from './faultAround.ts';
import { faultPfn } from './faultPfn.ts';
import { faultPfnBug } from './faultPfnBug.ts';
import { forkRefused } from './forkRefused.ts';
import { forkReuse } from './forkReuse.ts';
import { hugePfn } from './hugePfn.ts';
import { insertPage } from './insertPage.ts';
import { longtermZero } from './longtermZero.ts';
import { lostAndMoved } from './lostAndMoved.ts';
import { lostPage } from './lostPage.ts';
import { lostTwice } from './lostTwice.ts';
import { mixedMapping } from './mixedMapping.ts';
import { mixedRefused } from './mixedRefused.ts';
import { mixedSeen } from './mixedSeen.ts';
import { mlockSilence } from './mlockSilence.ts';
import { moveLinear } from './moveLinear.ts';
import { mustShare } from './mustShare.ts';
import { observers } from './observers.ts';
import { oneFileTwice } from './oneFileTwice.ts';
import { partialRemap } from './partialRemap.ts';
import { pinAtFork } from './pinAtFork.ts';
import { pinUnshares } from './pinUnshares.ts';
import { privatePfnCow } from './privatePfnCow.ts';
import { protectRoundTrip } from './protectRoundTrip.ts';
import { readOnlyFile } from './readOnlyFile.ts';
import { refusePrivate } from './refusePrivate.ts';
import { revoke } from './revoke.ts';
import { sharedMemory } from './sharedMemory.ts';
import { sharedPfn } from './sharedPfn.ts';
import { splitLinear } from './splitLinear.ts';
import { swappedHalves } from './swappedHalves.ts';
import { useAfterFree } from './useAfterFree.ts';
import { warnOnce } from './warnOnce.ts';
import { zeroAsPage } from './zeroAsPage.ts';
import { zeroPage } from './zeroPage.ts';
import type { Scenario } from './scenario.ts';

export { THEMES } from './scenario.ts';
export type { Scenario, Theme, Witness } from './scenario.ts';

export const SCENARIOS: readonly Scenario[] = [
  privatePfnCow,
  sharedPfn,
  partialRemap,
  swappedHalves,
  zeroPage,
  oneFileTwice,
  endOfFile,
  faultAround,
  readOnlyFile,
  sharedMemory,
  forkReuse,
  forkRefused,
  pinAtFork,
  pinUnshares,
  longtermZero,
  debuggerWrites,
  insertPage,
  faultPfn,
  faultPfnBug,
  devMem,
  hugePfn,
  revoke,
  useAfterFree,
  protectRoundTrip,
  moveLinear,
  splitLinear,
  adviceRefused,
  mlockSilence,
  observers,
  mixedSeen,
  collision,
  mixedMapping,
  lostPage,
  lostAndMoved,
  lostTwice,
  mixedRefused,
  fastAndSlow,
  zeroAsPage,
  warnOnce,
  refusePrivate,
  mustShare,
];
