/** How machines compare, in words. */
import type { Kin, KinBreak } from '../../../engine/facts.ts';
import { differenceLine, differenceWords, outcomesBriefly } from '../../../engine/say/index.ts';
import type { MachineName } from '../../../engine/types.ts';

export function breakText({ differences }: KinBreak, names: readonly [string, string]): string {
  const outcome = differences.find(({ kind }) => kind === 'outcome');
  if (outcome?.kind === 'outcome') {
    const [base, own] = outcomesBriefly(outcome.values);
    return `${names[0]} ${base ?? ''}, ${names[1]} ${own ?? ''}`;
  }
  const [words] = differenceWords(differences);
  return words ? differenceLine(words, names, true) : 'the kernel logs differ';
}

export interface Kinship {
  readonly letter: string;
  readonly kin: Kin;
}

export const kinshipsOf = (kin: readonly Kin[]): readonly Kinship[] =>
  kin.map((one, i) => ({ letter: String.fromCharCode(65 + (i % 26)), kin: one }));

/**
 * From which statement on two machines differ, as far as that is known from comparing each with the first machine; null: they are
 * alike. Two that left the first machine's group at the same time may differ later.
 */
export function apartAt(kin: readonly Kin[], a: MachineName, b: MachineName): number | 'apart' | null {
  const [one, other] = [a, b].map((name) => kin.find(({ machines }) => machines.includes(name)));
  if (!one || !other || one === other) return null;
  const steps = [one.broke?.step ?? Infinity, other.broke?.step ?? Infinity];
  return steps[0] === steps[1] ? 'apart' : Math.min(...steps);
}
