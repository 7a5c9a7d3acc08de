/**
 * `check FILE…`: parses and reports errors. A statement that cannot be played yet is not an error.
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
