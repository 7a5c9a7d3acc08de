/**
 * A lesson as it is written, and as it is read. Facts in the prose are claims between braces (see claims.ts); the engine
 * fills them in, and answers the questions, when the page is built.
 */
import type { Decision, MachineInfo, WhatIf } from '../facts.ts';
import type { KernelFunction } from '../functions.ts';
import type { Reader } from '../mm/readers.ts';
import type { Excerpt } from './thread.ts';

export type Beside = 'why' | 'chart' | 'bits' | 'folio' | 'vma' | 'proc' | 'log';

/** `FIGURE~STEP`, or `FIGURE~STEP:FUNCTION` for a micro-step. A figure is a built-in scenario or a text of the lesson. */
export type Moment = string;

export interface Paragraph {
  readonly at: Moment;
  readonly beside?: Beside;
  /** The entry that is picked, as `io+1 in A`. */
  readonly pick?: string;
  readonly text: string;
}

/** A wrong answer, taken as a theory about the kernel. */
export interface Theory {
  readonly answer: string;
  /** Only there; elsewhere the answer is right, or another theory leads to it. */
  readonly on?: readonly MachineInfo['name'][];
  /** What would have to be true. Completes the sentence “That would be right …”. */
  readonly if: string;
  /** `TABLE: LABEL` of a drawn question at which the theory leaves the kernel's way; `~STEP` before it names an earlier step. */
  readonly at?: string;
  /** Where no chart has a question for it: the function, `FUNCTION: QUESTION`, or what is no function of the kernel. */
  readonly in?: string;
}

export interface Question {
  /** The step whose outcome is asked for: the figure stands before it until the answer is given. */
  readonly at: Moment;
  /** In the words of the scenario language: `io+1 in A: vm_normal_page`. */
  readonly ask: string;
  /** The rule is asked of the entry with this changed, at a moment that is shown already. Answers are labels of verdicts. */
  readonly whatIf?: WhatIf;
  /** Asked of Linux itself: which of these functions is a reader of the flags of that kind? No machine makes a difference. */
  readonly reader?: { readonly kind: Reader['kind']; readonly among: readonly Reader['fn'][] };
  /** Instead of the usual wording. */
  readonly prompt?: string;
  readonly theories: readonly Theory[];
  readonly because: string;
  readonly from?: string;
}

export interface LessonSource {
  readonly name: string;
  readonly title: string;
  /** Beside the course: the lesson after which it can be read. */
  readonly after?: string;
  readonly minutes: number;
  /** What a reader can do afterwards. Completes “You can …”. */
  readonly aim: string;
  readonly before: readonly string[];
  /** Texts that are not built in, by name. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly parts: readonly (Paragraph | Question)[];
  /** One line for those who know the kernel. */
  readonly known: string;
  readonly finish: { readonly start: string; readonly ours: string };
  /** What the next lesson of the course is about to surprise with, as a bare question. */
  readonly onward?: string;
  readonly read: readonly KernelFunction[];
  readonly thread: readonly Excerpt[];
  readonly archs?: true;
  readonly dare: { readonly at: Moment; readonly text: string };
}

/** A text that figures show: without its narration, its questions and its title, which may tell the answer. */
export interface Figure {
  readonly text: string;
  /** The scenario that it is made of; null: a text of the lesson. */
  readonly builtIn: string | null;
  readonly payload: string;
  readonly statements: number;
  readonly machines: readonly Pick<MachineInfo, 'name' | 'arch' | 'title'>[];
}

export interface Scene {
  readonly figure: string;
  readonly step: number;
  readonly micro: { readonly fn: string; readonly occurrence: number } | null;
  readonly beside: Beside | null;
  readonly selection: string | null;
  readonly whatIf: WhatIf | null;
}

export interface ReadParagraph {
  readonly kind: 'text';
  readonly scene: Scene;
  readonly text: string;
}

export interface ReadTheory {
  readonly answer: string;
  readonly machines: readonly number[];
  readonly text: string;
  /** `vm_normal_page: pte_special(pte)?`, or only a function. */
  readonly where: string;
  /** Where that function is in Linux 6.12.117; null: it is no function that has a line. */
  readonly source: { readonly file: string; readonly line: number } | null;
  /** The chart, and the question to light; null: no chart has a question for it. */
  readonly lit: Lit | null;
  /** The functions of the statement, one of which is lit, where there is no chart; null: it is about no statement. */
  readonly way: Way | null;
  /** A change to the entry that would make it right; null: no single one does. */
  readonly wouldBe: { readonly label: string; readonly whatIf: WhatIf } | null;
}
export interface Way {
  readonly statement: string;
  readonly step: number;
  /** The function to light. It is drawn beside those that do not go through it. */
  readonly lit: string;
  /** Each function once, in order; machines, by index, that go through the same share a list. */
  readonly lists: readonly { readonly machines: readonly number[]; readonly functions: readonly string[] }[];
}

export interface Lit {
  readonly table: string;
  readonly question: string;
  /** Per machine; null where the function was not asked. */
  readonly decisions: readonly (Decision | null)[];
  readonly value: string;
  readonly yes: boolean;
  readonly touchable: boolean;
}

export interface ReadQuestion {
  readonly kind: 'ask';
  readonly id: string;
  readonly before: Scene;
  readonly scene: Scene;
  readonly statement: string;
  readonly prompt: string;
  readonly choices: readonly Choice[];
  /** It is about Linux, whatever the machine: there is one answer. */
  readonly ofLinux: boolean;
  /** One per machine of the figure, or one. */
  readonly answers: readonly string[];
  readonly theories: readonly ReadTheory[];
  readonly because: string;
  readonly from: string | null;
}
export interface Choice {
  readonly answer: string;
  readonly label: string;
}

export interface Lesson extends Omit<LessonSource, 'texts' | 'parts' | 'read' | 'thread' | 'dare' | 'after'> {
  readonly after: string | null;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly parts: readonly (ReadParagraph | ReadQuestion)[];
  readonly read: readonly { readonly fn: string; readonly file: string; readonly line: number }[];
  readonly thread: readonly { readonly id: string; readonly text: string }[];
  readonly dare: { readonly scene: Scene; readonly text: string };
}
