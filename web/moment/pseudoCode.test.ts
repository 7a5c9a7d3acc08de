/** The pseudo-code says what the chart says: it is walked, and every way through it is one through the table. */
import { expect, test } from 'vitest';
import { FAULT_CHART, LINES, TABLES } from '../../engine/atlas.ts';
import type { TableInfo } from '../../engine/facts.ts';
import { codeOf, codeOfState, type CodeLine } from './pseudoCode.ts';

function throughTable(table: TableInfo, answers: ReadonlyMap<string, boolean>): string {
  for (let at = table.first; ;) {
    const question = table.questions.find(({ id }) => id === at);
    if (!question) return table.verdicts.find(({ id }) => id === at)?.label ?? '';
    at = answers.get(question.id) ? question.yes : question.no;
  }
}

/** The same through the code, as a reader goes: line by line, into a block or past it. */
function throughCode(code: readonly CodeLine[], answers: ReadonlyMap<string, boolean>): string {
  for (let at = 0; at < code.length;) {
    const { depth, id, condition, not, act } = code[at]!;
    const applies = condition === null || answers.get(id ?? '') !== not;
    if (applies && act.kind === 'return') return act.what;
    if (applies && act.kind === 'go to') at = code.findIndex(({ number }) => number === act.line);
    else if (!applies && act.kind === 'block') {
      at++;
      while (code[at] && code[at]!.depth > depth) at++;
    } else at++;
  }
  return 'the end';
}

test.each(Object.values(TABLES).map((table) => [table.name, table] as const))('%s', (_, table) => {
  const code = codeOf(table);
  const ids = table.questions.map(({ id }) => id);
  expect(code.flatMap(({ id }) => id ?? []).sort()).toEqual([...ids].sort());
  const placed = table.questions.flatMap(({ id, yes, no }) => [id, yes, no]);
  expect(table.leftOut.filter(({ before }) => !placed.includes(before))).toEqual([]);
  expect(code.filter(({ act }) => act.kind === 'left out')).toHaveLength(table.leftOut.length);
  for (let way = 0; way < 2 ** ids.length; way++) {
    const answers = new Map(ids.map((id, i) => [id, ((way >> i) & 1) === 1]));
    const led = throughCode(code, answers);
    if (led !== throughTable(table, answers))
      expect([...answers, led]).toEqual([...answers, throughTable(table, answers)]);
  }
});

test('each way out of a state is a line, and the last asks nothing', () => {
  for (const state of FAULT_CHART.states.filter(({ transitions }) => transitions.length > 0)) {
    const code = codeOfState(state);
    expect(code.map(({ id }) => id)).toEqual(state.transitions.map(({ target }) => target));
    expect(code.map(({ condition }) => condition === null)).toEqual(code.map((_, i) => i === code.length - 1));
  }
});

test('every function that is drawn has its line', () => {
  const drawn = [
    ...Object.keys(TABLES),
    ...FAULT_CHART.states.flatMap(({ name, file }) => (file === null ? [] : [name])),
  ];
  expect(drawn.filter((fn) => LINES[fn] === undefined)).toEqual([]);
});
