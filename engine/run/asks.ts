/** Predict, then reveal: the answers are computed, never written. Asked of the state after the statement. */
import type { AskAnswer, AskResult, Departure } from '../facts.ts';
import type { Ask, Pages, Statement } from '../language/program.ts';
import { placeOf } from '../mm/cx.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import type { ProcessName } from '../types.ts';
import { askEntry } from './askEntry.ts';
import { guessesOf } from './guesses.ts';
import { entryFor, pageOf, type Before } from './likely.ts';
import type { MachineStep } from './machine.ts';
import { observe } from './proc.ts';
import { pageState } from './stateFacts.ts';

interface Machine extends Before {
  readonly step: MachineStep;
}

const entryAt = (m: Machine, process: ProcessName, place: Pages): ListedEntry | null =>
  entryFor(m.cx, m.step.world, process, pageOf(m.cx, place));

const UNMAPPED: AskAnswer = { kind: 'unmapped' };

function rssOf(m: Machine, actor: ProcessName, place: Pages): AskAnswer {
  const { world, names } = m.step;
  const { sums } = observe(m.cx, world, names, { op: 'smaps', actor, place }, 'smaps');
  return sums === null ? UNMAPPED : { kind: 'size', kB: sums.Rss };
}

function decidedBy({ cx, step }: Machine, process: ProcessName, place: Pages): AskAnswer {
  const asked = askEntry(step.world, cx, process, placeOf(cx, pageOf(cx, place)));
  const last = asked?.decision.answers.at(-1)?.question ?? '';
  const tables = [cx.linux.vmNormalPageTable, cx.linux.vmNormalPagePmdTable];
  const label = tables.find(({ name }) => name === asked?.decision.table)?.questions[last]?.label;
  return label === undefined ? UNMAPPED : { kind: 'decided', label };
}

function answerOf(m: Machine, ask: Ask): AskAnswer {
  const { question } = ask;
  if (question === 'outcome') return { kind: 'outcome', outcome: m.step.outcome };
  if (question === 'path') return { kind: 'path', fn: m.step.path.at(-1) ?? null };
  if (question === 'log') return { kind: 'log', prints: m.step.log.length > 0 };
  const mm = ask.process === null ? undefined : m.step.world.mms[ask.process];
  if (ask.process === null || mm === undefined) return UNMAPPED;
  if (question === 'anon' || question === 'file' || question === 'shmem') {
    return { kind: 'count', count: mm.rss[question] };
  }
  if (ask.place === null) return UNMAPPED;
  if (question === 'rss') return rssOf(m, ask.process, ask.place);
  const entry = entryAt(m, ask.process, ask.place);
  if (entry === null) return UNMAPPED;
  const page = pageState(m.step.world, m.cx.arch, m.cx, m.step.names, entry);
  switch (question) {
    case 'writable':
      return { kind: 'writable', writable: m.cx.arch.cpu.allows(entry.pte, 'write') };
    case 'decided_by':
      return decidedBy(m, ask.process, ask.place);
    case 'vm_normal_page':
      return { kind: 'normal', page: entry.normal };
    case 'refcount':
    case 'mapcount':
      return { kind: 'count', count: page[question] };
    case 'frame':
      return { kind: 'frame', frame: page.frame };
    case 'same_frame_as': {
      const other = ask.other === null ? null : entryAt(m, ask.other.process, ask.other.place);
      return other === null ? UNMAPPED : { kind: 'same', same: other.pfn === entry.pfn };
    }
  }
}

/** The first question that the nearest change would turn. */
function departureOf({ cx, step }: Machine, { question, process, place }: Ask): Departure | null {
  if (question !== 'vm_normal_page' || process === null || place === null) return null;
  const at = placeOf(cx, pageOf(cx, place));
  const now = askEntry(step.world, cx, process, at);
  const [flip] = now?.flips ?? [];
  const then = flip && askEntry(step.world, cx, process, at, flip.whatIf);
  const turned = now?.decision.answers.find(({ question, answer }) =>
    then?.decision.answers.some((other) => other.question === question && other.answer !== answer),
  );
  if (!now || !flip || !turned) return null;
  const { table } = now.decision;
  const tables = [cx.linux.vmNormalPageTable, cx.linux.vmNormalPagePmdTable];
  const label = tables.find(({ name }) => name === table)?.questions[turned.question]?.label ?? '';
  return { table, ...turned, label, change: flip.change };
}

/** `machines`: null where one had stopped before. */
export function answerAsk(ask: Ask, statement: Statement, machines: readonly (Machine | null)[]): AskResult {
  const answers = machines.map((m) => (m === null ? null : answerOf(m, ask)));
  const running = machines.filter((m) => m !== null);
  const guesses = guessesOf(ask, statement, running);
  const departures = machines.map((m) => m && departureOf(m, ask));
  return { text: ask.text, question: ask.question, answers, guesses, departures };
}
