/** What should stay in sight of a picture, and how far to scroll for it. */
import type { MachineStage } from './layout/stage.ts';
import type { Box } from './layout/vmas.ts';
import type { Marks } from './marks.ts';
import type { Ring } from './rings.ts';
import { frameKey } from '../moment/selection.ts';

const topmost = (boxes: readonly Box[]): Box | null =>
  boxes.reduce<Box | null>((best, box) => (best && (best.y - box.y || best.x - box.x) <= 0 ? best : box), null);

/** The topmost of what is picked on this machine, else of what just changed, in units of the layout. */
export function worthSeeing(stage: MachineStage, rings: readonly Ring[], marks: Marks): Box | null {
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

/** Least distance from the edge of what is seen, in pixels. */
const MARGIN = 12;

/** How far to scroll so that a part from `from` to `to` lies within 0 and `room`: to the middle if it is outside. */
export function scrollBy(from: number, to: number, room: number): number {
  return from >= MARGIN && to <= room - MARGIN ? 0 : (from + to - room) / 2;
}
