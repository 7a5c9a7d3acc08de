/** What gets a ring on one machine: what just changed, differs, is answered wrongly, or is selected. */
import type { MachineLayout } from './layout/stage.ts';
import type { FrameBox } from './layout/strip.ts';
import type { Box, Cell } from './layout/vmas.ts';
import type { MachineView, Spot } from '../../engine/facts.ts';
import { leakedFrames } from './look.ts';
import type { Marks } from './marks.ts';
import { frameKey } from '../moment/selection.ts';

export interface Ring {
  readonly key: string;
  readonly box: Box;
  readonly changed: boolean;
  readonly different: boolean;
  readonly wrong: boolean;
  /** Picked on this machine, or on another one at the same place. */
  readonly selected: 'here' | 'there' | null;
}

/** Some spot is a page that a leaf maps: `h+3` of `h+0` and 512 pages. */
function covers(cell: Cell, spots: readonly Spot[]): boolean {
  if (cell.kind !== 'entry' || !cell.leaf) return false;
  const { pages } = cell.leaf;
  const { name, page: first } = cell.place;
  return spots.some(
    ({ process, place }) =>
      process === cell.process && place.name === name && place.page >= first && place.page < first + pages,
  );
}

export function ringsOf(stage: MachineLayout, view: MachineView, marks: Marks): Ring[] {
  const selected = (key: string): Ring['selected'] => (marks.selected !== key ? null : marks.here ? 'here' : 'there');
  const wrong = new Set(stage.cells.flatMap((c) => (c.kind === 'entry' && c.entry.wrong ? [c.entry.pfn] : [])));
  const lost = leakedFrames(view);

  const ofCell = (cell: Cell): Ring[] => {
    const boxes = cell.kind === 'entry' ? [cell, ...cell.more] : [cell];
    return boxes.map((box, line) => ringOf(cell, box, line));
  };
  const isIn = (spots: ReadonlyMap<string, Spot>, cell: Cell): boolean =>
    spots.has(cell.key) || covers(cell, [...spots.values()]);
  const { picked } = marks;
  const isPicked = (cell: Cell): boolean =>
    marks.selected === cell.key || (picked?.kind === 'entry' && covers(cell, [picked]));
  const ringOf = (cell: Cell, box: Box, line: number): Ring => ({
    key: `${cell.process} ${cell.key} ${line}`,
    box,
    changed: isIn(marks.changedEntries, cell),
    different: isIn(marks.differentEntries, cell),
    wrong: cell.kind === 'entry' && cell.entry.wrong !== null,
    selected: isPicked(cell) ? (marks.here ? 'here' : 'there') : null,
  });
  const ofFrame = (box: FrameBox, pfn: number): Ring => ({
    key: `${frameKey(pfn)} ${box.placed.row}`,
    box,
    changed: marks.changedFrames.has(pfn),
    different: marks.differentFrames.has(pfn),
    wrong: wrong.has(pfn) || lost.has(pfn),
    selected: selected(frameKey(pfn)),
  });
  const rings = [
    ...stage.cells.filter((c) => c.kind === 'entry' || c.kind === 'empty').flatMap(ofCell),
    ...stage.strip.frames.flatMap((f) => (f.placed.slot.kind === 'frame' ? [ofFrame(f, f.placed.slot.pfn)] : [])),
  ];
  return rings.filter((r) => r.changed || r.different || r.wrong || r.selected !== null);
}
