import { expect, test } from 'vitest';
import { FAULT_CHART, type ChartInfo } from '../../../../engine/atlas.ts';
import { SCENARIOS } from '../../../../engine/scenario/all.ts';
import { textWidth } from '../../../stage/layout/text.ts';
import { momentsOf } from '../../../stage/testing.ts';
import { faultsOf, wayOf } from '../../../moment/faults.ts';
import { FLOW_FONT, FLOW_SMALL, LINE } from './chart.ts';
import { layoutChart, marksIn, type ChartInput, type ChartPicture } from './faultChart.ts';
import { parentsOf, unfold, type Node } from './tree.ts';

const NAMES = ['x86-64', 'arm', 'arm LPAE', 'x86-64 again'];
const WIDTHS = [215, 300, 325, 420];
const NOTHING = new Set<string>();

const draw = (input: Partial<ChartInput>): ChartPicture =>
  layoutChart({ chart: FAULT_CHART, paths: [], opened: NOTHING, whole: false, names: NAMES, width: 325, ...input });

interface Area {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function faultsIn(picture: ChartPicture): string[] {
  const faults: string[] = [];
  const words = picture.ways.flatMap((way) =>
    (way.words?.lines ?? []).map((line, i) => ({
      name: `${way.key} "${line}"`,
      x: way.words!.x,
      y: way.words!.y + i * LINE,
      width: textWidth(line, FLOW_SMALL),
      height: LINE - 2,
    })),
  );
  const areas: Area[] = [
    ...picture.boxes.map((b) => ({ ...b, name: b.key })),
    ...picture.stubs.map((b) => ({ ...b, name: b.key })),
    ...words,
  ];
  areas.forEach((a, i) => {
    if (a.x < 0 || a.y < 0 || a.x + a.width > picture.width || a.y + a.height > picture.height) {
      faults.push(`${a.name} sticks out`);
    }
    for (const b of areas.slice(i + 1)) {
      const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      if (!apart) faults.push(`${a.name} over ${b.name}`);
    }
  });
  for (const box of picture.boxes) {
    for (const line of box.label) {
      if (textWidth(line, FLOW_FONT) > box.width - 8) faults.push(`${line} leaves its box`);
    }
    const [nameLine] = [...box.label].reverse();
    for (const mark of marksIn(box, box.machines, NAMES)) {
      if (mark.x < box.x || mark.y + 5 > box.y + box.height) faults.push(`a mark leaves ${box.key}`);
      const beside = !box.below && box.label.length === 1;
      if (beside && mark.x < box.x + 8 + textWidth(nameLine ?? '', FLOW_FONT)) faults.push(`a mark over ${box.key}`);
    }
  }
  for (const parts of [[...picture.boxes, ...picture.stubs], picture.ways]) {
    if (new Set(parts.map((part) => part.key)).size < parts.length) faults.push('two of one name');
  }
  return faults;
}

const told = (picture: ChartPicture, name: string): string[] => [
  ...picture.ways.filter((w) => w.from === name).map((w) => w.to),
  ...picture.stubs.filter((s) => s.of === name).flatMap((s) => s.targets),
];

function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const branch of node.branches) if (branch.kind === 'state') yield* nodesOf(branch.node);
}

test.each(WIDTHS)('the whole chart, %i wide: every state once, every transition drawn, no overlap', (width) => {
  const picture = draw({ whole: true, width });
  expect(faultsIn(picture)).toEqual([]);
  expect(picture.stubs).toEqual([]);
  for (const state of FAULT_CHART.states) {
    expect(picture.boxes.filter((b) => b.state === state).length > 0, state.name).toBe(true);
    if (!state.final) expect(picture.boxes.filter((b) => b.state === state)).toHaveLength(1);
    expect(told(picture, state.name).sort()).toEqual(state.transitions.map((t) => t.target).sort());
  }
});

test('every fault of every built-in scenario can be drawn, folded and whole, and its path is on the chart', () => {
  const seen = new Set<string>();
  for (const { name, text } of SCENARIOS) {
    for (const { step, bead } of momentsOf(text)) {
      if (bead > 0) continue;
      for (const fault of faultsOf(step)) {
        const paths = fault.paths.map(wayOf);
        const key = JSON.stringify(paths);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const width of WIDTHS) {
          for (const whole of [false, true]) {
            const picture = draw({ paths, whole, width });
            expect(faultsIn(picture), `${name} ${step.step}`).toEqual([]);
            paths.forEach((path, machine) => {
              const drawn = picture.ways.filter((w) => w.machines.includes(machine)).map((w) => w.key);
              const gone = path.slice(1).map((to, i) => `${path[i]}>${to}`);
              expect(drawn.sort(), `${name} ${step.step}`).toEqual(gone.sort());
            });
            for (const { state } of picture.boxes.filter((b) => !b.state.final)) {
              expect(told(picture, state.name).sort()).toEqual(state.transitions.map((t) => t.target).sort());
            }
          }
        }
      }
    }
  }
  expect(seen.size).toBeGreaterThan(10);
});

function waysThrough(chart: ChartInfo): string[][] {
  const byName = new Map(chart.states.map((s) => [s.name, s]));
  const walk = (name: string): string[][] => {
    const state = byName.get(name);
    if (!state || state.final) return [[name]];
    return state.transitions.flatMap((t) => walk(t.target).map((rest) => [name, ...rest]));
  };
  return walk(chart.initial);
}

test('four machines on any four ways can be drawn, whatever is opened', () => {
  const all = waysThrough(FAULT_CHART);
  expect(all.length).toBeGreaterThan(40);
  all.forEach((_, i) => {
    const paths = [1, 7, 13, 29].map((k) => all[(i * k) % all.length] ?? []);
    const opened = new Set([FAULT_CHART.states[i % FAULT_CHART.states.length]?.name ?? '']);
    for (const width of WIDTHS) expect(faultsIn(draw({ paths, opened, width }))).toEqual([]);
  });
});

test('a fault is folded to its path, and a stub opens the ways of its state', () => {
  const paths = [['handle_mm_fault', 'handle_pte_fault', 'do_wp_page', 'wp_page_copy', 'done']];
  const folded = draw({ paths });
  expect(folded.boxes.map((b) => b.state.name)).toEqual(paths[0]);
  expect(folded.stubs.map((s) => s.text)).toEqual(['+4 others', '+2 others', '+4 others', '+1 other']);
  const opened = draw({ paths, opened: new Set(['do_wp_page']) });
  expect(opened.boxes.map((b) => b.state.name)).toContain('wp_pfn_shared');
  expect(opened.stubs.some((s) => s.of === 'do_wp_page')).toBe(false);
});

test('a function is placed under the last one that every path to it passes', () => {
  const parents = parentsOf(FAULT_CHART);
  expect(parents.get('__do_fault')).toBe('do_fault');
  expect(parents.get('handle_pte_fault')).toBe('handle_mm_fault');
  expect(parents.get('wp_page_reuse')).toBe('do_wp_page');
  const root = unfold({ chart: FAULT_CHART, paths: [], opened: NOTHING, whole: true });
  if (!root) throw new Error('no chart');
  const names = [...nodesOf(root)].map((n) => n.state.name);
  expect(names.sort()).toEqual(FAULT_CHART.states.flatMap((s) => (s.final ? [] : [s.name])).sort());
});
