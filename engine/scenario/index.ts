/** The built-in scenarios, one line each, in the order in which they are shown. */
import { collision } from './collision.ts';
import { forkReuse } from './forkReuse.ts';
import { partialRemap } from './partialRemap.ts';
import { privatePfnCow } from './privatePfnCow.ts';
import type { Scenario } from './scenario.ts';
import { sharedPfn } from './sharedPfn.ts';
import { zeroPage } from './zeroPage.ts';

export type { Scenario };

export const SCENARIOS: readonly Scenario[] = [privatePfnCow, sharedPfn, partialRemap, zeroPage, forkReuse, collision];
