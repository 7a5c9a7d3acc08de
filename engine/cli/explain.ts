/** `explain FILE`: what a pasted dump, entry or log says. */
import { explain as explained } from '../paste/explain.ts';
import type { Found } from '../paste/found.ts';
import { readInputs } from './inputs.ts';
import { aligned, folded, say } from './output.ts';

function sayFound({ title, says, items, decides, unknown, shown }: Found): void {
  say(title);
  for (const line of says.flatMap((one) => folded(one, '  '))) say(line);
  for (const line of aligned(items.map(({ name, value, means }) => [`  ${name}`, value, means]))) say(line);
  if (decides !== null) for (const line of folded(`What decides: ${decides}`, '  ')) say(line);
  for (const line of unknown.flatMap((one) => folded(`Not known: ${one}`, '  '))) say(line);
  if (shown === null) return;
  if ('scenario' in shown)
    return say(`  To see it: run ${shown.scenario}${shown.step > 0 ? `, step ${shown.step}` : ''}`);
  say('  To see it, run:');
  for (const line of shown.text.trimEnd().split('\n')) say(`    ${line}`);
}

export function explain(args: readonly string[]): number {
  const all = readInputs(args).flatMap(({ text }) => explained(text));
  for (const [i, one] of all.entries()) {
    if (i > 0) say('');
    sayFound(one);
  }
  return 0;
}
