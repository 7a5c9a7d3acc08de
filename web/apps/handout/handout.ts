/** What stands on paper, worked out of a whole run. */
import { TABLES } from '../../../engine/atlas.ts';
import type { MachineInfo, Snapshot, Step } from '../../../engine/facts.ts';
import { beadText, hex } from '../../../engine/say/index.ts';
import type { Ask } from '../../../engine/text.ts';
import { shortNames } from '../../moment/shortNames.ts';
import { decidingLines, eachMachine, type DecidingLine } from '../../moment/decisionWords.ts';
import { groupsOf } from '../../moment/groups.ts';
import { nowGroup } from '../../moment/now.ts';
import { choiceLabels, replyLines, type ReplyLine } from '../../moment/reply.ts';
import { sameEverywhere } from '../../moment/run.ts';
import { actorOf, linesOf, questionOf } from '../../moment/statementWords.ts';
import { endingOf } from '../../moment/telling.ts';
import type { PlayedStep, WholeRun } from '../../playground/wholeRun.ts';
import { contentRoom } from '../../stage/layout/frames.ts';
import { legendOf, type LegendId } from '../../stage/legend.ts';
import { newContent, staleFrames } from '../../stage/look.ts';
import { stillOf, type Still } from '../../stage/still.ts';

/** Paper for more would be a book. */
export const MOST_STEPS = 200;

/** Width of a machine's picture, in units of the layout: on two columns of A4 its small type is about 8 points. */
const WIDTH = 330;
const ALONE = 460;

export interface PaperQuestion {
  readonly text: string;
  /** Choices to tick; too many are left to be written. */
  readonly choices: readonly string[];
  readonly replies: readonly ReplyLine[];
  /** Where the kernel decided it. */
  readonly why: readonly DecidingLine[];
}

export interface PaperStep {
  readonly number: number;
  readonly actor: string | null;
  readonly lines: readonly string[];
  readonly says: readonly string[];
  readonly outcome: string;
  readonly ending: readonly string[];
  readonly questions: readonly PaperQuestion[];
  readonly snapshot: Snapshot;
  readonly still: Still;
}

export interface Handout {
  readonly title: string;
  readonly promise: string;
  readonly address: string;
  readonly machines: readonly MachineInfo[];
  readonly names: readonly string[];
  readonly opening: readonly string[];
  readonly steps: readonly PaperStep[];
  readonly legend: readonly LegendId[];
  /** Statements that are not shown. */
  readonly more: number;
}

const MANY_CHOICES = 6;

const OF_THE_STATEMENT: readonly string[] = ['outcome', 'path', 'log'];

function refusedLines({ beads, outcomes }: Step, machines: readonly MachineInfo[]): readonly DecidingLine[] {
  return shortNames(machines).flatMap((who, i): DecidingLine[] => {
    const outcome = outcomes[i];
    const word = outcome?.kind === 'error' ? outcome.error : outcome?.kind === 'signal' ? outcome.signal : null;
    if (word === null) return [];
    return beads.flatMap(({ fn, machines }): DecidingLine[] => {
      const event = machines[i]?.event;
      const text = event?.kind === 'told' ? beadText({ event }, '') : '';
      return text.includes(word) ? [{ who, call: fn, text }] : [];
    });
  });
}

function allLines(
  decided: readonly DecidingLine[],
  refused: readonly DecidingLine[],
  machines: readonly MachineInfo[],
) {
  const lines = shortNames(machines).flatMap((name) => {
    const own = decided.filter(({ who }) => who === null || who === name);
    return own.length > 0 ? own : refused.filter(({ who }) => who === name).slice(0, 1);
  });
  const [first] = lines;
  const same = first && lines.length === machines.length && sameEverywhere(lines.map((line) => line.call + line.text));
  return same ? [{ ...first, who: null }] : lines;
}

function whyOf({ step, answers }: PlayedStep, ask: Ask, n: number, machines: readonly MachineInfo[]) {
  const { question, process, place } = ask;
  const asked = answers[n];
  if (asked && process !== null && place) {
    const group = nowGroup({ process, place: { name: place.name, page: place.from } }, asked);
    const turns = question === 'vm_normal_page' ? (step.asks[n]?.departures ?? []) : [];
    return group ? decidingLines([group], TABLES, machines, turns) : [];
  }
  if (!OF_THE_STATEMENT.includes(question)) return [];
  const decided = decidingLines(step.beads.flatMap(groupsOf), TABLES, machines, []);
  return allLines(decided, question === 'outcome' ? refusedLines(step, machines) : [], machines);
}

function contentsOf({ machines }: Snapshot, { layout }: Still, names: readonly string[]): string[] {
  const said = layout.machines.map(({ strip }, i) => {
    const stale = staleFrames(machines[i]!);
    return strip.frames.flatMap(({ frame, placed, block, width }) => {
      if (!frame || block || placed.slot.kind !== 'frame' || stale.has(frame.pfn)) return [];
      const content = newContent(frame);
      return content.length > contentRoom({ width }, layout.metrics) ? [`${hex(frame.pfn)}: "${content}"`] : [];
    });
  });
  return eachMachine(said, names).flatMap(({ who, texts }) =>
    texts.length === 0 ? [] : [`In frames${who === '' ? '' : `, ${who}`}: ${texts.join(', ')}.`],
  );
}

export function handoutOf({ program, machines, steps }: WholeRun, promise: string, address: string): Handout {
  const names = shortNames(machines);
  const everyone = names.length === 1 ? 'Outcome' : names.length === 2 ? 'Both' : 'All';
  const found = new Set<LegendId>();
  const paper = steps.slice(1).map((played, i): PaperStep => {
    const { step, snapshot } = played;
    const statement = program.steps[step.step - 1];
    const bead = Math.max(0, step.beads.length - 1);
    const still = stillOf({ machines, snapshot, step, bead }, machines.length === 1 ? ALONE : WIDTH);
    for (const id of legendOf(machines, snapshot, still.marks)) found.add(id);
    const told = endingOf(step, steps[i]?.step, [], machines);
    const outcome = told.find((text) => text.startsWith('Outcome'));
    return {
      number: step.step,
      actor: statement ? actorOf(statement) : null,
      lines: statement ? linesOf(statement) : [step.text],
      says: step.says,
      outcome: outcome ?? `${everyone}: ok.`,
      ending: [...told.filter((text) => text !== outcome), ...contentsOf(snapshot, still, names)],
      questions: step.asks.flatMap((result, n) => {
        const ask = statement?.asks[n];
        if (!ask) return [];
        const labels = choiceLabels(result, steps[i]?.snapshot.machines ?? []);
        const choices = labels.length > MANY_CHOICES ? [] : labels;
        return [
          {
            text: questionOf(ask),
            choices,
            replies: replyLines(result, machines, undefined),
            why: whyOf(played, ask, n, machines),
          },
        ];
      }),
      snapshot,
      still,
    };
  });
  return {
    title: program.title ?? 'Untitled scenario',
    promise,
    address,
    machines,
    names,
    opening: steps[0]?.step.says ?? [],
    steps: paper,
    legend: [...found],
    more: program.steps.length - paper.length,
  };
}
