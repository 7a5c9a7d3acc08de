/**
 * `check FILE…`: reads only, and says what is wrong. A statement that cannot be played yet is no error.
 */
import { parse } from '../language/parse.ts';
import { readInputs } from './inputs.ts';
import { diagnosticLine, say } from './output.ts';

export function check(args: readonly string[]): number {
  let wrong = false;
  for (const { label, text } of readInputs(args)) {
    for (const diagnostic of parse(text).diagnostics) {
      say(diagnosticLine(label, diagnostic));
      wrong = true;
    }
  }
  return wrong ? 1 : 0;
}
