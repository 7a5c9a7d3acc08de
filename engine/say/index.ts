/**
 * Facts in words: the one place where what a run gives becomes English. The page, the command line, the text twin and the
 * tests share it. It depends on engine/facts.ts alone.
 */
export { answersOf, answerText, answerTexts, choiceLabels, choicesOf, departureText, shownAnswer } from './answer.ts';
export { beadText } from './bead.ts';
export { brokenText } from './broken.ts';
export { configurationLine, configurationRows } from './configuration.ts';
export { differenceLine, differenceWords, type DifferenceWords } from './difference.ts';
export { backingText, frameText, pgoffText } from './frame.ts';
export { frameChangeTexts } from './frameChanges.ts';
export { logText, logWords, stopText } from './log.ts';
export { memtypeText } from './memtype.ts';
export { hex } from './number.ts';
export { mapsText, mincoreLine, missedText, pagemapLine } from './proc.ts';
export { answererText, MACHINE_ORIGINS, ORIGINS, TEST_DRIVER_HINT } from './origin.ts';
export { outcomeParts, outcomesBriefly, outcomeText } from './outcome.ts';
