/** Predict, then reveal: the answers are computed, never written. Asked of the state after the statement. */
import type { Ask, Pages, Statement } from '../language/program.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import type { ProcessName } from '../types.ts';
import { choicesOf, entryFor, NO_STRUCT_PAGE, NOTHING, pageOf, type Machine } from './choices.ts';
import type { AskResult } from '../facts.ts';
import { tracePage } from './traceLine.ts';

const entryAt = (m: Machine, process: ProcessName, place: Pages): ListedEntry | null =>
  entryFor(m, m.step, process, pageOf(m, place));

function answerOf(m: Machine, ask: Ask): string {
  if (ask.question === 'outcome') return m.step.outcome;
  if (ask.place === null || ask.process === null) return NOTHING;
  const entry = entryAt(m, ask.process, ask.place);
  if (entry === null) return NOTHING;
  const page = tracePage(m.step.world, m.arch, m.names, m.step.names, entry);
  switch (ask.question) {
    case 'vm_normal_page':
      return entry.normal ? 'a page' : 'NULL';
    case 'refcount':
      return page.refcount === null ? NO_STRUCT_PAGE : String(page.refcount);
    case 'mapcount':
      return page.mapcount === null ? NO_STRUCT_PAGE : String(page.mapcount);
    case 'frame':
      return page.frame;
    case 'same_frame_as': {
      const other = ask.other === null ? null : entryAt(m, ask.other.process, ask.other.place);
      return other === null ? NOTHING : other.pfn === entry.pfn ? 'yes' : 'no';
    }
  }
}

/** Longer than this a value is nothing that a person would predict. */
const LONG_OUTCOME = 24;

/** Long values count as `ok` where the machines agree about them. */
function shortened(answers: readonly (string | null)[]): readonly (string | null)[] {
  if (new Set(answers.filter((a) => a !== null)).size > 1) return answers;
  return answers.map((a) => (a !== null && a.startsWith('ok: ') && a.length > LONG_OUTCOME ? 'ok' : a));
}

/** `machines`: null where one had stopped before. */
export function answerAsk(ask: Ask, statement: Statement, machines: readonly (Machine | null)[]): AskResult {
  const full = machines.map((m) => (m === null ? null : answerOf(m, ask)));
  const answers = ask.question === 'outcome' ? shortened(full) : full;
  const running = machines.filter((m) => m !== null);
  const choices = choicesOf(
    ask,
    statement,
    answers.filter((a) => a !== null),
    running,
  );
  return { text: ask.text, question: ask.question, choices, answers };
}
