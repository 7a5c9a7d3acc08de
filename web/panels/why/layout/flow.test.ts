import { expect, test } from 'vitest';
import { TABLES } from '../../../../engine/atlas.ts';
import type { Decision, TableInfo } from '../../../../engine/facts.ts';
import { SCENARIOS } from '../../../../engine/scenario/all.ts';
import { textWidth } from '../../../stage/layout/text.ts';
import { momentsOf } from '../../../stage/testing.ts';
import { askedBy } from '../../../moment/decisions.ts';
import { ANSWER, FLOW_FONT, FLOW_SMALL, PAD, ROOMY, TIGHT, type Flow } from './chart.ts';
import { fitFlow, layoutFlow } from './flow.ts';

const NAMES = ['x86-64', 'arm'];

function faultsOf(flow: Flow): string[] {
  const faults: string[] = [];
  const boxes = flow.questions.map((b) => ({ ...b, name: b.question.id }));
  for (const { x, y, width, verdict } of flow.verdicts) {
    if (x < 0 || x + width > flow.width || y !== flow.height) faults.push(`${verdict.id} is not below the chart`);
  }
  boxes.forEach((a, i) => {
    if (a.x < 0 || a.x + a.width > flow.width || a.y + a.height > flow.height) faults.push(`${a.name} sticks out`);
    for (const b of boxes.slice(i + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) faults.push(`${a.name} over ${b.name}`);
    }
  });
  for (const q of flow.questions) {
    const beside = q.voices.length > 0 && !q.answersBelow;
    const label = q.width - 2 * PAD - (beside ? ANSWER : 0);
    const value = q.width - 2 * PAD - (beside ? 0 : ANSWER);
    for (const line of q.label) {
      if (textWidth(line, q.thin ? FLOW_SMALL : FLOW_FONT) > label) faults.push(`${line} is too long`);
    }
    for (const line of q.voices.flatMap((v) => v.lines)) {
      if (textWidth(line, FLOW_SMALL) > value) faults.push(`${line} meets its answer`);
    }
  }
  return faults;
}

function pathsOf(table: TableInfo): Decision[] {
  const paths: Decision[] = [];
  const walk = (id: string, answers: Decision['answers']): void => {
    if (paths.length >= 64) return;
    const q = table.questions.find((x) => x.id === id);
    if (!q) {
      paths.push({
        table: table.name,
        callers: [],
        process: 'A',
        place: { name: 'io', page: 0 },
        answers,
        verdict: id,
      });
      return;
    }
    for (const answer of [true, false]) {
      walk(answer ? q.yes : q.no, [...answers, { question: id, value: '0x9f002 against 0x412', answer }]);
    }
  };
  walk(table.first, []);
  return paths;
}

test.each(Object.values(TABLES).map((t) => [t.name, t] as const))(
  '%s is readable whatever was answered',
  (_, table) => {
    const paths = pathsOf(table);
    paths.forEach((path, i) => {
      const other = paths[(i * 7 + 3) % paths.length] ?? null;
      for (const width of [280, 305, 420]) {
        for (const decisions of [
          [path, path],
          [path, other],
          [path, null],
        ]) {
          const flow = layoutFlow({ table, decisions, names: NAMES, width });
          expect(faultsOf(flow)).toEqual([]);
          expect(faultsOf(layoutFlow({ table, decisions, names: NAMES, width, density: TIGHT }))).toEqual([]);
          const taken = flow.edges.filter((e) => e.ways.some((w) => w.machine === 0));
          expect(taken.length).toBe(path.answers.length);
          expect(flow.verdicts.some((v) => v.verdict.id === path.verdict)).toBe(true);
        }
      }
    });
  },
);

test('every decision of every built-in scenario can be drawn', () => {
  for (const { text } of SCENARIOS) {
    for (const { step, bead } of momentsOf(text)) {
      for (const group of askedBy(step, bead)?.groups ?? []) {
        const table = TABLES[group.table];
        if (!table) throw new Error(`no table ${group.table}`);
        const flow = layoutFlow({ table, decisions: group.decisions, names: NAMES, width: 305 });
        expect(faultsOf(flow)).toEqual([]);
      }
    }
  }
});

test('different answers of machines to one question are both shown', () => {
  const table = TABLES['vm_normal_page'];
  if (!table) throw new Error('no such table');
  const [first] = pathsOf(table);
  const last = pathsOf(table).at(-1) ?? null;
  const flow = layoutFlow({ table, decisions: [first ?? null, last], names: NAMES, width: 305 });
  expect(flow.questions[0]?.voices.map((v) => v.answer)).toEqual([true, false]);
  expect(flow.questions[0]?.voices[0]?.lines[0]).toMatch(/^x86-64: /);
});

test('vm_normal_page fits between its title and its verdict on a screen of 720 lines', () => {
  for (const { text } of SCENARIOS) {
    for (const { step, bead } of momentsOf(text)) {
      for (const group of askedBy(step, bead)?.groups ?? []) {
        const table = TABLES[group.table];
        if (!table || group.table !== 'vm_normal_page' || group.decisions.length > 2) continue;
        const flow = layoutFlow({ table, decisions: group.decisions, names: NAMES, width: 320, density: TIGHT });
        expect(flow.height).toBeLessThanOrEqual(300);
      }
    }
  }
});

test('a chart is as roomy as its height allows', () => {
  const table = TABLES['vm_normal_page'];
  if (!table) throw new Error('no such table');
  const input = { table, decisions: [pathsOf(table)[0] ?? null], names: NAMES, width: 320 };
  const roomy = layoutFlow(input).height;
  expect(fitFlow(input, roomy).density).toBe(ROOMY);
  expect(fitFlow(input, roomy - 1).density).toBe(TIGHT);
  expect(fitFlow(input, roomy - 1).flow.height).toBeLessThan(roomy);
});

test('a question that nobody asked is one line, unless nothing was asked at all', () => {
  const table = TABLES['vm_normal_page'];
  if (!table) throw new Error('no such table');
  const thin = (decisions: readonly (Decision | null)[]) =>
    layoutFlow({ table, decisions, names: NAMES, width: 320 }).questions.filter((q) => q.thin).length;
  const path = pathsOf(table)[0];
  expect(thin([path ?? null, null])).toBe(table.questions.length - (path?.answers.length ?? 0));
  expect(thin([null, null])).toBe(0);
});
