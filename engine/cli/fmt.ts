/**
 * `fmt FILE…`: prints the canonical form. Lines with errors stay as they are and are reported on standard error.
 */
import { parse } from '../language/parse.ts';
import { format } from '../language/print.ts';
import { readInputs } from './inputs.ts';
import { diagnosticLine, sayText, warn } from './output.ts';

export function fmt(args: readonly string[]): number {
  let wrong = false;
  for (const { label, text } of readInputs(args)) {
    sayText(format(text));
    for (const diagnostic of parse(text).diagnostics) {
      warn(diagnosticLine(label, diagnostic));
      wrong = true;
    }
  }
  return wrong ? 1 : 0;
}
