import { expect, test } from 'vitest';
import { SCENARIOS, TABLES, type Decision, type TableInfo } from '../../../engine/index.ts';
import { textWidth } from '../../stage/layout/text.ts';
import { momentsOf } from '../../stage/testing.ts';
import { askedBy } from '../decisions.ts';
import { FLOW_FONT, FLOW_SMALL, type Flow } from './chart.ts';
import { layoutFlow } from './flow.ts';

const NAMES = ['x86-64', 'arm'];

/** Boxes that overlap or stick out, and words that leave their box. */
function faultsOf(flow: Flow): string[] {
  const faults: string[] = [];
  const boxes = [
    ...flow.questions.map((b) => ({ ...b, name: b.question.id })),
    ...flow.verdicts.map((b) => ({ ...b, name: b.verdict.id })),
  ];
  boxes.forEach((a, i) => {
    if (a.x < 0 || a.x + a.width > flow.width || a.y + a.height > flow.height) faults.push(`${a.name} sticks out`);
    for (const b of boxes.slice(i + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) faults.push(`${a.name} over ${b.name}`);
    }
  });
  for (const q of flow.questions) {
    for (const line of q.label) if (textWidth(line, FLOW_FONT) > q.width - 14) faults.push(`${line} is too long`);
    for (const line of q.voices.flatMap((v) => v.lines)) {
      if (textWidth(line, FLOW_SMALL) > q.width - 14 - 22) faults.push(`${line} meets its answer`);
    }
  }
  return faults;
}

/** Every path through a table, up to a number of them. */
function pathsOf(table: TableInfo): Decision[] {
  const paths: Decision[] = [];
  const walk = (id: string, answers: Decision['answers']): void => {
    if (paths.length >= 64) return;
    const q = table.questions.find((x) => x.id === id);
    if (!q) {
      paths.push({ table: table.name, callers: [], process: 'A', place: 'io+0', answers, verdict: id });
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
          // Whoever answered is seen on an edge or at a verdict all the way down.
          const taken = flow.edges.filter((e) => e.machines.includes(0));
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

test('machines that say different things at one question are both heard', () => {
  const table = TABLES['vm_normal_page'];
  if (!table) throw new Error('no such table');
  const [first] = pathsOf(table);
  const last = pathsOf(table).at(-1) ?? null;
  const flow = layoutFlow({ table, decisions: [first ?? null, last], names: NAMES, width: 305 });
  expect(flow.questions[0]?.voices.map((v) => v.answer)).toEqual([true, false]);
  expect(flow.questions[0]?.voices[0]?.lines[0]).toMatch(/^x86-64: /);
});
