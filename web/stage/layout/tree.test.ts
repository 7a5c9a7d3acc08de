import { expect, test } from 'vitest';
import { endOf } from '../testing.ts';
import { PANEL } from './metrics.ts';
import { layoutTree, levelRows } from './tree.ts';

const { machines, snapshot } = endOf(
  'machines x86_64 arm\nA mmap a 2 private rw anon\nA write a\nA mmap b 1 private rw anon\nA write b\n',
);

test('levels of the same name share a row; the last level stands in the last row', () => {
  expect(levelRows(machines)).toEqual({
    rows: 4,
    of: [
      [0, 1, 2, 3],
      [0, 3],
    ],
  });
});

test.each([0, 1])('the tree of machine %i has its real depth and stays in its column', (machine) => {
  const process = snapshot.machines[machine]?.processes[0];
  const info = machines[machine];
  if (!process || !info) throw new Error('no process A');
  const rows = levelRows(machines).of[machine] ?? [];
  const nodes = layoutTree({ process, info, rows, x: 10, y: 0, width: 172, metrics: PANEL });
  expect(nodes.map((n) => n.name).sort()).toEqual([...info.levels.slice(0, -1).map((l) => l.name), 'PT', 'PT'].sort());
  for (const n of nodes) {
    expect(n.x - n.width / 2).toBeGreaterThanOrEqual(10);
    expect(n.x + n.width / 2).toBeLessThanOrEqual(182);
  }
  // Two names lie 16 MiB apart: two tables at the bottom, side by side.
  const [left, right] = nodes.filter((n) => n.name === 'PT');
  expect(Math.abs((left?.x ?? 0) - (right?.x ?? 0))).toBeGreaterThan((left?.width ?? 0) - 0.1);
  expect(nodes[0]?.slots).toMatch(/^\[/);
});
