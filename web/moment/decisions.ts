/** Which of a bead's decisions the panel explains. */
import { samePlace, sameSpot, type Spot, type Step } from '../../engine/facts.ts';
import type { Selected } from './selection.ts';
import { machinesDiffer } from './agreement.ts';
import { groupsOf, type DecisionGroup } from './groups.ts';

const NORMAL = 'vm_normal_page';
export const isNormal = (group: DecisionGroup): boolean => group.table.startsWith(NORMAL);

export interface Asked {
  readonly groups: readonly DecisionGroup[];
  readonly bead: number;
}

/** If the bead made none, the last ones of the statement, preferably those about normal pages. */
export function askedBy(step: Step, bead: number): Asked | null {
  const at = (b: number): readonly DecisionGroup[] => groupsOf(step.beads[b] ?? { machines: [] });
  const here = at(bead);
  if (here.length > 0) return { groups: here, bead };
  let last: Asked | null = null;
  for (let b = bead - 1; b >= 0; b--) {
    const groups = at(b);
    if (groups.length === 0) continue;
    last ??= { groups, bead: b };
    if (groups.some(isNormal)) return { groups, bead: b };
  }
  return last;
}

/** Null if none is left. */
export function nextDecision(step: Step, bead: number): number | null {
  const next = step.beads.findIndex((b, i) => i > bead && b.machines.some((m) => (m?.decisions.length ?? 0) > 0));
  return next < 0 ? null : next;
}

export const foremost = (groups: readonly DecisionGroup[]): DecisionGroup | undefined =>
  groups.find((g) => isNormal(g) && machinesDiffer(g)) ??
  groups.find(machinesDiffer) ??
  groups.find(isNormal) ??
  groups[0];

export const isAbout = (group: DecisionGroup, selected: Selected | null, target: Spot | null): boolean =>
  selected === null ||
  (selected.kind === 'entry' ? sameSpot(group, selected) : samePlace(group.place, target?.place ?? null));

export function preferred(groups: readonly DecisionGroup[], selected: Selected | null): DecisionGroup | null {
  const about = selected?.kind === 'entry' ? groups.filter((g) => sameSpot(g, selected)) : [];
  return foremost(about) ?? foremost(groups) ?? null;
}
