/** The words of a picture: a page that only draws needs no others. The rest is in index.ts, with these. */
export { brokenText } from './broken.ts';
export { badgeText, configurationLine, configurationRows } from './configuration.ts';
export { backingText, frameText, pgoffText } from './frame.ts';
export { logText, logWords, stopText } from './log.ts';
export { hex } from './number.ts';
export { answererText, MACHINE_ORIGINS, ORIGINS, TEST_DRIVER_HINT } from './origin.ts';
export { outcomeParts, outcomesBriefly, outcomeText } from './outcome.ts';
