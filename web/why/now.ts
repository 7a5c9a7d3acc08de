/**
 * `vm_normal_page` asked by the person who looks: of the entry that is selected, or at a statement's end of the entry that
 * the statement changed. The engine's own table answers; this file says what to ask and brings the answers together.
 */
import type { EntryAnswer, Step } from '../../engine/index.ts';
import type { Selected } from '../stage/selection.ts';
import type { DecisionGroup } from './decisions.ts';

/** An entry to ask about. */
export interface Target {
  readonly process: string;
  readonly place: string;
}

/** Key of the group that was asked just now; no recorded group has it. */
export const NOW = 'now';

/** The selected entry; else at a statement's end the entry that it changed last; else none. */
export function targetOf(selected: Selected | null, step: Step, bead: number): Target | null {
  if (selected) return selected.kind === 'entry' ? { process: selected.process, place: selected.place } : null;
  if (bead < step.beads.length - 1) return null;
  for (const { machines } of [...step.beads].reverse()) {
    for (const machine of machines) {
      const change = machine?.changes.findLast((c) => c.kind === 'entry' && c.after !== null);
      if (change?.process && change.place) return { process: change.process, place: change.place };
    }
  }
  return null;
}

/** The answers as a group like those that were recorded; null where nothing is mapped on any machine. */
export function nowGroup(target: Target, answers: readonly (EntryAnswer | null)[]): DecisionGroup | null {
  const any = answers.find((answer) => answer !== null);
  if (!any) return null;
  const { table } = any.decision;
  // One machine may have a huge entry where the other has pages: the chart is that of the first.
  const decisions = answers.map((a) => (a?.decision.table === table ? a.decision : null));
  return { key: NOW, table, ...target, callers: [], decisions };
}

/** What would flip the answer, machine by machine, the nearest change first. */
export interface FlipList {
  readonly machine: number;
  readonly flips: EntryAnswer['flips'];
}

/** Changes told of a machine; more would hide the nearest. */
const TOLD = 3;

export const flipLists = (answers: readonly (EntryAnswer | null)[]): FlipList[] =>
  answers.flatMap((answer, machine) => (answer ? [{ machine, flips: answer.flips.slice(0, TOLD) }] : []));
