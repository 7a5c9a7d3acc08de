/** From a lesson as it is written to a lesson as it is read. */
import { placeText, sameSpot, type Decision, type Spot } from '../facts.ts';
import { answerText, choicesOf, shownAnswer } from '../say/index.ts';
import { decisionsAt, drawnQuestions, fillClaims } from './claims.ts';
import { Figures, momentOf, spotOf, type Place, type Played } from './figures.ts';
import { KERNEL_FUNCTIONS } from './kernel.ts';
import type {
  Beside,
  Choice,
  Lesson,
  LessonSource,
  Lit,
  Paragraph,
  Question,
  ReadParagraph,
  ReadQuestion,
  ReadTheory,
  Scene,
  Theory,
} from './lesson.ts';
import { THREAD } from './thread.ts';

const natural = new Intl.Collator('en', { numeric: true });

const FEWEST = 2;

/** `io+1 in A`, as selections are spelled. */
function selectionOf(machine: string, pick: string): string {
  const { process, place } = spotOf(pick);
  return `${machine} ${process} ${placeText(place)}`;
}

function sceneOf(figures: Figures, { figure, step, fn }: Place, beside: Beside | null, pick?: string): Scene {
  const played = figures.named(figure);
  played.at(step, fn);
  const machine = played.run.machines[0]?.name ?? '';
  const micro = fn === null ? null : { fn, occurrence: 1 };
  return { figure, step, micro, beside, selection: pick === undefined ? null : selectionOf(machine, pick) };
}

function readParagraph(figures: Figures, { at, beside, pick, text }: Paragraph): ReadParagraph {
  const place: Place = { ...momentOf(at), ...(pick === undefined ? {} : { pick: spotOf(pick) }) };
  const scene = sceneOf(figures, place, beside ?? null, pick);
  return { kind: 'text', scene, text: fillClaims(figures, place, text) };
}

/** The place that a question is about. */
const aboutOf = (ask: string): Spot | null => {
  const [where = ''] = ask.split(':');
  return where.includes(' in ') ? spotOf(where) : null;
};

/** Questions that are answered by asking at the end of a statement, not by what was asked on the way. */
const ASKED_AT_END = /: (vm_normal_page|decided_by)$/;

/** The decision of a table that a question is about. */
function decisionFor(played: Played, step: number, machine: number, table: string, ask: string): Decision | null {
  const about = aboutOf(ask);
  if (about && ASKED_AT_END.test(ask)) {
    const asked = played.run.askEntry(played.at(step, null), about.process, about.place)[machine];
    if (asked?.decision.table === table) return asked.decision;
  }
  const recorded = decisionsAt(played, step, machine).filter((one) => one.table === table);
  const own = about ? recorded.filter((one) => sameSpot(one, about)) : [];
  return own.at(-1) ?? recorded.at(-1) ?? null;
}

function litOf(played: Played, step: number, ask: string, at: string, machines: readonly number[]): Lit {
  const drawn = drawnQuestions(at);
  const [first] = drawn;
  if (!first) throw new Error(`\`${at}\` is no question of a chart.`);
  const decisions = played.run.machines.map((_, i) => decisionFor(played, step, i, first.table, ask));
  const answersOn = machines.map((i) =>
    decisions[i]?.answers.find(({ question }) => drawn.some((one) => one.question === question)),
  );
  const [answer] = answersOn;
  if (!answer || answersOn.includes(undefined)) throw new Error(`${played.name}~${step} does not ask \`${at}\`.`);
  return { table: first.table, question: answer.question, decisions, value: answer.value, yes: answer.answer };
}

function readTheory(
  figures: Figures,
  played: Played,
  place: Place,
  { ask }: Question,
  answers: readonly string[],
  theory: Theory,
): ReadTheory {
  const { step } = place;
  const machines = played.run.machines.flatMap(({ name }, i) =>
    answers[i] !== theory.answer && (theory.on?.includes(name) ?? true) ? [i] : [],
  );
  if (machines.length === 0) throw new Error(`“${theory.answer}” is wrong nowhere.`);
  const lit = theory.at === undefined ? null : litOf(played, step, ask, theory.at, machines);
  const text = fillClaims(figures, place, theory.if);
  return { answer: theory.answer, machines, text, where: theory.at ?? theory.in ?? '', lit };
}

/** Frames are named as the picture shows them. */
function labelOf(played: Played, step: number, answer: string): string {
  const shown = shownAnswer(answer);
  if (!/^anon#\d+$/.test(answer)) return shown;
  const before = played.run.snapshot(played.at(Math.max(0, step - 1), null));
  const pfns = before.machines.map((machine) =>
    machine.frames.find(({ name }) => name?.kind === 'anon' && `anon#${name.number}` === answer),
  );
  const [first] = pfns;
  if (!first) return pfns.every((one) => one === undefined) ? 'a new frame' : shown;
  return pfns.every((one) => one?.pfn === first.pfn) ? `frame 0x${first.pfn.toString(16)}, as before` : shown;
}

const WORDING: Readonly<Record<string, (about: string, process: string) => string>> = {
  vm_normal_page: (about) => `What does \`vm_normal_page()\` give for ${about}?`,
  outcome: () => 'How does it end?',
  refcount: (about) => `How many references has the frame at ${about}?`,
  mapcount: (about) => `How many entries are counted as mapping the frame at ${about}?`,
  frame: (about) => `Which frame does ${about} map?`,
  path: () => 'In which function does the fault end?',
  log: () => 'Does the kernel print something?',
  writable: (about, process) => `Could ${process} write to ${about} without a fault?`,
  rss: (about) => `What is \`Rss\` of the mapping at ${about}, as smaps shows it?`,
  decided_by: (about) => `Which question decides what \`vm_normal_page()\` gives for ${about}?`,
};

function promptOf(ask: string): string {
  const counter = /^([A-Z]): (\w+)$/.exec(ask);
  if (counter) return `How many pages has ${counter[1]} counted as \`${counter[2]}\`?`;
  const same = /^(\S+) in ([A-Z]): same_frame_as (\S+) in ([A-Z])$/.exec(ask);
  if (same) return `Does \`${same[1]}\` of ${same[2]} map the same frame as \`${same[3]}\` of ${same[4]}?`;
  const [, place = '', process = '', question = ask] = /^(\S+) in ([A-Z]): (\w+)$/.exec(ask) ?? [];
  const wording = WORDING[question];
  if (!wording) throw new Error(`There are no words for \`${ask}\`.`);
  return wording(`\`${place}\` of ${process}`, process);
}

function readQuestion(figures: Figures, question: Question): ReadQuestion {
  const place = momentOf(question.at);
  const { figure, step } = place;
  const played = figures.named(figure);
  const result = played.ask(step, question.ask);
  const answers = result.answers.map((answer) => {
    if (!answer) throw new Error(`${question.at}: a machine had stopped.`);
    return answerText(answer);
  });
  const offered = [...new Set([...answers, ...question.theories.map(({ answer }) => answer)])];
  for (const more of choicesOf(result).map(answerText)) {
    if (offered.length >= FEWEST) break;
    if (!offered.includes(more)) offered.push(more);
  }
  const choices = offered
    .sort((a, b) => natural.compare(a, b))
    .map((answer): Choice => ({ answer, label: labelOf(played, step, answer) }));
  const [about] = /^\S+ in [A-Z]/.exec(question.ask) ?? [];
  const pick = about !== undefined && !question.ask.includes('same_frame_as') ? about : undefined;
  return {
    kind: 'ask',
    id: `${question.at} ${question.ask}`,
    before: sceneOf(figures, { figure, step: step - 1, fn: null }, null, undefined),
    scene: sceneOf(figures, place, null, pick),
    statement: played.step(step).text,
    prompt: fillClaims(figures, place, question.prompt ?? promptOf(question.ask)),
    choices,
    answers,
    theories: question.theories.map((theory) => readTheory(figures, played, place, question, answers, theory)),
    because: fillClaims(figures, place, question.because),
    from: question.from ?? null,
  };
}

const isQuestion = (part: Paragraph | Question): part is Question => 'ask' in part;

export function fill(source: LessonSource): Lesson {
  try {
    const figures = new Figures(source.texts ?? {});
    const parts = source.parts.map((part) =>
      isQuestion(part) ? readQuestion(figures, part) : readParagraph(figures, part),
    );
    const dare = {
      scene: sceneOf(figures, momentOf(source.dare.at), null),
      text: fillClaims(figures, momentOf(source.dare.at), source.dare.text),
    };
    const last = momentOf(source.parts.at(-1)?.at ?? source.dare.at);
    return {
      name: source.name,
      title: source.title,
      after: source.after ?? null,
      minutes: source.minutes,
      aim: source.aim,
      before: source.before,
      parts,
      known: fillClaims(figures, last, source.known),
      finish: {
        start: fillClaims(figures, last, source.finish.start),
        ours: fillClaims(figures, last, source.finish.ours),
      },
      read: source.read.map((fn) => {
        const found = KERNEL_FUNCTIONS.find((one) => one.fn === fn);
        if (!found) throw new Error(`${fn} has no line.`);
        return found;
      }),
      ...(source.archs && { archs: source.archs }),
      thread: source.thread.map((id) => ({ id, text: THREAD[id] })),
      dare,
      figures: Object.fromEntries(figures.all.map(({ name, figure }) => [name, figure])),
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Lesson ${source.name}: ${why}`, { cause: error });
  }
}
