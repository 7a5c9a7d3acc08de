/** A run as the page holds it: its text, what has been played, and what the player needs to know. */
import type { Difference, MachineInfo, Position, Snapshot, Step } from '../../engine/facts.ts';
import type { Program } from '../../engine/text.ts';

export interface PageRun {
  /** Unique per text played. */
  readonly id: number;
  readonly text: string;
  readonly program: Program;
  readonly machines: readonly MachineInfo[];
  /** Statements that will be played. */
  readonly statements: number;
  readonly steps: readonly Step[];
  readonly complete: boolean;
}

export interface Shown {
  readonly run: PageRun;
  readonly step: Step;
  readonly bead: number;
  readonly snapshot: Snapshot;
  readonly previous: Snapshot | null;
}

/** Outcomes and log lines belong to their statement; other differences last, and are news only once. */
const told = (difference: Difference): string => JSON.stringify(difference);
const isNews = (difference: Difference, before: ReadonlySet<string>): boolean =>
  difference.kind === 'outcome' || difference.kind === 'log' || !before.has(told(difference));

/** Differences that the previous statement did not have. */
export function freshDifferences({ differences }: Step, before: Step | undefined): readonly Difference[] {
  const known = new Set(before?.differences.map(told));
  return differences.filter((difference) => isNews(difference, known));
}

export const newDifferences = (steps: readonly Step[]): number[] =>
  steps.filter((step, i) => freshDifferences(step, steps[i - 1]).length > 0).map(({ step }) => step);

export interface Shape {
  /** Micro-steps of each step played so far; at least 1. */
  readonly beads: readonly number[];
  readonly asks: ReadonlyMap<number, number>;
  /** Statements with fresh differences, rising. */
  readonly differences: readonly number[];
  readonly complete: boolean;
  /** The first step to stand at, if it is not the start. */
  readonly first?: number;
}

export interface Limits {
  readonly first: number;
  /** Infinity: the last step. */
  readonly last: number;
  readonly questions: boolean;
}

export function within(shape: Shape, { first, last, questions }: Limits): Shape {
  return {
    beads: shape.beads.slice(0, last + 1),
    // A question is asked one step earlier.
    asks: new Map(questions ? [...shape.asks].filter(([step]) => first === 0 || step > first) : []),
    differences: shape.differences.filter((step) => step >= first && step <= last),
    complete: shape.complete || shape.beads.length > last,
    first,
  };
}

export function shapeOf(run: PageRun): Shape {
  const asks = new Map<number, number>();
  for (const step of run.steps) if (step.asks.length > 0) asks.set(step.step, step.asks.length);
  const beads = run.steps.map((step) => Math.max(1, step.beads.length));
  return { beads, asks, differences: newDifferences(run.steps), complete: run.complete };
}

/** Links name micro-steps, because an index would change whenever the engine learns more of them. */
export interface MicroStep {
  readonly fn: string;
  readonly occurrence: number;
}

/** Null at the end of a statement. */
export function microStepAt(steps: readonly Step[], at: Position): MicroStep | null {
  const beads = steps[at.step]?.beads ?? [];
  const bead = beads[at.bead];
  return bead && at.bead < beads.length - 1 ? { fn: bead.fn, occurrence: bead.occurrence } : null;
}

/** Names that micro-steps had in older links: by today's name. */
const FORMER: Readonly<Record<string, readonly string[]>> = {
  __do_sys_mremap: ['mremap'],
  __free_pages: ['__free_page'],
  access: ['page_fault'],
  change_huge_pmd: ['change_pte_range'],
  change_pmd_range: ['change_pte_range'],
  do_mincore: ['mincore_pte_range'],
  do_mmap: ['mmap_region'],
  do_mprotect_pkey: ['mprotect_fixup'],
  driver: ['mmap'],
  folio_walk: ['folio_walk_start'],
  follow_huge_pmd: ['follow_page_pte'],
  follow_pfnmap: ['follow_pfnmap_start'],
  gup_fast_pmd_leaf: ['gup_fast_pte_range'],
  gup_fast_pmd_range: ['gup_fast_pte_range'],
  madvise_behavior_valid: ['madvise_vma_behavior'],
  madvise_populate: ['madvise_vma_behavior'],
  mincore_unmapped_range: ['mincore_pte_range'],
  next_frame: ['alloc_pages'],
  pagemap_pte_hole: ['pagemap_pmd_range'],
  populate_vma_page_range: ['__get_user_pages'],
  show_smap: ['smaps_pte_range'],
  smaps: ['smaps_pte_range'],
  unmap_mapping: ['unmap_mapping_pages'],
  unpin: ['unpin_user_page'],
  walk_page_test: ['pagemap_pmd_range', 'mincore_pte_range'],
};

/** The end of the statement if no micro-step has that name, or had it. */
export function findMicroStep(step: Step, micro: MicroStep): number {
  const own = step.beads.findIndex(({ fn, occurrence }) => fn === micro.fn && occurrence === micro.occurrence);
  const named = step.beads.flatMap(({ fn }, i) => (fn === micro.fn || FORMER[fn]?.includes(micro.fn) ? [i] : []));
  const bead = own >= 0 ? own : (named[micro.occurrence - 1] ?? -1);
  return bead >= 0 ? bead : Math.max(0, step.beads.length - 1);
}

export const sameEverywhere = (values: readonly (string | null)[]): boolean =>
  values.every((value) => value === values[0]);
