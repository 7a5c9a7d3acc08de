/** What a rule of the reference says, in the words of the decision tables that follow it. */
import { TABLES } from '../../engine/index.ts';

export interface RuleUse {
  /** The kernel function. */
  readonly fn: string;
  readonly file: string;
  /** The question or verdict that follows the rule. */
  readonly label: string;
  readonly sentence: string;
}

/** Every question and verdict that follows a rule, in the order of the tables. */
export const usesOf = (rule: string): readonly RuleUse[] => USES.get(rule) ?? [];

const USES: ReadonlyMap<string, readonly RuleUse[]> = (() => {
  const uses = new Map<string, RuleUse[]>();
  for (const { name, file, questions, verdicts } of Object.values(TABLES)) {
    for (const { label, help, rules } of [...questions, ...verdicts]) {
      const use = { fn: name, file, label, sentence: help };
      for (const rule of rules) uses.set(rule, [...(uses.get(rule) ?? []), use]);
    }
  }
  return uses;
})();
