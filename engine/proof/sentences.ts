/**
 * Holds what micro-steps say to what happened. Worded by what a person would understand, not by the code that made the
 * sentence.
 */
import type { MachineBead, Outcome } from '../facts.ts';
import { beadFacts } from '../run/beadFacts.ts';
import type { Machine, MachineStep } from '../run/machine.ts';
import { logText } from '../say/log.ts';
import { beadText } from '../say/bead.ts';
import { CLAIMS, type Said } from './claims.ts';

export interface Told {
  readonly outcome: Outcome;
  readonly log: readonly string[];
  readonly said: readonly Said[];
  readonly decisions: MachineBead['decisions'];
}

export function toldBy({ cx }: Machine, done: MachineStep, text: string): Told {
  const beads = done.beads.map((raw) => ({ fn: raw.fn, fact: beadFacts(cx.arch, cx, raw) }));
  return {
    outcome: done.outcome,
    log: done.log.map(logText),
    said: beads.map(({ fn, fact }) => ({ fn, sentence: beadText(fact, text), changes: fact.changes })),
    decisions: beads.flatMap(({ fact }) => fact.decisions),
  };
}

/** Claims that the facts do not bear out. */
export const falseClaims = (told: Told): string[] =>
  told.said.flatMap((said) =>
    CLAIMS.flatMap(({ about, says, holds }) => {
      const match = says.exec(said.sentence);
      return match === null || holds(said, told, match) ? [] : [`${about}: ${said.fn}: ${said.sentence}`];
    }),
  );

export const claimsMade = (told: Told): string[] =>
  told.said.flatMap(({ sentence }) => CLAIMS.flatMap(({ about, says }) => (says.test(sentence) ? [about] : [])));
export const CLAIM_KINDS: readonly string[] = CLAIMS.map(({ about }) => about);

const REASON =
  /\b(?:VM|FOLL|MAP|FMODE|CONFIG)_[A-Z]\w*|\bvm_(?:ops|file|end|pgoff)\b|\bVM_FAULT_SIGBUS\b|\brefcount\b|nothing is mapped|past the end of the file|overlap|something else is mapped|SHMLBA|hook|thp_vma_allowable_order|no entry is present|private_pfnmap=refuse/i;

/** Flags that a sentence says are set, or are not, where the kernel refuses. */
const SAYS_SET =
  /(?:a mapping with|for|because) (VM_\w+)(?:, VM_\w+)* (?:(?:is|are)(?! not)|may|never)\b|\b(VM_\w+) is set\b/;
const SAYS_CLEAR = /lacks ((?:VM_\w+(?:, | and )?)+)|\b(VM_\w+) is not set\b/;

/** A flag that a refusal's sentence names, and that the mapping has not, or the other way round; null: all is true. */
export function falseFlag({ outcome, said }: Told, flags: readonly string[]): string | null {
  if (outcome.kind !== 'error' && outcome.kind !== 'signal') return null;
  const has = (flag: string): boolean => flags.includes(flag.replace('VM_', ''));
  for (const { sentence } of said) {
    const [, one, other] = SAYS_SET.exec(sentence) ?? [];
    const set = one ?? other;
    if (set !== undefined && !has(set)) return `${set} is not set: ${sentence}`;
    const [, lacked = '', alone = ''] = SAYS_CLEAR.exec(sentence) ?? [];
    const clear = `${lacked} ${alone}`.match(/VM_\w+/g)?.find(has);
    if (clear !== undefined) return `${clear} is set: ${sentence}`;
  }
  return null;
}

/** A refusal of the kernel whose sentences do not name what decided it; null: they do. */
export function missingReason(
  { outcome, said, decisions }: Told,
  labelOf: (table: string, question: string) => string,
): string | null {
  if (outcome.kind !== 'error' && outcome.kind !== 'signal') return null;
  const all = said.map(({ sentence }) => sentence).join(' ');
  const refusal = outcome.kind === 'error' ? outcome.error : outcome.signal;
  if (outcome.by === 'test driver') return /test driver/.test(all) ? null : `the test driver is not named: ${all}`;
  // The question that decided is the last of the last table that did not let the kernel go on.
  const last = decisions.at(-1);
  const deciding = last?.answers.at(-1);
  const label = last && deciding ? labelOf(last.table, deciding.question) : null;
  if (label !== null && all.includes(label)) return null;
  return REASON.test(all) ? null : `${refusal}: ${all} (asked last: ${label ?? 'nothing'})`;
}
