/** The faults of a statement, matched across machines. */
import { FAULT_CHART } from '../../engine/atlas.ts';
import { placeText, type FaultRun, type Place, type Step } from '../../engine/facts.ts';

export type FaultPath = Pick<FaultRun, 'states' | 'end' | 'entered' | 'beads' | 'left'>;

export interface FaultGroup {
  /** Unique within a step. */
  readonly key: string;
  readonly process: string;
  readonly place: Place;
  readonly access: FaultRun['access'];
  /** Outermost first. */
  readonly callers: readonly string[];
  /** Per machine; null where it did not fault. */
  readonly paths: readonly (FaultPath | null)[];
}

export interface Standing {
  readonly entered: number;
  /** Null before the fault, or where the machine stopped. */
  readonly at: string | null;
}

/** In order of their first beads. */
export function faultsOf(step: Step): FaultGroup[] {
  const groups = new Map<string, { run: FaultRun; first: number; paths: (FaultPath | null)[] }>();
  step.faults.forEach((runs, machine) => {
    const times = new Map<string, number>();
    runs.forEach((run) => {
      const about = `${run.process} ${placeText(run.place)} ${run.access}`;
      const time = (times.get(about) ?? 0) + 1;
      times.set(about, time);
      const key = `${about} ${time}`;
      const first = run.entered[0] ?? 0;
      const group = groups.get(key) ?? { run, first, paths: step.faults.map(() => null) };
      group.first = Math.min(group.first, first);
      group.paths[machine] = run;
      groups.set(key, group);
    });
  });
  return [...groups]
    .sort(([, a], [, b]) => a.first - b.first)
    .map(([key, { run, first, paths }]) => {
      const chain = step.beads[first]?.machines.find((m) => m !== null)?.chain ?? [];
      const callers = chain.slice(0, Math.max(0, chain.lastIndexOf(FAULT_CHART.initial)));
      return { key, process: run.process, place: run.place, access: run.access, callers, paths };
    });
}

/** Between faults the previous one; before all of them the first. */
export function faultAt(groups: readonly FaultGroup[], bead: number): FaultGroup | null {
  const inside = groups.find((g) =>
    g.paths.some((p) => p && (p.entered[0] ?? Infinity) <= bead && bead <= (p.beads.at(-1) ?? -1)),
  );
  const begun = groups.findLast((g) => g.paths.some((p) => (p?.entered[0] ?? Infinity) <= bead));
  return inside ?? begun ?? groups[0] ?? null;
}

export function standingOf(path: FaultPath | null, bead: number): Standing {
  if (!path) return { entered: 0, at: null };
  const entered = path.entered.filter((b) => b <= bead).length;
  const over = entered === path.states.length && path.left !== null && path.left <= bead;
  return { entered, at: over ? path.end : (path.states[entered - 1] ?? null) };
}

export const wayOf = (path: FaultPath | null): readonly string[] =>
  path ? [...path.states, ...(path.end === null ? [] : [path.end])] : [];
