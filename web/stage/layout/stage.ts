/**
 * The layout of all machines, from a snapshot and a size to positions. Pure. Columns, rows, cells and the strip of
 * frames are shared, so that the same state has the same place on every machine.
 */
import type { FrameView, MachineInfo, Snapshot } from '../../../engine/facts.ts';
import { leakedFrames } from '../look.ts';
import { framesBy, remembered } from '../../moment/lookup.ts';
import {
  layoutBands,
  layoutRows,
  rssText,
  type BandRows,
  type Bands,
  type BandsInput,
  type ProcessBox,
} from './bands.ts';
import type { Callout } from './callouts.ts';
import { layoutChips, processKey, type Chip } from './chips.ts';
import { layoutStrip, type FrameRange, type Strip } from './frames.ts';
import { pagesOf } from './leaves.ts';
import { layoutLinks, type Link } from './links.ts';
import {
  COUNTED,
  DENSE,
  LOW,
  LOW_SLIDE,
  nearer,
  PANEL,
  SLIDE,
  THUMBNAIL,
  TIGHT,
  TIGHT_SLIDE,
  withTrees,
  type Metrics,
} from './metrics.ts';
import { indexMachine, processNames, type MachineIndex } from './places.ts';
import { runsOf } from './runs.ts';
import { layoutColumns, sharedBlocks, type Focus } from './shared.ts';
import { boxOfPfn, stripBoxes, stripHeight, type StripBoxes } from './strip.ts';
import type { Cell, VmaBox } from './vmas.ts';

export interface StageInput {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
  readonly width: number;
  /** Room available; the layout exceeds it if it must. */
  readonly height: number;
  readonly slide: boolean;
  /** 1 is the default; more shows more of large mappings. */
  readonly detail: number;
  readonly focus: Focus;
  readonly counts: boolean;
  readonly open: ReadonlySet<string>;
  /** Nobody can ask for what is cut. */
  readonly still?: boolean;
}

export interface MachineLayout {
  readonly processes: readonly ProcessBox[];
  readonly vmas: readonly VmaBox[];
  readonly chips: readonly Chip[];
  readonly cells: readonly Cell[];
  readonly callouts: readonly Callout[];
  readonly links: readonly Link[];
  readonly strip: StripBoxes;
}

export interface StageLayout {
  readonly width: number;
  readonly height: number;
  readonly minHeight: number;
  readonly metrics: Metrics;
  readonly machines: readonly MachineLayout[];
}

const MANY = 24;

const pinnedFrames = remembered((frames: readonly FrameView[]) =>
  frames.filter((f) => f.pins.length > 0).map((f) => f.pfn),
);

function seenFrames(input: StageInput, cells: readonly (readonly Cell[])[]): Set<number> {
  // Where a statement changes very many frames, only those with a line are shown.
  const seen = new Set<number>(input.focus.frames.size <= MANY ? input.focus.frames : []);
  input.snapshot.machines.forEach((view, index) => {
    const bit = input.machines[index]?.hasPteSpecial ?? true;
    for (const cell of cells[index] ?? []) {
      if (cell.kind !== 'entry' || cell.leaf) continue;
      seen.add(cell.entry.pfn);
      if (!bit && cell.entry.linear !== null) seen.add(cell.entry.linear);
    }
    for (const pfn of pinnedFrames(view.frames)) seen.add(pfn);
    for (const pfn of leakedFrames(view)) seen.add(pfn);
  });
  return seen;
}

function blocksOf({ info, processes }: MachineIndex): FrameRange[] {
  const blocks = new Map<number, FrameRange>();
  for (const { leaves } of processes.values()) {
    for (const { entry } of leaves) {
      blocks.set(entry.pfn, { from: entry.pfn, to: entry.pfn + pagesOf(entry, info) });
    }
  }
  return [...blocks.values()];
}

const without = (machine: MachineIndex, folded: ReadonlySet<string>): MachineIndex => ({
  ...machine,
  processes: new Map([...machine.processes].filter(([name]) => !folded.has(name))),
});

/** Key of the trees: on a page they may be folded, on a slide they are shown only if this is open. */
export const TREES_KEY = 'trees';

/** This many processes are never folded. */
const FEW = 2;

/** Processes that the step does not concern, which may be folded to save room. */
function foldable({ focus, open }: StageInput, machines: readonly MachineIndex[]): ReadonlySet<string> {
  const names = processNames(machines);
  const isWrong = (name: string): boolean =>
    machines.some(({ info, processes }) =>
      processes.get(name)?.vmas.some((v) => runsOf(v.vma.entries, info).wrong.length > 0),
    );
  const kept = names.filter((name) => focus.processes.has(name) || open.has(processKey(name)) || isWrong(name));
  const shown = new Set(kept.length > 0 ? kept : names.slice(-1));
  return new Set(names.length > FEW ? names.filter((name) => !shown.has(name)) : []);
}

const machinesOf = ({ machines, snapshot }: StageInput): MachineIndex[] =>
  snapshot.machines.flatMap((view, i) => {
    const info = machines[i];
    return info ? [indexMachine(info, view)] : [];
  });

export function layoutThumbnail(input: StageInput): StageLayout {
  return finish(planOf(draftOf(THUMBNAIL, input, machinesOf(input), new Set()), input), input);
}

/**
 * Chooses sizes that suit the room. If a panel is too low, it first tightens the spacing, then folds processes that the
 * step does not concern, then the trees.
 */
export function layoutStage(input: StageInput): StageLayout {
  const machines = machinesOf(input);
  const hasTrees = input.open.has(TREES_KEY);
  const slides = [SLIDE, LOW_SLIDE, TIGHT_SLIDE].map((sizes) => (hasTrees ? withTrees(sizes) : sizes));
  const none: ReadonlySet<string> = new Set();
  const folded = foldable(input, machines);
  const counted = input.counts && !hasTrees ? [COUNTED] : [];
  const sizesToTry = input.slide ? slides : [PANEL, DENSE, ...counted, LOW];
  const foldsToTry = folded.size > 0 ? [none, folded] : [none];
  const attempts = foldsToTry.flatMap((gone) => sizesToTry.map((sizes) => [sizes, gone] as const));
  const draft = (sizes: Metrics, gone: ReadonlySet<string>): Draft => draftOf(sizes, input, machines, gone);
  const fits = (height: number): boolean => height <= input.height || input.height <= 0;
  for (const [sizes, gone] of attempts) {
    const drafted = draft(sizes, gone);
    if (!fits(drafted.atLeast)) continue;
    const plan = planOf(drafted, input);
    if (fits(plan.minHeight)) return finish(plan, input);
  }
  const least = input.slide ? slides.at(-1) : hasTrees ? LOW : TIGHT;
  return finish(planOf(draft(least ?? TIGHT_SLIDE, folded), input), input);
}

interface Draft {
  readonly metrics: Metrics;
  readonly machines: readonly MachineIndex[];
  readonly chips: ReturnType<typeof layoutChips>;
  readonly bands: BandsInput;
  readonly rows: BandRows;
  readonly atLeast: number;
}

/** Everything that decides the height. The rest is computed only for the layout that is shown. */
interface Plan extends Pick<Draft, 'metrics' | 'machines' | 'chips'> {
  readonly bands: Bands;
  readonly blocks: readonly (readonly FrameRange[])[];
  readonly strip: Strip;
  readonly rest: number;
  readonly minHeight: number;
}

function draftOf(sizes: Metrics, input: StageInput, all: readonly MachineIndex[], folded: ReadonlySet<string>): Draft {
  const { width, focus, open } = input;
  const metrics = nearer(sizes, input.detail);
  const machines = folded.size === 0 ? all : all.map((machine) => without(machine, folded));
  const rssOf = (machine: MachineIndex, name: string): string => {
    const process = machine.processes.get(name);
    return process ? rssText(process.view) : '';
  };
  const chips = layoutChips([...folded], all, rssOf, width, metrics);
  const columns = layoutColumns(machines, width, metrics);
  const blocks = sharedBlocks(machines, columns.width, focus, open, metrics);
  const bands: BandsInput = { top: chips.height, machines, columns, blocks, metrics };
  const rows = layoutRows(bands);
  return { metrics, machines, chips, bands, rows, atLeast: rows.height + metrics.lines };
}

function planOf(draft: Draft, input: StageInput): Plan {
  const { width, open, snapshot } = input;
  const { metrics, machines, chips } = draft;
  const bands = layoutBands(draft.bands, draft.rows);
  const seen = seenFrames(
    input,
    bands.machines.map((b) => b.cells),
  );
  const blocks = machines.map(blocksOf);
  const strip = layoutStrip({
    machines: snapshot.machines,
    seen,
    blocks: blocks.flat(),
    open,
    readable: input.still ?? false,
    width,
    metrics,
  });
  const rest = bands.height + stripHeight(strip, metrics) + 8;
  return { metrics, machines, chips, bands, blocks, strip, rest, minHeight: Math.ceil(rest + metrics.lines) };
}

function finish(plan: Plan, { width, height, focus }: StageInput): StageLayout {
  const { metrics, machines, chips, bands, blocks, strip, rest, minHeight } = plan;
  const lines = Math.min(Math.max(height - rest, metrics.lines), metrics.linesMax);
  const stripY = bands.height + lines;
  return {
    width,
    height: rest + lines,
    minHeight,
    metrics,
    machines: bands.machines.map((band, i) => {
      const { info, view } = machines[i]!;
      const boxes = stripBoxes({
        strip,
        view,
        info,
        blocks: blocks[i] ?? [],
        strong: focus.frames,
        y: stripY,
        width,
        metrics,
      });
      const frames = framesBy(view.frames);
      const isTable = (pfn: number): boolean => frames.get(pfn)?.kind === 'table';
      const links = layoutLinks(info, band.cells, (pfn) => boxOfPfn(boxes.frames, pfn, isTable(pfn)));
      return { ...band, chips: chips.machines[i] ?? [], links, strip: boxes };
    }),
  };
}
