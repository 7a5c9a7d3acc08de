/** A micro-step in words: its name, what was decided in it, which machines came there, and what each did. */
import { beadText } from '../../engine/say/index.ts';
import { VERDICTS, type VerdictName } from '../../engine/atlas.ts';
import { placeText, type Bead, type MachineBead, type MachineInfo, type Step } from '../../engine/facts.ts';
import type { ProgramStep } from '../../engine/text.ts';
import { sameEverywhere } from './run.ts';
import { actorOf } from './statementWords.ts';
import { remembered } from './lookup.ts';
import { machinesDiffer } from './agreement.ts';
import { shortNames } from './shortNames.ts';
import { isNormal } from './decisions.ts';
import { groupsOf, type DecisionGroup } from './groups.ts';

/** What is no kernel function has a name in words. */
export const beadName = ({ fn, kernel }: Pick<Bead, 'fn' | 'kernel'>): string =>
  kernel ? fn : fn.replaceAll('_', ' ');

/** A verdict in a word. All ways to say NULL are the same answer. */
const ANSWERS: Readonly<Partial<Record<VerdictName['tone'], string>>> = {
  page: 'a page',
  null: 'NULL',
  bad: 'a bad page map',
};
const answerOf = (verdict: VerdictName): string => ANSWERS[verdict.tone] ?? verdict.label;

const verdictOf = (table: string, verdict: string | undefined): VerdictName | null =>
  VERDICTS[table]?.find(({ id }) => id === verdict) ?? null;
const asks = (table: string, machine: MachineBead | null): boolean =>
  machine?.decisions.some((decision) => decision.table === table) ?? false;

/** Null where the machine did not ask, or got several answers. */
function decidedBy(table: string, machine: MachineBead | null): VerdictName | null {
  const verdicts = (machine?.decisions ?? [])
    .filter((decision) => decision.table === table)
    .map(({ verdict }) => verdictOf(table, verdict));
  const [first = null] = verdicts;
  return first && verdicts.every((verdict) => verdict && answerOf(verdict) === answerOf(first)) ? first : null;
}

export interface BeadLabel {
  readonly text: string;
  readonly differ: boolean;
}

export const verdictLabel = remembered((bead: Bead): BeadLabel | null => {
  const groups = groupsOf(bead);
  const apart = groups.filter(machinesDiffer);
  const loudest = apart.find(isNormal) ?? apart.find((group) => group.table === bead.fn);
  if (loudest) return { text: apartText(loudest, bead.fn, groups), differ: true };

  const agreed = (table: string) => bead.machines.map((machine) => decidedBy(table, machine));
  const there = bead.machines.filter((machine) => machine !== null).length;
  const own = agreed(bead.fn).filter((verdict) => verdict !== null);
  if (own.length === there && own[0]) return { text: `→ ${own[0].label}`, differ: false };
  const mixed = bead.machines.some((machine, i) => asks('vm_normal_page', machine) && !agreed('vm_normal_page')[i]);
  const normal = agreed('vm_normal_page').find((verdict) => verdict !== null);
  return normal && !mixed ? { text: `vm_normal_page → ${answerOf(normal)}`, differ: false } : null;
});

function apartText(group: DecisionGroup, fn: string, groups: readonly DecisionGroup[]): string {
  const several = groups.filter(({ table }) => table === group.table).length > 1;
  const name = group.table === fn ? '' : group.table;
  const place = several && group.place !== null ? `(${placeText(group.place)})` : '';
  const said = group.decisions.flatMap((d) => verdictOf(group.table, d?.verdict) ?? []);
  return `${name}${place} → ${said.map(answerOf).join(' | ')}`.trimStart();
}

/** `arm only`; null where all machines that are `shown` take part. Others are named only where none of these does. */
export function visitors(
  bead: Bead,
  machines: readonly MachineInfo[],
  shown: (machine: MachineInfo) => boolean = () => true,
): string | null {
  const all = shortNames(machines).map((name, i) => ({
    name,
    here: Boolean(bead.machines[i]),
    seen: shown(machines[i]!),
  }));
  if (all.every(({ here, seen }) => here || !seen)) return null;
  const there = all.filter(({ here }) => here);
  const seen = there.filter(({ seen }) => seen);
  return `${(seen.length > 0 ? seen : there).map(({ name }) => name).join(', ')} only`;
}

/** One sentence if all machines do the same, otherwise one per machine. */
export function sentencesOf(
  step: Step,
  bead: number,
  machines: readonly MachineInfo[],
): readonly { readonly who: string | null; readonly sentence: string }[] {
  const now = step.beads[bead];
  if (!now) return [];
  const said = now.machines.map((machine) => machine && beadText(machine, step.text));
  if (sameEverywhere(said)) return said[0] ? [{ who: null, sentence: said[0] }] : [];
  const names = shortNames(machines);
  return said.map((sentence, i) => ({
    who: names[i] ?? '',
    sentence: sentence ?? absentText(step, bead, i),
  }));
}

/** Why a machine has no part in a bead: beads of all machines share a row, but each takes its own path. */
export function absentText(step: Step, bead: number, machine: number): string {
  if (step.outcomes[machine] === null) return 'has stopped.';
  const goesOn = step.beads.slice(bead + 1).some(({ machines }) => machines[machine]);
  if (goesOn) return 'has no such step here.';
  const ended = step.outcomes[machine];
  const last = step.beads.flatMap(({ machines }) => machines[machine] ?? []).at(-1);
  // A refusal is what the statement is about there, though its bead has passed.
  return ended?.kind === 'ok' || last === undefined
    ? 'is done with this statement.'
    : `ended before. ${beadText(last, step.text)}`;
}

export function shortLabel(statement: ProgramStep): string {
  const words = statement.text.split(/\s+/);
  const actor = actorOf(statement);
  if (actor === 'kernel' || actor === 'device') return words.slice(1, 3).join(' ');
  return words.slice(0, actor ? 3 : 2).join(' ');
}

export function cut(text: string, letters: number): string {
  if (text.length <= letters) return text;
  const brief = /^([A-Z] )?\S+/.exec(text)?.[0] ?? '';
  if (brief.length <= letters) return brief;
  return letters < 2 ? '' : text.slice(0, letters - 1) + '…';
}
