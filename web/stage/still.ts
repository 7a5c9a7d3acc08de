/** Machines as they stand in a file and on paper: as low as they can be, with nothing opened, chosen or in motion. */
import type { MachineInfo, Snapshot, Step } from '../../engine/facts.ts';
import { layoutStage, type StageLayout } from './layout/stage.ts';
import { focusOf, marksOf, type Marks } from './marks.ts';

export interface StillInput {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
}

export interface Still {
  readonly layout: StageLayout;
  readonly marks: readonly Marks[];
}

/** `width`: of each machine, in units of the layout. */
export function stillOf({ machines, snapshot, step, bead }: StillInput, width: number): Still {
  const marks = machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, null));
  const layout = layoutStage({
    machines,
    snapshot,
    width,
    height: 0,
    slide: true,
    counts: false,
    detail: 1,
    focus: focusOf(marks, step.text),
    open: new Set(),
    still: true,
  });
  return { layout, marks };
}
