/** What should be kept in sight, and how far to scroll for it. */
import type { MachineLayout } from './layout/stage.ts';
import type { Box } from './layout/vmas.ts';
import type { Marks } from './marks.ts';
import type { Ring } from './rings.ts';
import { frameKey } from '../moment/selection.ts';

const topmost = (boxes: readonly Box[]): Box | null =>
  boxes.reduce<Box | null>((best, box) => (best && (best.y - box.y || best.x - box.x) <= 0 ? best : box), null);

/** The topmost selected thing, or else the topmost that just changed, in layout units. */
export function worthSeeing(stage: MachineLayout, rings: readonly Ring[], marks: Marks): Box | null {
  const tables = (wanted: (pfn: number) => boolean): Box[] =>
    stage.processes
      .flatMap(({ nodes }) => nodes)
      .filter(({ table }) => wanted(table.pfn))
      .map(({ x, y, width, height }) => ({ x: x - width / 2, y, width, height }));
  const picked = [
    ...rings.filter(({ selected }) => selected === 'here').map(({ box }) => box),
    ...tables((pfn) => marks.here && marks.selected === frameKey(pfn)),
  ];
  const changed = [
    ...rings.filter((ring) => ring.changed).map(({ box }) => box),
    ...tables((pfn) => marks.changedTables.has(pfn)),
  ];
  return topmost(picked) ?? topmost(changed);
}

/** Pixels. */
const MARGIN = 12;

/** How far to scroll to bring `from` to `to` within 0 and `room`; centres it if it is outside. */
export function scrollBy(from: number, to: number, room: number): number {
  return from >= MARGIN && to <= room - MARGIN ? 0 : (from + to - room) / 2;
}
