/**
 * The fault chart as a tree to read from top to bottom, like the code: under each kernel function its ways on, in the
 * order in which they are tried. A function that several ways lead to stands once, under the last one that all of them
 * come through; the other ways are lines to it. What is not of interest is folded.
 */
import type { ChartInfo, ChartState, ChartTransition } from '../../../../engine/atlas.ts';
import { reachable } from './graph.ts';

export type Branch =
  /** A transition to a function placed here; null: the function is placed here for several that join. */
  | { readonly kind: 'state'; readonly way: ChartTransition | null; readonly node: Node }
  | { readonly kind: 'end'; readonly way: ChartTransition; readonly state: ChartState }
  | { readonly kind: 'join'; readonly way: ChartTransition }
  | { readonly kind: 'stub'; readonly targets: readonly string[]; readonly all: boolean };

export interface Node {
  readonly state: ChartState;
  readonly branches: readonly Branch[];
}

/** For each state the last one that every path to it passes. */
export function parentsOf(chart: ChartInfo): Map<string, string> {
  const byName = new Map(chart.states.map((s) => [s.name, s]));
  const without = (left: string): Set<string> =>
    reachable(chart.initial, (id) => (id === left ? null : (byName.get(id)?.transitions.map((t) => t.target) ?? null)));
  const reached = new Map(chart.states.map((s) => [s.name, without(s.name)]));
  const above = (name: string): string[] =>
    chart.states.flatMap((s) => (s.name !== name && !reached.get(s.name)?.has(name) ? [s.name] : []));
  const counts = new Map(chart.states.map((s) => [s.name, above(s.name).length]));
  return new Map(
    chart.states.flatMap(({ name }) => {
      const [nearest] = above(name).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
      return nearest === undefined || name === chart.initial ? [] : [[name, nearest] as const];
    }),
  );
}

export interface Unfolding {
  readonly chart: ChartInfo;
  readonly paths: readonly (readonly string[])[];
  readonly opened: ReadonlySet<string>;
  readonly whole: boolean;
}

const takes = (path: readonly string[], from: string, to: string): boolean =>
  path.some((name, i) => name === from && path[i + 1] === to);

export const takersOf = (paths: Unfolding['paths'], from: string, to: string): number[] =>
  paths.flatMap((path, machine) => (takes(path, from, to) ? [machine] : []));

export function unfold({ chart, paths, opened, whole }: Unfolding): Node | null {
  const byName = new Map(chart.states.map((s) => [s.name, s]));
  const parents = parentsOf(chart);
  const shownWays = (state: ChartState): ChartTransition[] =>
    state.transitions.filter(
      (t) => whole || opened.has(state.name) || takersOf(paths, state.name, t.target).length > 0,
    );
  const shown = reachable(chart.initial, (name) => {
    const state = byName.get(name);
    return state ? shownWays(state).map((t) => t.target) : null;
  });

  const nodeOf = (state: ChartState): Node => {
    const ways = new Set(shownWays(state));
    const branches: Branch[] = [];
    let folded: string[] = [];
    const closeStub = (): void => {
      if (folded.length > 0) branches.push({ kind: 'stub', targets: folded, all: ways.size === 0 });
      folded = [];
    };
    const below = new Set<string>();
    for (const way of state.transitions) {
      const target = byName.get(way.target);
      if (!target || !ways.has(way)) {
        folded.push(way.target);
        continue;
      }
      closeStub();
      if (target.final) branches.push({ kind: 'end', way, state: target });
      else if (parents.get(target.name) !== state.name) branches.push({ kind: 'join', way });
      else {
        below.add(target.name);
        branches.push({ kind: 'state', way, node: nodeOf(target) });
      }
    }
    closeStub();
    for (const other of chart.states) {
      const here = !other.final && parents.get(other.name) === state.name && shown.has(other.name);
      if (here && !below.has(other.name)) branches.push({ kind: 'state', way: null, node: nodeOf(other) });
    }
    return { state, branches };
  };
  const first = byName.get(chart.initial);
  return first ? nodeOf(first) : null;
}
