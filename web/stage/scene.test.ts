import { expect, test } from 'vitest';
import { joinKeys, sceneOf } from './scene.ts';
import { endOf } from './testing.ts';

const { machines, snapshot, step, bead } = endOf('A mmap m 64 private rw anon\nA write m+9\n');
const input = {
  machines,
  snapshot,
  step,
  bead,
  selection: null,
  width: 358,
  height: 500,
  slide: false,
  counts: false,
  detail: 1,
  open: '',
};

test('the same moment is computed once', () => {
  expect(sceneOf({ ...input })).toBe(sceneOf({ ...input }));
  expect(sceneOf({ ...input, width: 400 })).not.toBe(sceneOf(input));
});

test('an opened gap shows its pages', () => {
  const cells = (open: string): number => sceneOf({ ...input, open }).layout.machines[0]?.cells.length ?? 0;
  const gap = sceneOf(input).layout.machines[0]?.cells.find((c) => c.kind === 'gap');
  expect(cells(joinKeys([gap?.key ?? '']))).toBeGreaterThan(cells(''));
});
