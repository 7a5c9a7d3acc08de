/** `npm run rules`: which rules the rows reach, and which no statement reaches, with the reasons. */
import { DECISION_TABLES } from '../linux/linux.ts';
import { GUARDS } from '../chart/faultChart.ts';
import { RULE_FAMILIES } from '../rules/index.ts';
import { CASES } from './cases.ts';
import { ELSEWHERE, UNREACHED } from './reference.ts';
import { ROWS } from './rows/index.ts';
import { NORMAL_PAGE_ROWS } from './rows/normalPage.ts';
import { isForced } from './rows/row.ts';
import { TABLE_ROWS } from './rows/tableRows.ts';

interface Cited {
  readonly id: string;
  readonly rules: readonly string[];
  readonly how: 'statements' | 'forced' | 'table';
}

const ALL: readonly Cited[] = [
  ...ROWS.map((row) => ({
    id: row.id,
    rules: row.rules,
    how: isForced(row) ? ('forced' as const) : ('statements' as const),
  })),
  ...[...NORMAL_PAGE_ROWS, ...TABLE_ROWS].map(({ id, rules }) => ({ id, rules, how: 'table' as const })),
];
const testOf = (id: string): string | null => /^T-\d+/.exec(id)?.[0] ?? null;

function reach(): Map<string, string[]> {
  const reached = new Map<string, string[]>();
  const add = (rule: string, by: string): void => {
    const known = reached.get(rule);
    if (known === undefined) reached.set(rule, [by]);
    else if (!known.includes(by)) known.push(by);
  };
  for (const { id, rules } of ALL) for (const rule of rules) add(rule, id);
  for (const { file, ids } of ELSEWHERE) for (const id of ids) add(id, file);
  return reached;
}

export async function main(): Promise<number> {
  const reached = reach();
  const cases = Object.keys(CASES);
  const whyNot = new Map(
    UNREACHED.flatMap(({ family, rules, tests }) => [...rules, ...tests].map((id) => [id, family])),
  );
  const lost: string[] = [];
  const twice: string[] = [];
  for (const { code, title, rules } of RULE_FAMILIES.filter(({ code }) => code !== 'D')) {
    const ids = Object.keys(rules);
    const hit = ids.filter((rule) => reached.has(rule));
    console.log(`\n${code} ${title}: ${hit.length} of ${ids.length} reached`);
    for (const rule of ids) {
      const by = reached.get(rule);
      if (by !== undefined) console.log(`  ${rule}: ${by.join(', ')}`);
      if (by === undefined && !whyNot.has(rule)) lost.push(rule);
      if (by !== undefined && whyNot.has(rule)) twice.push(rule);
    }
  }
  console.log('\nWhat no statement reaches:');
  for (const { family, why, rules, tests } of UNREACHED) {
    console.log(`  ${family}: ${why}`);
    if (rules.length > 0) console.log(`    rules ${rules.join(' ')}`);
    if (tests.length > 0) console.log(`    tests ${tests.join(' ')}`);
  }
  const tests = new Map<string, Set<Cited['how']>>();
  for (const { id, how } of ALL) {
    const test = testOf(id);
    if (test !== null) tests.set(test, (tests.get(test) ?? new Set()).add(how));
  }
  const elsewhere = new Set(ELSEWHERE.flatMap(({ ids }) => ids));
  lost.push(...cases.filter((test) => !tests.has(test) && !elsewhere.has(test) && !whyNot.has(test)));
  twice.push(...cases.filter((test) => (tests.has(test) || elsewhere.has(test)) && whyNot.has(test)));
  const count = (how: Cited['how']): number => [...tests.values()].filter((ways) => ways.has(how)).length;
  const other = cases.filter((test) => !tests.has(test) && elsewhere.has(test)).length;
  const citing = DECISION_TABLES.reduce((sum, { questions }) => sum + Object.keys(questions).length, 0);
  console.log(`
${ALL.length} rows. Tests T-*: ${tests.size + other} of ${cases.length} are checked: ${count('statements')} by statements, ${count('forced')} with something forced, ${count('table')} by a table alone (some in more ways than one), ${other} elsewhere.
${citing} questions in ${DECISION_TABLES.length} decision tables, ${Object.keys(GUARDS).length} guards; npm run mutate breaks each.`);
  const notes = ROWS.filter(({ note }) => note !== '');
  console.log(`\nNotes of rows:`);
  for (const { id, note } of notes) console.log(`  ${id}: ${note}`);
  for (const id of lost) console.log(`NOT ACCOUNTED FOR: ${id}`);
  for (const id of twice) console.log(`both reached and explained away: ${id}`);
  return lost.length + twice.length > 0 ? 1 : 0;
}
