/** Which decision the panel explains: those of a bead, brought together from all machines. */
import type { Bead, Decision, Step } from '../../engine/index.ts';
import type { Selected } from '../stage/selection.ts';
import { machinesDiffer } from './agreement.ts';

/** The same question of the same place, asked on each machine. */
export interface DecisionGroup {
  /** Unique within a bead. */
  readonly key: string;
  readonly table: string;
  readonly process: string | null;
  readonly place: string | null;
  /** Kernel functions that led here, outermost first, without the one that decides. */
  readonly callers: readonly string[];
  /** One a machine; null where it was not asked. */
  readonly decisions: readonly (Decision | null)[];
}

/** The decisions of one bead. */
export function groupsOf({ machines }: Pick<Bead, 'machines'>): DecisionGroup[] {
  const groups = new Map<string, (Decision | null)[]>();
  machines.forEach((machine, index) => {
    const times = new Map<string, number>();
    for (const decision of machine?.decisions ?? []) {
      const about = `${decision.table} ${decision.process ?? ''} ${decision.place ?? ''}`;
      const time = (times.get(about) ?? 0) + 1;
      times.set(about, time);
      const key = `${about} ${time}`;
      const group = groups.get(key) ?? machines.map(() => null);
      group[index] = decision;
      groups.set(key, group);
    }
  });
  return [...groups].flatMap(([key, decisions]) => {
    const any = decisions.find((d) => d !== null);
    if (!any) return [];
    const { table, process, place } = any;
    const callers = any.callers.at(-1) === table ? any.callers.slice(0, -1) : any.callers;
    return [{ key, table, process, place, callers, decisions }];
  });
}

const NORMAL = 'vm_normal_page';
export const isNormal = (group: DecisionGroup): boolean => group.table.startsWith(NORMAL);

export interface Asked {
  readonly groups: readonly DecisionGroup[];
  /** The bead that they belong to: this one, or the last before it that decided something. */
  readonly bead: number;
}

/** The decisions of a bead; where it has none, the last ones of the statement, best those about normal pages. */
export function askedBy(step: Step, bead: number): Asked | null {
  const at = (b: number): DecisionGroup[] => groupsOf(step.beads[b] ?? { machines: [] });
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

/** The first later bead of the statement that decides something; null: none does. */
export function nextDecision(step: Step, bead: number): number | null {
  const next = step.beads.findIndex((b, i) => i > bead && b.machines.some((m) => (m?.decisions.length ?? 0) > 0));
  return next < 0 ? null : next;
}

/** The one to show first of several: on which the machines differ, else about a normal page, else the first. */
export const foremost = (groups: readonly DecisionGroup[]): DecisionGroup | undefined =>
  groups.find((g) => isNormal(g) && machinesDiffer(g)) ??
  groups.find(machinesDiffer) ??
  groups.find(isNormal) ??
  groups[0];

/** The decision to show first: of what a person has selected, if it was asked; of these, one on which machines differ. */
export function preferred(groups: readonly DecisionGroup[], selected: Selected | null): DecisionGroup | null {
  const about =
    selected?.kind === 'entry'
      ? groups.filter((g) => g.process === selected.process && g.place === selected.place)
      : [];
  return foremost(about) ?? foremost(groups) ?? null;
}
