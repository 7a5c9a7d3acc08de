/** The decisions of a bead, matched across machines. */
import { placeText, type Bead, type Decision, type Place } from '../../engine/facts.ts';
import { remembered } from './lookup.ts';

export interface DecisionGroup {
  /** Unique within a bead. */
  readonly key: string;
  readonly table: string;
  readonly process: string | null;
  readonly place: Place | null;
  /** Outermost first, without the deciding function itself. */
  readonly callers: readonly string[];
  /** Per machine; null where it was not asked. */
  readonly decisions: readonly (Decision | null)[];
}

export const groupsOf = remembered(({ machines }: Pick<Bead, 'machines'>): readonly DecisionGroup[] => {
  const groups = new Map<string, (Decision | null)[]>();
  machines.forEach((machine, index) => {
    const times = new Map<string, number>();
    for (const decision of machine?.decisions ?? []) {
      const about = `${decision.table} ${decision.process ?? ''} ${decision.place ? placeText(decision.place) : ''}`;
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
});
