/** Where things can be seen: the first step of a built-in scenario at which each of them happens. */
import { TABLES } from '../atlas/tables.data.ts';
import type { Decision, Step } from '../facts.ts';
import { parse } from '../language/parse.ts';
import { createRun } from '../run/run.ts';
import { SCENARIOS } from '../scenario/all.ts';
import type { Sight } from './document.ts';
import { wordsOf } from './words.ts';

/**
 * By what happens: `fn vm_normal_page`, `op gup`, `outcome EFAULT`, `flag PFNMAP`, `rule R-NP-11`, `log bad_page_map`. `said untrack_pfn`: at a step
 * that succeeds, and whose sentences name it.
 */
export type Sights = ReadonlyMap<string, Sight>;

const rulesOf = ({ table, answers }: Decision): string[] =>
  answers.flatMap(({ question }) => TABLES[table]?.questions.find(({ id }) => id === question)?.rules ?? []);

function* happenings({ outcomes, beads, log }: Step): Generator<string> {
  for (const outcome of outcomes) {
    if (outcome?.kind === 'error') yield `outcome ${outcome.error}`;
    else if (outcome?.kind === 'signal') yield `outcome ${outcome.signal}`;
  }
  for (const { machines } of beads) {
    for (const machine of machines) {
      for (const fn of machine?.chain ?? []) yield `fn ${fn}`;
      for (const decision of machine?.decisions ?? []) {
        yield `fn ${decision.table}`;
        for (const rule of rulesOf(decision)) yield `rule ${rule}`;
      }
      for (const change of machine?.changes ?? []) {
        if (change.kind === 'vma') for (const flag of change.after?.flags ?? []) yield `flag ${flag}`;
      }
    }
  }
  for (const line of log.flat()) yield `log ${line.kind}`;
}

function saidAt({ outcomes }: Step, says: readonly string[]): string[] {
  if (outcomes.some((outcome) => outcome !== null && outcome.kind !== 'ok')) return [];
  return says.flatMap(wordsOf).flatMap((word) => (word.includes('_') ? [`said ${word}`] : []));
}

export function sights(): Sights {
  const first = new Map<string, Sight>();
  for (const { name, text } of SCENARIOS) {
    const program = parse(text);
    for (const step of createRun(program).play()) {
      const { statement, says = [] } = program.steps[step.step - 1] ?? {};
      for (const what of [`op ${statement?.op}`, ...happenings(step), ...saidAt(step, says)]) {
        if (!first.has(what)) first.set(what, { scenario: name, step: step.step });
      }
    }
  }
  return first;
}
