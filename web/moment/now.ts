/**
 * Asks `vm_normal_page` about the selected entry, or at the end of a statement about the entry that it changed. The
 * engine's own table answers.
 */
import { changeText } from '../../engine/say/index.ts';
import { sameSpot, type EntryAnswer, type Snapshot, type Spot, type Step, type WhatIf } from '../../engine/facts.ts';
import type { Selected } from './selection.ts';
import type { DecisionGroup } from './groups.ts';
import { mappersOf } from './subject.ts';

export type Target = Spot;

/** One answer per machine; null where nothing is mapped. */
export interface Answered {
  readonly of: Snapshot;
  readonly target: Target;
  /** Of the record as changed by hand; null: as it is. */
  readonly whatIf: WhatIf | null;
  readonly answers: readonly (EntryAnswer | null)[];
}

/** Key of the group just asked; no recorded group has it. */
export const NOW = 'now';

export function targetOf(selected: Selected | null, step: Step, bead: number, snapshot: Snapshot): Target | null {
  if (selected?.kind === 'entry') return { process: selected.process, place: selected.place };
  const machine = snapshot.machines.find(({ name }) => name === selected?.machine);
  const mapper = selected && machine ? mappersOf(machine, selected.pfn)[0] : undefined;
  if (mapper) return { process: mapper.process, place: mapper.entry.place };
  if (bead < step.beads.length - 1) return null;
  for (const { machines } of [...step.beads].reverse()) {
    for (const machine of machines) {
      const change = machine?.changes.findLast((c) => c.kind === 'entry' && c.after !== null);
      if (change?.kind === 'entry') return { process: change.process, place: change.place };
    }
  }
  return null;
}

/** The answers in the form of recorded ones; null if no machine maps anything. `on`: the machine of the selection. */
export function nowGroup(
  target: Target,
  answers: readonly (EntryAnswer | null)[],
  on: number | null = null,
): DecisionGroup | null {
  const any = (on === null ? null : answers[on]) ?? answers.find((answer) => answer !== null);
  if (!any) return null;
  const { table } = any.decision;
  // If one machine has a huge entry where another has pages, the chart follows the selection's machine, or the first.
  const decisions = answers.map((a) => (a?.decision.table === table ? a.decision : null));
  return { key: NOW, table, ...target, callers: [], decisions };
}

export const sameAnswers = (a: DecisionGroup, b: DecisionGroup): boolean =>
  a.table === b.table && sameSpot(a, b) && a.decisions.every((d, i) => d?.verdict === b.decisions[i]?.verdict);

/** Answers given now that a recorded decision also got; null for the others. */
export const stillTrue = (
  { table, decisions }: DecisionGroup,
  answers: readonly (EntryAnswer | null)[],
): (EntryAnswer | null)[] =>
  answers.map((a, i) => (a?.decision.table === table && a.decision.verdict === decisions[i]?.verdict ? a : null));

/** Changes that would flip the answer, nearest first. */
export interface FlipList {
  readonly machine: number;
  readonly flips: EntryAnswer['flips'];
}

export function firstFlips(
  lists: readonly FlipList[],
  names: readonly string[],
): { readonly who: string; readonly change: string; readonly verdict: string }[] {
  const firsts = lists.flatMap(({ machine, flips: [flip] }) =>
    flip ? [{ machine, change: changeText(flip.change), verdict: flip.verdict }] : [],
  );
  const keys = [...new Set(firsts.map(({ change, verdict }) => `${change} ${verdict}`))];
  return keys.flatMap((key) => {
    const same = firsts.filter(({ change, verdict }) => `${change} ${verdict}` === key);
    const who = same.length === names.length ? '' : same.map(({ machine }) => names[machine] ?? '').join(', ');
    return same[0] ? [{ who, change: same[0].change, verdict: same[0].verdict }] : [];
  });
}

/** Machines that the same changes would flip. */
export interface CommonFlips {
  readonly machines: readonly number[];
  readonly flips: EntryAnswer['flips'];
}

export function commonFlips(lists: readonly FlipList[]): CommonFlips[] {
  const common: { machines: number[]; flips: EntryAnswer['flips'] }[] = [];
  const same = (a: EntryAnswer['flips'], b: EntryAnswer['flips']): boolean =>
    a.length === b.length &&
    a.every((f, i) => {
      const other = b[i];
      return other && changeText(f.change) === changeText(other.change) && f.verdict === other.verdict;
    });
  for (const { machine, flips } of lists) {
    const known = common.find((one) => same(one.flips, flips));
    if (known) known.machines.push(machine);
    else common.push({ machines: [machine], flips });
  }
  return common;
}

/** More changes would bury the nearest. */
const TOLD = 3;

export const flipLists = (answers: readonly (EntryAnswer | null)[]): FlipList[] =>
  answers.flatMap((answer, machine) => (answer ? [{ machine, flips: answer.flips.slice(0, TOLD) }] : []));
