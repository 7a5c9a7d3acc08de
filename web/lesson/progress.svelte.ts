/**
 * What a reader has done, kept in the browser: where they were, what they answered, which lessons they finished. Without
 * storage it lasts as long as the page.
 */
import { isEmbedded } from '../kit/embedded.ts';
import { remember, remembered } from '../kit/remember.ts';

const KEY = 'folioscope-course';
const VERSION = 1;

export interface Given {
  /** One answer per machine; empty while it is asked again. */
  readonly answers: readonly string[];
  readonly tries: number;
  readonly later?: boolean;
}

export interface LessonProgress {
  /** The part of the lesson, from 0; one past the last is its end. */
  readonly at: number;
  readonly done: boolean;
  readonly given: Readonly<Record<string, Given>>;
}

interface Kept {
  readonly version: typeof VERSION;
  readonly last: string | null;
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

const NOTHING: Kept = { version: VERSION, last: null, lessons: {} };
const NOT_BEGUN: LessonProgress = { at: 0, done: false, given: {} };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGiven = (value: unknown): value is Given =>
  isRecord(value) &&
  typeof value['tries'] === 'number' &&
  ['boolean', 'undefined'].includes(typeof value['later']) &&
  Array.isArray(value['answers']) &&
  value['answers'].every((answer) => typeof answer === 'string');

const isProgress = (value: unknown): value is LessonProgress =>
  isRecord(value) &&
  Number.isInteger(value['at']) &&
  Number(value['at']) >= 0 &&
  typeof value['done'] === 'boolean' &&
  isRecord(value['given']) &&
  Object.values(value['given']).every(isGiven);

/** Null if it is not what was exported: files come from anywhere. */
function readProgress(text: string): Kept | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value['version'] !== VERSION || !isRecord(value['lessons'])) return null;
    const { last, lessons } = value;
    if (last !== null && typeof last !== 'string') return null;
    if (!Object.values(lessons).every(isProgress)) return null;
    return { version: VERSION, last, lessons: lessons as Kept['lessons'] };
  } catch {
    return null;
  }
}

export class Progress {
  /** On somebody else's page nothing is kept, and nothing that was kept is shown. */
  readonly #isGuest = isEmbedded();
  #kept = $state.raw<Kept>((this.#isGuest ? null : readProgress(remembered(KEY) ?? '')) ?? NOTHING);

  readonly last: string | null = $derived(this.#kept.last);
  readonly isEmpty: boolean = $derived(Object.keys(this.#kept.lessons).length === 0);

  of(lesson: string): LessonProgress {
    return this.#kept.lessons[lesson] ?? NOT_BEGUN;
  }

  has(lesson: string): boolean {
    return this.#kept.lessons[lesson] !== undefined;
  }

  keep(lesson: string, change: Partial<LessonProgress>): void {
    const lessons = { ...this.#kept.lessons, [lesson]: { ...this.of(lesson), ...change } };
    this.#take({ ...this.#kept, last: lesson, lessons });
  }

  answer(lesson: string, question: string, answers: readonly string[]): void {
    const { given } = this.of(lesson);
    const tries = (given[question]?.tries ?? 0) + 1;
    this.keep(lesson, { given: { ...given, [question]: { answers, tries } } });
  }

  ask(lesson: string, question: string): void {
    this.#change(lesson, question, { answers: [], later: false });
  }

  askLater(lesson: string, question: string): void {
    this.#change(lesson, question, { later: true });
  }

  #change(lesson: string, question: string, change: Partial<Given>): void {
    const { given } = this.of(lesson);
    const now = given[question] ?? { answers: [], tries: 0 };
    this.keep(lesson, { given: { ...given, [question]: { ...now, ...change } } });
  }

  forget(): void {
    this.#take(NOTHING);
  }

  export(): string {
    return JSON.stringify(this.#kept, null, 2);
  }

  /** False: it is not what was exported. */
  import(text: string): boolean {
    const kept = readProgress(text);
    if (kept) this.#take(kept);
    return kept !== null;
  }

  #take(kept: Kept): void {
    this.#kept = kept;
    if (!this.#isGuest) remember(KEY, JSON.stringify(kept));
  }
}
