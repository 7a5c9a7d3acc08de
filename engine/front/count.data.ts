import { SCENARIOS } from '../scenario/all.ts';

/** A page that only says how many there are does not load what tells them apart. */
export const SCENARIO_COUNT: number = SCENARIOS.length;
