/** Predict, then reveal: the answers are computed, never written. Asked of the state after the statement. */
import type { AskAnswer, AskResult } from '../facts.ts';
import type { Ask, Pages, Statement } from '../language/program.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import type { ProcessName } from '../types.ts';
import { entryFor, guessesOf, pageOf, type Machine } from './guesses.ts';
import { pageState } from './stateFacts.ts';

const entryAt = (m: Machine, process: ProcessName, place: Pages): ListedEntry | null =>
  entryFor(m, m.step, process, pageOf(m, place));

const UNMAPPED: AskAnswer = { kind: 'unmapped' };

function answerOf(m: Machine, ask: Ask): AskAnswer {
  if (ask.question === 'outcome') return { kind: 'outcome', outcome: m.step.outcome };
  if (ask.place === null || ask.process === null) return UNMAPPED;
  const entry = entryAt(m, ask.process, ask.place);
  if (entry === null) return UNMAPPED;
  const page = pageState(m.step.world, m.cx.arch, m.cx, m.step.names, entry);
  switch (ask.question) {
    case 'vm_normal_page':
      return { kind: 'normal', page: entry.normal };
    case 'refcount':
    case 'mapcount':
      return { kind: 'count', count: page[ask.question] };
    case 'frame':
      return { kind: 'frame', frame: page.frame };
    case 'same_frame_as': {
      const other = ask.other === null ? null : entryAt(m, ask.other.process, ask.other.place);
      return other === null ? UNMAPPED : { kind: 'same', same: other.pfn === entry.pfn };
    }
  }
}

/** `machines`: null where one had stopped before. */
export function answerAsk(ask: Ask, statement: Statement, machines: readonly (Machine | null)[]): AskResult {
  const answers = machines.map((m) => (m === null ? null : answerOf(m, ask)));
  const running = machines.filter((m) => m !== null);
  return { text: ask.text, question: ask.question, answers, guesses: guessesOf(ask, statement, answers, running) };
}
