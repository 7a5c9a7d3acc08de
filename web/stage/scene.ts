/** Marks and layout of a moment, computed once for all machines. */
import type { MachineInfo, Snapshot, Spot, Step } from '../../engine/facts.ts';
import { layoutStage, type StageLayout } from './layout/stage.ts';
import { focusOf, marksOf, type Marks } from './marks.ts';

export interface MomentInput {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
  readonly selection: string | null;
}

interface RoomInput {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly width: number;
  readonly height: number;
  readonly slide: boolean;
  readonly counts: boolean;
  readonly detail: number;
  readonly open: string;
}

export type SceneInput = MomentInput & RoomInput;

export interface PastInput extends RoomInput {
  readonly processes: string;
}

export interface Scene {
  readonly marks: readonly Marks[];
  readonly layout: StageLayout;
  /** Below 1 only on a slide, which must fit everything and cannot scroll. */
  readonly shrink: number;
}

/** Down to the smallest size that is legible on a wall. */
const SHRINKS = [0.88, 0.78, 0.7, 0.62, 0.55, 0.5, 0.45, 0.42];

/** Keys contain no spaces. */
export const joinKeys = (keys: Iterable<string>): string => [...keys].sort().join(' ');

/** Caches the last answer: machines side by side ask for the same. */
function remembersLast<I extends object, T>(make: (input: I) => T): (input: I) => T {
  let last: { readonly input: I; readonly made: T } | null = null;
  return (input) => {
    const known = last;
    if (known && (Object.keys(input) as (keyof I)[]).every((key) => known.input[key] === input[key])) return known.made;
    const made = make(input);
    last = { input, made };
    return made;
  };
}

export class Scenes {
  readonly marksAt = remembersLast(({ machines, snapshot, step, bead, selection }: MomentInput): readonly Marks[] =>
    machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, selection)),
  );

  readonly at = remembersLast((input: SceneInput): Scene => {
    const { machines, snapshot, step, bead, selection, width, height, slide, detail, counts } = input;
    const marks = this.marksAt({ machines, snapshot, step, bead, selection });
    const open = new Set(input.open.split(' '));
    const focus = focusOf(marks, step.text);
    const scene = (shrink: number): Scene => {
      const room = { width: Math.floor(width / shrink), height: Math.floor(height / shrink) };
      return {
        marks,
        layout: layoutStage({ machines, snapshot, ...room, slide, counts, detail, focus, open }),
        shrink,
      };
    };
    const isCut = ({ layout, shrink }: Scene): boolean => layout.minHeight * shrink > height;
    let made = scene(1);
    for (const shrink of slide && height > 0 ? SHRINKS : []) if (isCut(made)) made = scene(shrink);
    return made;
  });

  /** The layout of the previous state, for the places of its frames; only the processes shown now are in focus. */
  readonly past = remembersLast((input: PastInput): StageLayout => {
    const focus = { entries: new Map<string, Spot>(), frames: new Set<number>(), picked: null };
    const words = (text: string): Set<string> => new Set(text.split(' '));
    return layoutStage({ ...input, open: words(input.open), focus: { ...focus, processes: words(input.processes) } });
  });
}
