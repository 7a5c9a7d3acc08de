/** What stands on paper, worked out of a whole run. */
import { TABLES } from '../../../engine/atlas.ts';
import type { MachineInfo, Snapshot } from '../../../engine/facts.ts';
import { hex } from '../../../engine/say/index.ts';
import type { Ask } from '../../../engine/text.ts';
import { shortNames } from '../../moment/shortNames.ts';
import { decidingLines, eachMachine, type DecidingLine } from '../../moment/decisionWords.ts';
import { groupsOf } from '../../moment/groups.ts';
import { nowGroup } from '../../moment/now.ts';
import { choiceLabels, replyLines, type ReplyLine } from '../../moment/reply.ts';
import { refusalOf } from '../../moment/refusal.ts';
import { actorOf, linesOf, questionOf } from '../../moment/statementWords.ts';
import { effectTexts, outcomeTexts } from '../../moment/telling.ts';
import type { PlayedStep, WholeRun } from '../../playground/wholeRun.ts';
import { writtenIn } from '../../stage/layout/strip.ts';
import { legendOf, type LegendId } from '../../stage/legend.ts';
import { staleFrames } from '../../stage/look.ts';
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

function whyOf({ step, answers }: PlayedStep, ask: Ask, n: number, machines: readonly MachineInfo[]) {
  const { question, process, place } = ask;
  const asked = answers[n];
  if (asked && process !== null && place) {
    const group = nowGroup({ process, place: { name: place.name, page: place.from } }, asked);
    const turns = question === 'vm_normal_page' ? (step.asks[n]?.departures ?? []) : [];
    return group ? decidingLines({ groups: [group], tables: TABLES, machines, turns }) : [];
  }
  if (!OF_THE_STATEMENT.includes(question)) return [];
  const refusals = question === 'outcome' ? machines.map((_, i) => refusalOf(step, i)) : [];
  return decidingLines({ groups: step.beads.flatMap(groupsOf), tables: TABLES, machines, refusals });
}

/** What the picture has no room to show. */
function cutContents({ machines }: Snapshot, { layout }: Still, names: readonly string[]): string[] {
  const said = layout.machines.map(({ strip }, i) => {
    const stale = staleFrames(machines[i]!);
    return strip.frames.flatMap((box) => {
      const pfn = box.frame?.pfn ?? NaN;
      const written = writtenIn(box, stale.has(pfn), layout.metrics);
      return written && written.shown !== written.full ? [`${hex(pfn)}: "${written.full}"`] : [];
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
    const [outcome = `${everyone}: ok.`, ...signal] = outcomeTexts(step, machines);
    return {
      number: step.step,
      actor: statement ? actorOf(statement) : null,
      lines: statement ? linesOf(statement) : [step.text],
      says: step.says,
      outcome,
      ending: [...signal, ...effectTexts(step, steps[i]?.step, [], machines), ...cutContents(snapshot, still, names)],
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
