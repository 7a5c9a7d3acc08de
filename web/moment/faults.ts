/** The faults of a statement, matched across machines. */
import { FAULT_CHART } from '../../engine/atlas.ts';
import { placeText, type FaultRun, type Place, type Step } from '../../engine/facts.ts';

/** One machine's path through the fault chart. */
export interface FaultPath {
  /** Kernel functions, in order. */
  readonly states: readonly string[];
  /** The final state; null if the machine stopped on the way. */
  readonly end: string | null;
  /** The bead at which each state is entered: its own, or that of a function that it calls first. */
  readonly entered: readonly number[];
  /** The bead that reports each state. */
  readonly beads: readonly number[];
  /** The first bead after the fault; null if there is none in this statement. */
  readonly left: number | null;
}

/** The same fault on each machine: same page, same cause. */
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
  /** Number of states entered. */
  readonly entered: number;
  /** Null before the fault, or where the machine stopped. */
  readonly at: string | null;
}

function pathsOf(step: Step, machine: number): FaultPath[] {
  const own = step.beads.flatMap(({ fn, machines }, bead) => {
    const chain = machines[machine]?.chain;
    return chain ? [{ fn, bead, inside: chain.slice(chain.lastIndexOf(FAULT_CHART.initial) + 1 || Infinity) }] : [];
  });
  const last = own.at(-1)?.bead ?? 0;
  let cursor = 0;
  /** Continues the search where it left off: a statement may have thousands of faults. */
  const next = (holds: (b: (typeof own)[number]) => boolean): number => {
    for (let i = cursor; i < own.length; i++) if (holds(own[i]!)) return i;
    return -1;
  };
  return (step.faults[machine] ?? []).map(({ states, end }) => {
    const entered: number[] = [];
    const beads: number[] = [];
    for (const state of states) {
      const first = state === FAULT_CHART.initial;
      const told = next((b) => b.fn === state && (first || b.inside.includes(state)));
      const begun = first ? told : next((b) => b.inside.includes(state));
      // A machine that stopped in a function has no bead for it; the one with the reason stands in.
      entered.push(own[begun]?.bead ?? last);
      beads.push(own[told]?.bead ?? last);
      cursor = told < 0 ? own.length : told + 1;
    }
    const after = own[next((b) => b.inside.length === 0)];
    return { states, end, entered, beads, left: end === null ? null : (after?.bead ?? null) };
  });
}

/** In order of their first beads. */
export function faultsOf(step: Step): FaultGroup[] {
  const groups = new Map<string, { run: FaultRun; first: number; paths: (FaultPath | null)[] }>();
  step.faults.forEach((runs, machine) => {
    const times = new Map<string, number>();
    const paths = pathsOf(step, machine);
    runs.forEach((run, i) => {
      const about = `${run.process} ${placeText(run.place)} ${run.access}`;
      const time = (times.get(about) ?? 0) + 1;
      times.set(about, time);
      const key = `${about} ${time}`;
      const path = paths[i] ?? null;
      const first = path?.entered[0] ?? 0;
      const group = groups.get(key) ?? { run, first, paths: step.faults.map(() => null) };
      group.first = Math.min(group.first, first);
      group.paths[machine] = path;
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

/** Includes the final state, if reached. */
export const wayOf = (path: FaultPath | null): readonly string[] =>
  path ? [...path.states, ...(path.end === null ? [] : [path.end])] : [];
