/** From a lesson as it is written to a lesson as it is read. */
import {
  placeText,
  sameSpot,
  type Decision,
  type EntryAnswer,
  type EntryRecord,
  type Position,
  type Spot,
  type WhatIf,
} from '../facts.ts';
import { answerText, choicesOf, shownAnswer } from '../say/index.ts';
import { DECISION_TABLES } from '../linux/linux.ts';
import { decisionsAt, drawnQuestions, fillClaims, functionsAt, readerNamed } from './claims.ts';
import { Figures, momentOf, spotOf, type Place, type Played } from './figures.ts';
import { KERNEL_FUNCTIONS } from '../functions.ts';
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
  Way,
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
  return {
    figure,
    step,
    micro,
    beside,
    selection: pick === undefined ? null : selectionOf(machine, pick),
    whatIf: null,
  };
}

function readParagraph(figures: Figures, { at, beside, pick, text }: Paragraph): ReadParagraph {
  const place: Place = { ...momentOf(at), ...(pick === undefined ? {} : { pick: spotOf(pick) }) };
  const scene = sceneOf(figures, place, beside ?? null, pick);
  return { kind: 'text', scene, text: fillClaims(figures, place, text) };
}

const aboutOf = (ask: string): Spot | null => {
  const [where = ''] = ask.split(':');
  return where.includes(' in ') ? spotOf(where) : null;
};

/** Questions that are answered by asking at the end of a statement, not by what was asked on the way. */
const ASKED_AT_END = /: (vm_normal_page|decided_by)$/;

const ASKED_NORMAL = /: vm_normal_page$/;
const A_PAGE = answerText({ kind: 'normal', page: true });

interface PlayedAt {
  readonly run: Played['run'];
  readonly at: Position;
}

function decisionFor(
  played: Played,
  step: number,
  machine: number,
  table: string,
  { ask, whatIf = {} }: Question,
): Decision | null {
  const about = aboutOf(ask);
  if (about && ASKED_AT_END.test(ask)) {
    const asked = played.run.askEntry(played.at(step, null), about.process, about.place, whatIf)[machine];
    if (asked?.decision.table === table) return asked.decision;
  }
  const recorded = decisionsAt(played, step, machine).filter((one) => one.table === table);
  const own = about ? recorded.filter((one) => sameSpot(one, about)) : [];
  return own.at(-1) ?? recorded.at(-1) ?? null;
}

function litOf(played: Played, step: number, question: Question, at: string, machines: readonly number[]): Lit {
  const drawn = drawnQuestions(at);
  const [first] = drawn;
  if (!first) throw new Error(`\`${at}\` is no question of a chart.`);
  const decisions = played.run.machines.map((_, i) => decisionFor(played, step, i, first.table, question));
  const answersOn = machines.map((i) =>
    decisions[i]?.answers.find(({ question }) => drawn.some((one) => one.question === question)),
  );
  const [answer] = answersOn;
  if (!answer || answersOn.includes(undefined)) throw new Error(`${played.name}~${step} does not ask \`${at}\`.`);
  const about = aboutOf(question.ask);
  const now = about ? played.run.askEntry(played.at(step, null), about.process, about.place) : [];
  return {
    table: first.table,
    question: answer.question,
    decisions,
    value: answer.value,
    yes: answer.answer,
    touchable: now.some((asked) => asked?.decision.table === first.table),
  };
}

function wayOf(played: Played, step: number, where: string): Way {
  const found: { machines: number[]; functions: string[] }[] = [];
  for (const machine of played.run.machines.keys()) {
    const functions = functionsAt(played, step, machine);
    const same = found.find((list) => list.functions.join() === functions.join());
    if (same) same.machines.push(machine);
    else found.push({ machines: [machine], functions });
  }
  const [lit = where] = where.split(': ');
  return { statement: played.step(step).text, step, lit, lists: found };
}

const isPage = ({ decision }: EntryAnswer): boolean => decision.verdict === 'page';

function tryText({ special, flags, frame }: WhatIf, { frames }: EntryRecord): string {
  if (special !== undefined) return `Try it with the special bit ${special ? 'set' : 'clear'}`;
  const [flag] = Object.entries(flags ?? {});
  if (flag) return `Try it with${flag[1] ? '' : 'out'} VM_${flag[0]}`;
  const pfn = typeof frame === 'string' ? frames[frame] : (frame ?? 0);
  return `Try 0x${pfn.toString(16)} there`;
}

/** What would have to be changed of the entry for a theory to hold: the rule is asked of the changed one. */
function wouldBeOf(
  { run, at }: PlayedAt,
  ask: string,
  { table, question, yes }: Lit,
  machines: readonly number[],
  answer: string,
): ReadTheory['wouldBe'] {
  const about = aboutOf(ask);
  const [machine] = machines;
  if (!about || machine === undefined) return null;
  const asked = (whatIf: WhatIf) => run.askEntry(at, about.process, about.place, whatIf)[machine];
  const now = asked({});
  if (now?.decision.table !== table) return null;
  for (const { whatIf } of now.flips) {
    const then = asked(whatIf);
    const turned = then?.decision.answers.some((one) => one.question === question && one.answer !== yes);
    const holds = !ASKED_NORMAL.test(ask) || (then && isPage(then) === (answer === A_PAGE));
    if (turned && holds) return { label: tryText(whatIf, now.record), whatIf };
  }
  return null;
}

function readTheory(
  figures: Figures,
  played: Played,
  place: Place,
  question: Question,
  answers: readonly string[],
  theory: Theory,
): ReadTheory {
  const [, earlier, where = ''] = /^(?:~(\d+) )?(.*)$/.exec(theory.at ?? theory.in ?? '') ?? [];
  const step = earlier === undefined ? place.step : Number(earlier);
  if (step > place.step) throw new Error(`“${theory.answer}” leaves the kernel’s way at a later step.`);
  const machines = answers.flatMap((answer, i) =>
    answer !== theory.answer &&
    (theory.on === undefined || theory.on.some((name) => name === played.run.machines[i]?.name))
      ? [i]
      : [],
  );
  if (machines.length === 0) throw new Error(`“${theory.answer}” is wrong nowhere.`);
  const lit = theory.at === undefined ? null : litOf(played, step, question, where, machines);
  const way = lit || question.reader ? null : wayOf(played, step, where);
  const text = fillClaims(figures, place, theory.if);
  const wouldBe =
    lit &&
    !question.whatIf &&
    wouldBeOf({ run: played.run, at: played.at(step, null) }, question.ask, lit, machines, theory.answer);
  const found = KERNEL_FUNCTIONS.find(({ fn }) => fn === where.split(': ')[0]);
  const source = found ? { file: found.file, line: found.line } : null;
  return { answer: theory.answer, machines, text, where, source, lit, way, wouldBe: wouldBe || null };
}

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
  if (counter) return `How many of ${counter[1]}’s pages are counted as \`${counter[2]}\`?`;
  const same = /^(\S+) in ([A-Z]): same_frame_as (\S+) in ([A-Z])$/.exec(ask);
  if (same) return `Does \`${same[1]}\` of ${same[2]} map the same frame as \`${same[3]}\` of ${same[4]}?`;
  const [, place = '', process = '', question = ask] = /^(\S+) in ([A-Z]): (\w+)$/.exec(ask) ?? [];
  const wording = WORDING[question];
  if (!wording) throw new Error(`There are no words for \`${ask}\`.`);
  return wording(`\`${place}\` of ${process}`, process);
}

interface Answered {
  readonly answers: readonly string[];
  readonly guesses: readonly string[];
}

function answersTo(played: Played, step: number, ask: string): Answered {
  const result = played.ask(step, ask);
  const answers = result.answers.map((answer) => {
    if (!answer) throw new Error(`${played.name}~${step}: a machine had stopped.`);
    return answerText(answer);
  });
  return { answers, guesses: choicesOf(result).map(answerText) };
}

function answersIf(played: Played, step: number, ask: string, whatIf: WhatIf): Answered {
  const about = aboutOf(ask);
  const asked = about ? played.run.askEntry(played.at(step, null), about.process, about.place, whatIf) : [];
  const answers = asked.map((one) => {
    const table = DECISION_TABLES.find(({ name }) => name === one?.decision.table);
    const verdict = Object.entries(table?.verdicts ?? {}).find(([id]) => id === one?.decision.verdict)?.[1];
    if (!verdict) throw new Error(`There is no entry that \`${ask}\` could be about.`);
    return verdict.label;
  });
  return { answers, guesses: [] };
}

function readersAmong({ kind, among }: NonNullable<Question['reader']>): Answered {
  const kinds = among.map((fn) => readerNamed(fn).kind);
  const right = among.filter((_, i) => kinds[i] === kind);
  if (right.length !== 1) throw new Error(`${right.length} of ${among.join(', ')} are ${kind}.`);
  return { answers: right, guesses: among };
}

function readQuestion(figures: Figures, question: Question): ReadQuestion {
  const place = momentOf(question.at);
  const { figure, step } = place;
  const played = figures.named(figure);
  const { answers, guesses } = question.reader
    ? readersAmong(question.reader)
    : question.whatIf
      ? answersIf(played, step, question.ask, question.whatIf)
      : answersTo(played, step, question.ask);
  const offered = [...new Set([...answers, ...question.theories.map(({ answer }) => answer)])];
  for (const more of guesses) {
    if (offered.length >= (question.reader?.among.length ?? FEWEST)) break;
    if (!offered.includes(more)) offered.push(more);
  }
  const choices = offered
    .sort((a, b) => natural.compare(a, b))
    .map((answer): Choice => ({ answer, label: labelOf(played, step, answer) }));
  const [about] = /^\S+ in [A-Z]/.exec(question.ask) ?? [];
  const pick = about !== undefined && !question.ask.includes('same_frame_as') ? about : undefined;
  return {
    kind: 'ask',
    id: `${question.at} ${question.ask}${question.whatIf ? `, if ${JSON.stringify(question.whatIf)}` : ''}`,
    ofLinux: question.reader !== undefined,
    before: question.whatIf
      ? sceneOf(figures, place, null, pick)
      : sceneOf(figures, { figure, step: step - 1, fn: null }, null),
    scene: { ...sceneOf(figures, place, null, pick), whatIf: question.whatIf ?? null },
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
      ...(source.onward && { onward: fillClaims(figures, last, source.onward) }),
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
