/** Marks and layout of a moment. Machines side by side show the same moment, so it is computed once for all of them. */
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
  /** Somebody is asked what frames count. */
  readonly counts: boolean;
  /** How much more of large mappings is shown than usual. */
  readonly detail: number;
  /** Keys of opened gaps, joined. */
  readonly open: string;
}

export type SceneInput = MomentInput & RoomInput;

export interface PastInput extends RoomInput {
  /** Names of the processes that are shown now, joined. */
  readonly processes: string;
}

export interface Scene {
  /** One a machine. */
  readonly marks: readonly Marks[];
  readonly layout: StageLayout;
  /** How much smaller than its own units it is shown: less than 1 only on a slide, which must show all and cannot scroll. */
  readonly shrink: number;
}

/** Down to the smallest that can be read on a wall. */
const SHRINKS = [0.88, 0.78, 0.7, 0.62, 0.55, 0.5, 0.45, 0.42];

/** Joins keys of gaps to a text; keys hold no spaces. */
export const joinKeys = (keys: Iterable<string>): string => [...keys].sort().join(' ');

/** A function that remembers its last answer: machines side by side ask the same, one after another. */
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

/** The scenes of one stage. Each kind remembers its last one. */
export class Scenes {
  /** The marks of each machine at a moment. */
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

  /**
   * The layout of a state that something flies from: only for the places of its frames, so nothing is in focus but the
   * processes that are shown now.
   */
  readonly past = remembersLast((input: PastInput): StageLayout => {
    const focus = { entries: new Map<string, Spot>(), frames: new Set<number>(), picked: null };
    const words = (text: string): Set<string> => new Set(text.split(' '));
    return layoutStage({ ...input, open: words(input.open), focus: { ...focus, processes: words(input.processes) } });
  });
}
