/** What gets a ring on one machine: what just changed, differs, is answered wrongly, or is selected. */
import type { MachineStage } from './layout/stage.ts';
import type { FrameBox } from './layout/strip.ts';
import type { Box, Cell } from './layout/vmas.ts';
import type { MachineView } from '../../engine/index.ts';
import { leakedFrames } from './look.ts';
import type { Marks } from './marks.ts';
import { frameKey } from './selection.ts';

export interface Ring {
  readonly key: string;
  readonly box: Box;
  readonly changed: boolean;
  readonly different: boolean;
  readonly wrong: boolean;
  /** Picked on this machine, or on another one at the same place. */
  readonly selected: 'here' | 'there' | null;
}

export function ringsOf(stage: MachineStage, view: MachineView, marks: Marks): Ring[] {
  const selected = (key: string): Ring['selected'] => (marks.selected !== key ? null : marks.here ? 'here' : 'there');
  // The frame of a wrong answer is as loud as the entry.
  const wrong = new Set(stage.cells.flatMap((c) => (c.kind === 'entry' && c.entry.wrong ? [c.entry.pfn] : [])));
  const lost = leakedFrames(view);

  const ofCell = (cell: Cell): Ring => ({
    key: `${cell.process} ${cell.key}`,
    box: cell,
    changed: marks.changedEntries.has(cell.key),
    different: marks.differentEntries.has(cell.key),
    wrong: cell.kind === 'entry' && cell.entry.wrong !== null,
    selected: selected(cell.key),
  });
  const ofFrame = (box: FrameBox, pfn: number): Ring => ({
    key: frameKey(pfn),
    box,
    changed: marks.changedFrames.has(pfn),
    different: marks.differentFrames.has(pfn),
    wrong: wrong.has(pfn) || lost.has(pfn),
    selected: selected(frameKey(pfn)),
  });
  const rings = [
    ...stage.cells.filter((c) => c.kind === 'entry' || c.kind === 'empty').map(ofCell),
    ...stage.strip.frames.flatMap((f) => (f.placed.slot.kind === 'frame' ? [ofFrame(f, f.placed.slot.pfn)] : [])),
  ];
  return rings.filter((r) => r.changed || r.different || r.wrong || r.selected !== null);
}
