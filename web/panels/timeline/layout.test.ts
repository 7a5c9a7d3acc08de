import { describe, expect, test } from 'vitest';
import type { Step } from '../../../engine/facts.ts';
import { layoutTimeline, marksOf, microStepsFrom, type Mark, type TimelineInput } from './layout.ts';

const input = (change: Partial<TimelineInput> = {}): TimelineInput => ({
  statements: 8,
  width: 1000,
  at: { step: 5, bead: 3 },
  beads: 7,
  marks: new Map(),
  ...change,
});

describe('a short scenario', () => {
  const layout = layoutTimeline(input());

  test('has a dot and a label a statement, and a dot for the start', () => {
    expect(layout.dots.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(layout.dots.filter(({ label }) => label > 0)).toHaveLength(8);
    expect(layout.ticks).toEqual([]);
  });
  test('shows the micro-steps between a statement and the one before', () => {
    expect(layout.micro.map(({ bead }) => bead)).toEqual([0, 1, 2, 3, 4, 5]);
    const [before, end] = [layout.x({ step: 4, bead: 0 }), layout.x({ step: 5, bead: 6 })];
    for (const { x } of layout.micro) expect(x > before && x < end).toBe(true);
  });
  test('ends at a statement with its last micro-step', () => {
    expect(layout.x({ step: 5, bead: 6 })).toBe(layout.dots[5]?.x);
  });
  test('leads from a dot back to its step', () => {
    for (const { step, x } of layout.dots) expect(layout.stepAt(x)).toBe(step);
    expect(layout.stepAt(-100)).toBe(0);
    expect(layout.stepAt(10_000)).toBe(8);
  });
});

describe('2,000 statements', () => {
  const marks = new Map<number, Mark>(Array.from({ length: 500 }, (_, i) => [i * 4, 'difference']));
  const layout = layoutTimeline(input({ statements: 2000, at: { step: 700, bead: 0 }, marks }));

  test('get a scale instead of single dots', () => {
    expect(layout.dots.length).toBeLessThan(100);
    expect(layout.dots.every(({ mark, label }) => mark === 'difference' && label === 0)).toBe(true);
    expect(layout.dots.every(({ x, until }) => until >= x && until - x < 12)).toBe(true);
    expect(layout.dots.some(({ x, until }) => until > x)).toBe(true);
    expect(layout.ticks.length).toBeGreaterThan(3);
    expect(layout.micro).toEqual([]);
  });
  test('have marks that do not overlap', () => {
    const gaps = layout.dots.slice(1).map(({ x }, i) => x - (layout.dots[i]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(8);
  });
});

test('of overlapping marks the strongest is visible', () => {
  const marks = new Map<number, Mark>([
    [100, 'question'],
    [101, 'difference'],
    [102, 'broken'],
    [103, 'difference'],
    [900, 'refused'],
  ]);
  const { dots } = layoutTimeline(input({ statements: 1000, at: { step: 950, bead: 0 }, marks }));
  expect(dots.map(({ step, mark }) => [step, mark])).toEqual([
    [102, 'broken'],
    [900, 'refused'],
  ]);
});

test('micro-steps are counted across statements, as far as there are any', () => {
  const shape = { beads: [1, 3, 2], asks: new Map(), differences: [], complete: true };
  expect(microStepsFrom(shape, { step: 1, bead: 1 }, 2)).toEqual({ step: 2, bead: 0 });
  expect(microStepsFrom(shape, { step: 1, bead: 1 }, -2)).toEqual({ step: 0, bead: 0 });
  expect(microStepsFrom(shape, { step: 1, bead: 1 }, 99)).toEqual({ step: 2, bead: 1 });
  expect(microStepsFrom(shape, { step: 1, bead: 1 }, -99)).toEqual({ step: 0, bead: 0 });
  expect(microStepsFrom(shape, { step: 1, bead: 1 }, 0)).toEqual({ step: 1, bead: 1 });
});

test('what lies ahead is not given away, but for questions', () => {
  const none: ReadonlySet<number> = new Set();
  const step = (number: number, change: object) =>
    ({
      step: number,
      broken: [[], []],
      differences: [],
      outcomes: [{ kind: 'ok', value: null }, null],
      asks: [],
      beads: [{}, {}, {}],
      ...change,
    }) as unknown as Step;
  const steps = [
    step(1, { differences: [{}] }),
    step(2, { differences: [{}], broken: [[], ['R-IV-2']] }),
    step(3, { differences: [{}], asks: [{}] }),
  ];
  expect([...marksOf(steps, { step: 2, bead: 0 }, none)]).toEqual([
    [1, 'difference'],
    [3, 'question'],
  ]);
  expect(marksOf(steps, { step: 2, bead: 2 }, none).get(2)).toBe('broken');
  expect(marksOf(steps, { step: 3, bead: 2 }, new Set([3])).get(3)).toBe('difference');
  const invalid = { kind: 'error', error: 'EINVAL' };
  const read = { kind: 'ok', value: { kind: 'text', text: 'x' } };
  const refused = [step(1, { outcomes: [invalid, invalid] }), step(2, { outcomes: [read, null] })];
  expect(marksOf([step(1, { asks: [{}] })], { step: 1, bead: 2 }, new Set([1])).get(1)).toBe('question');
  expect(marksOf([step(1, { asks: [{}] })], { step: 1, bead: 2 }, none).get(1)).toBeUndefined();
  expect([...marksOf(refused, { step: 2, bead: 2 }, none)]).toEqual([[1, 'refused']]);
});

test.each([0, 1, 50, 320])('everything lies inside a width of %i', (width) => {
  for (const statements of [0, 1, 9, 40, 2000]) {
    const layout = layoutTimeline(input({ statements, width, at: { step: Math.min(5, statements), bead: 0 } }));
    const xs = [...layout.dots, ...layout.micro, ...layout.ticks].map(({ x }) => x);
    for (const x of xs) expect(Number.isFinite(x) && x >= 0 && x <= Math.max(width, 15)).toBe(true);
  }
});
