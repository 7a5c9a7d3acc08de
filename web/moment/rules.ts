/** What a rule says, and which decision tables and chart states follow it. */
import { FAULT_CHART, TABLES } from '../../engine/atlas.ts';
import type { Rule } from '../../engine/rules/index.ts';

export const loadRule = async (id: string): Promise<Rule | undefined> =>
  (await import('../../engine/rules/index.ts')).ruleOf(id);

export interface RuleUse {
  /** Kernel function. */
  readonly fn: string;
  readonly file: string;
  readonly label: string;
  readonly sentence: string;
}

/** In the order of the tables, then of the fault chart. */
export const usesOf = (rule: string): readonly RuleUse[] => USES.get(rule) ?? [];

const USES: ReadonlyMap<string, readonly RuleUse[]> = (() => {
  const uses = new Map<string, RuleUse[]>();
  const add = (rules: readonly string[], use: RuleUse): void => {
    for (const rule of rules) uses.set(rule, [...(uses.get(rule) ?? []), use]);
  };
  for (const { name, file, questions, verdicts } of Object.values(TABLES)) {
    for (const { label, help, rules } of [...questions, ...verdicts]) {
      add(rules, { fn: name, file, label, sentence: help });
    }
  }
  for (const { name, file, help, rules, transitions } of FAULT_CHART.states) {
    add(rules, { fn: name, file: file ?? '', label: '', sentence: help });
    for (const { guard } of transitions) {
      if (guard) add(guard.rules, { fn: name, file: file ?? '', label: guard.label, sentence: guard.help });
    }
  }
  return uses;
})();
