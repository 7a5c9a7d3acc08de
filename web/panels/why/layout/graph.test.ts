import { expect, test } from 'vitest';
import { TABLES } from '../../../../engine/atlas.ts';
import type { TableInfo } from '../../../../engine/facts.ts';
import { orderQuestions } from './graph.ts';

test('the special bit parts vm_normal_page in two lanes, which share the last question', () => {
  const table = TABLES['vm_normal_page'];
  if (!table) throw new Error('no such table');
  const order = orderQuestions(table);
  const lane = (id: string) => order.find((o) => o.question.id === id)?.lane;
  expect(order[0]).toMatchObject({ lane: 'wide', part: 'before' });
  expect(lane('special')).toBe('left');
  expect(lane('linear')).toBe('right');
  expect(order.at(-1)).toMatchObject({ lane: 'wide', part: 'after', question: { id: 'highest' } });
});

test.each(Object.values(TABLES).map((t) => [t.name, t] as const))(
  '%s: every question appears once, after all that lead to it',
  (_, table) => {
    const order = orderQuestions(table);
    const place = new Map(order.map((o, i) => [o.question.id, i]));
    expect(place.size).toBe(order.length);
    expect(place.size).toBe(table.questions.length);
    for (const { question } of order) {
      for (const next of [question.yes, question.no]) {
        const after = place.get(next);
        if (after !== undefined) expect(after).toBeGreaterThan(place.get(question.id) ?? Infinity);
      }
    }
  },
);

test('a chain with a short cut stays in one lane', () => {
  const q = (id: string, yes: string, no: string) => ({ id, label: id, help: '', rules: [], yes, no });
  const table: TableInfo = {
    name: 'f',
    file: '',
    summary: '',
    first: 'a',
    questions: [q('a', 'c', 'b'), q('b', 'c', 'v'), q('c', 'v', 'v')],
    verdicts: [{ id: 'v', label: 'v', tone: 'go', help: '', rules: [] }],
    leftOut: [],
  };
  expect(orderQuestions(table).map((o) => [o.question.id, o.lane])).toEqual([
    ['a', 'wide'],
    ['b', 'wide'],
    ['c', 'wide'],
  ]);
});
