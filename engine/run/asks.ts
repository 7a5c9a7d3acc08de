/** Predict, then reveal: the answers are computed, never written. Asked of the state after the statement. */
import type { Ask, Place } from '../language/program.ts';
import type { Arch } from '../arch/arch.ts';
import { placeText } from '../mm/cx.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import type { ProcessName, Rules } from '../types.ts';
import type { AskResult } from './frames.ts';
import type { MachineStep } from './machine.ts';
import { nameOrNumber } from './names.ts';
import { tracePage } from './traceLine.ts';

interface Machine {
  readonly arch: Arch;
  readonly rules: Rules;
  readonly names: { readonly names: readonly string[] };
  readonly step: MachineStep;
}

const NOTHING = 'nothing is mapped';

const entryAt = (m: Machine, process: ProcessName, place: Place): ListedEntry | null =>
  listEntries(m.step.world, m.arch, m.rules).find(
    (e) => e.process === process && placeText(m.names, e.vpn) === `${place.name}+${place.from}`,
  ) ?? null;

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
      return page.refcount === null ? 'no struct page' : String(page.refcount);
    case 'mapcount':
      return page.mapcount === null ? 'no struct page' : String(page.mapcount);
    case 'frame':
      return page.frame;
    case 'same_frame_as': {
      const other = ask.other === null ? null : entryAt(m, ask.other.process, ask.other.place);
      return other === null ? NOTHING : other.pfn === entry.pfn ? 'yes' : 'no';
    }
  }
}

/** Answers that a person may pick from; the right ones are among them. */
function choicesOf(ask: Ask, answers: readonly string[], machines: readonly Machine[]): string[] {
  const with_ = (some: readonly string[]): string[] => [...new Set([...some, ...answers])];
  switch (ask.question) {
    case 'vm_normal_page':
      return with_(['a page', 'NULL']);
    case 'same_frame_as':
      return with_(['yes', 'no']);
    case 'refcount':
    case 'mapcount':
      return with_(['0', '1', '2', '3']).sort((a, b) => Number(a) - Number(b) || a.localeCompare(b));
    case 'outcome':
      // Where the answer tells a value, a bare `ok` is no answer.
      return with_([
        ...(answers.some((a) => a.startsWith('ok:')) ? [] : ['ok']),
        'EFAULT',
        'EINVAL',
        'SIGSEGV',
        'SIGBUS',
      ]);
    case 'frame': {
      const seen = machines.flatMap((m) =>
        listEntries(m.step.world, m.arch, m.rules)
          .filter((e) => e.process === ask.process)
          .map((e) => nameOrNumber(m.step.world, m.step.names, e.pfn)),
      );
      return with_([...new Set(seen)].slice(0, 6));
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
export function answerAsk(ask: Ask, machines: readonly (Machine | null)[]): AskResult {
  const full = machines.map((m) => (m === null ? null : answerOf(m, ask)));
  const answers = ask.question === 'outcome' ? shortened(full) : full;
  const running = machines.filter((m) => m !== null);
  const choices = choicesOf(
    ask,
    answers.filter((a) => a !== null),
    running,
  );
  return { text: ask.text, question: ask.question, choices, answers };
}
