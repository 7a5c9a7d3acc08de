/**
 * Facts in words: the one place where what a run gives becomes English. The page, the command line, the text twin and the
 * tests share it. It depends on engine/facts.ts alone.
 */
export { frameChangeTexts } from './frameChanges.ts';
export { hex } from './number.ts';
