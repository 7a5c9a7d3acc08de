/** Marks and layout of a moment. Machines side by side show the same moment, so it is computed once for all of them. */
import type { MachineInfo, Snapshot, Step } from '../../engine/index.ts';
import { layoutStage, type StageLayout } from './layout/stage.ts';
import { focusOf, marksOf, type Marks } from './marks.ts';

export interface SceneInput {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly step: Step;
  readonly bead: number;
  readonly selection: string | null;
  readonly width: number;
  readonly height: number;
  readonly slide: boolean;
  /** How much more of large mappings is shown than usual. */
  readonly detail: number;
  /** Keys of opened gaps, joined. */
  readonly open: string;
}

export interface Scene {
  /** One a machine. */
  readonly marks: readonly Marks[];
  readonly layout: StageLayout;
}

/** Joins keys of gaps to a text; keys hold no spaces. */
export const joinKeys = (keys: Iterable<string>): string => [...keys].sort().join(' ');

let last: { readonly input: SceneInput; readonly scene: Scene } | null = null;

const same = (a: SceneInput, b: SceneInput): boolean =>
  (Object.keys(a) as (keyof SceneInput)[]).every((key) => a[key] === b[key]);

export function sceneOf(input: SceneInput): Scene {
  if (last && same(last.input, input)) return last.scene;
  const { machines, snapshot, step, bead, selection, width, height, slide, detail } = input;
  const marks = machines.map((_, i) => marksOf(i, machines, snapshot, step, bead, selection));
  const open = new Set(input.open.split(' '));
  const layout = layoutStage({
    machines,
    snapshot,
    width,
    height,
    slide,
    detail,
    focus: focusOf(marks, step.text),
    open,
  });
  const scene = { marks, layout };
  last = { input, scene };
  return scene;
}
