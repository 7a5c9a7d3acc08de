/**
 * Facts in words: the one place where what a run gives becomes English. The page, the command line, the text twin and the
 * tests share it. It depends on engine/facts.ts alone.
 */
export {
  answersOf,
  answerText,
  answerTexts,
  choiceLabels,
  choicesOf,
  departureText,
  departureWords,
  shownAnswer,
  type DepartureWords,
} from './answer.ts';
export { beadText } from './bead.ts';
export { differenceLine, differenceWords, type DifferenceWords } from './difference.ts';
export { changeText } from './flip.ts';
export { frameChangeTexts } from './frameChanges.ts';
export { memtypeText } from './memtype.ts';
export { mapsText, mincoreLine, missedText, pagemapLine } from './proc.ts';
export * from './pictured.ts';
