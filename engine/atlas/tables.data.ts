/** The decision tables without their predicates, for drawing. */
import { foundText } from '../functions.ts';
import { DECISION_TABLES } from '../linux/linux.ts';
import type { Question, Verdict } from '../mm/decisionTable.ts';
import type { TableInfo } from '../facts.ts';

export const TABLES: Readonly<Record<string, TableInfo>> = Object.fromEntries(
  DECISION_TABLES.map(({ name, summary, first, questions, verdicts, leftOut = [] }) => [
    name,
    {
      name,
      file: foundText(name) ?? '',
      summary,
      first,
      questions: Object.entries<Question<never>>(questions).map(([id, { label, help, rules, yes, no }]) => ({
        id,
        label,
        help,
        rules,
        yes,
        no,
      })),
      verdicts: Object.entries<Verdict>(verdicts).map(([id, verdict]) => ({ id, ...verdict })),
      leftOut,
    },
  ]),
);
