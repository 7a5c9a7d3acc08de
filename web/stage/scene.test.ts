import { expect, test } from 'vitest';
import { joinKeys, Scenes } from './scene.ts';
import { endOf } from './testing.ts';

const { machines, snapshot, step, bead } = endOf('A mmap m 64 private rw anon\nA write m+9\n');
const scenes = new Scenes();
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
  expect(scenes.at({ ...input })).toBe(scenes.at({ ...input }));
  expect(scenes.at({ ...input, width: 400 })).not.toBe(scenes.at(input));
});

test('what one stage asks does not make another forget', () => {
  const [one, other] = [new Scenes(), new Scenes()];
  const scene = one.at(input);
  other.at({ ...input, width: 400 });
  expect(one.at({ ...input })).toBe(scene);
});

test('an opened gap shows its pages', () => {
  const cells = (open: string): number => scenes.at({ ...input, open }).layout.machines[0]?.cells.length ?? 0;
  const gap = scenes.at(input).layout.machines[0]?.cells.find((c) => c.kind === 'gap');
  expect(cells(joinKeys([gap?.key ?? '']))).toBeGreaterThan(cells(''));
});
