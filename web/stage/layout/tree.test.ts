import { expect, test } from 'vitest';
import { endOf } from '../testing.ts';
import { PANEL } from './metrics.ts';
import { layoutTree, levelRows } from './tree.ts';

const { machines, snapshot } = endOf(
  'machines x86_64 arm\nA mmap a 2 private rw anon\nA write a\nA mmap b 1 private rw anon\nA write b\n',
);

test('levels of the same name share a row; the last level is in the last row', () => {
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
  const { nodes } = layoutTree({ process, info, rows, x: 10, y: 0, width: 172, metrics: PANEL });
  expect(nodes.map((n) => n.name).sort()).toEqual([...info.levels.slice(0, -1).map((l) => l.name), 'PT', 'PT'].sort());
  for (const n of nodes) {
    expect(n.x - n.width / 2).toBeGreaterThanOrEqual(10);
    expect(n.x + n.width / 2).toBeLessThanOrEqual(182);
  }
  // Two names 16 MiB apart need two last-level tables.
  const [left, right] = nodes.filter((n) => n.name === 'PT');
  expect(Math.abs((left?.x ?? 0) - (right?.x ?? 0))).toBeGreaterThan((left?.width ?? 0) - 0.1);
  expect(nodes[0]?.slots).toMatch(/^\[/);
});

test('a branch that ends at a PMD says so, beside the tables that go on', () => {
  const text =
    'A mmap a 1 private rw anon\nA write a\nA mmap h 512 shared rw vmf_insert_pfn_pmd driver+512\nA read h\n';
  const { machines: infos, snapshot: after } = endOf(`machines x86_64 arm\n${text}`);
  const trees = infos.map((info, i) => {
    const process = after.machines[i]!.processes[0]!;
    return layoutTree({ process, info, rows: levelRows(infos).of[i]!, x: 0, y: 0, width: 358, metrics: PANEL });
  });
  const [x86, arm] = trees;
  const h = after.machines[0]?.processes[0]?.vmas.find(({ place }) => place.name === 'h');
  expect(x86?.leaves.map((l) => [l.vma, l.text])).toEqual([[h?.start, 'PMD leaf 2 MiB']]);
  const [leaf] = x86?.leaves ?? [];
  const pt = x86?.nodes.find((n) => n.name === 'PT');
  expect(leaf?.y).toBe(pt?.y);
  expect(Math.abs((leaf?.x ?? 0) - (pt?.x ?? 0))).toBeGreaterThan(((leaf?.width ?? 0) + (pt?.width ?? 0)) / 2);
  expect(arm?.leaves).toEqual([]);
});
