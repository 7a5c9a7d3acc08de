import { expect, test } from 'vitest';
import { scrollBy, worthSeeing } from './inSight.ts';
import { ringsOf } from './rings.ts';
import { Scenes } from './scene.ts';
import { endOf } from './testing.ts';

const moment = endOf('A mmap m 3 private rw anon\nA write m*\n');
const room = { width: 358, height: 500, slide: false, counts: false, detail: 1, open: '' };

function seen(selection: string | null, machine = 0) {
  const { layout, marks } = new Scenes().at({ ...moment, ...room, selection });
  const [stage, view, own] = [layout.machines[machine]!, moment.snapshot.machines[machine]!, marks[machine]!];
  return { stage, box: worthSeeing(stage, ringsOf(stage, view, own), own) };
}

test('what is picked is worth seeing, an entry as much as a table', () => {
  const { stage, box } = seen('x86_64 A m+2');
  const cell = stage.cells.find((c) => c.key === 'A:m+2');
  expect(box).toMatchObject({ x: cell?.x, y: cell?.y });
  const table = stage.processes[0]!.nodes.at(-1)!;
  const picked = seen(`x86_64 pfn 0x${table.table.pfn.toString(16)}`).box;
  expect(picked).toMatchObject({ y: table.y, x: table.x - table.width / 2 });
});

test('nothing being picked, or on another machine, it is the topmost of what changed', () => {
  // The statement made new page tables, which are drawn at the top.
  const { stage, box } = seen(null);
  const top = Math.min(...stage.processes.flatMap(({ nodes }) => nodes.map(({ y }) => y)));
  expect(box?.y).toBeGreaterThanOrEqual(top);
  expect(box?.y).toBeLessThan(stage.cells[0]!.y);
  expect(seen('arm A m+2').box).toEqual(box);
});

test('a part in sight stays where it is; another is brought to the middle', () => {
  expect(scrollBy(20, 60, 300)).toBe(0);
  expect(scrollBy(400, 440, 300)).toBe(270);
  expect(scrollBy(-50, -10, 300)).toBe(-180);
});
