/** A lesson that is being read: which part, what was answered, and where the figure stands. */
import type { Lesson, ReadQuestion, Scene } from '../../engine/course.ts';
import { isComplete, withPick, type Picks } from '../moment/picks.ts';
import { findMicroStep } from '../moment/run.ts';
import type { Playground } from '../playground/playground.svelte.ts';
import type { Progress } from './progress.svelte.ts';

export class Reading {
  readonly lesson: Lesson;
  readonly #progress: Progress;
  readonly #playground: Playground;
  /** Parts that are shown: up to this one. One past the last is the end of the lesson. */
  reached = $state(0);
  at = $state(0);
  picked = $state.raw<Picks>([]);

  readonly part = $derived.by(() => this.lesson.parts[this.at] ?? null);
  readonly isAtEnd = $derived.by(() => this.at >= this.lesson.parts.length);
  readonly question: ReadQuestion | null = $derived.by(() =>
    this.part?.kind === 'ask' && !this.answersTo(this.part) ? this.part : null,
  );
  /** Null at the end of the lesson. */
  readonly scene: Scene | null = $derived.by(() => (this.question ? this.question.before : (this.part?.scene ?? null)));

  constructor(lesson: Lesson, progress: Progress, playground: Playground, at: number) {
    this.lesson = lesson;
    this.#progress = progress;
    this.#playground = playground;
    this.go(Math.min(at, lesson.parts.length));
  }

  answersTo({ id }: ReadQuestion): readonly string[] | null {
    const answers = this.#progress.of(this.lesson.name).given[id]?.answers ?? [];
    return answers.length > 0 ? answers : null;
  }

  comesLater({ id }: ReadQuestion): boolean {
    return this.#progress.of(this.lesson.name).given[id]?.later ?? false;
  }

  isRight(question: ReadQuestion): boolean {
    return this.answersTo(question)?.every((answer, i) => answer === question.answers[i]) ?? false;
  }

  /** Parts whose questions were not answered right, or are to come again. */
  readonly open: readonly number[] = $derived.by(() =>
    this.lesson.parts.flatMap((part, i) =>
      part.kind === 'ask' && (!this.isRight(part) || this.comesLater(part)) ? [i] : [],
    ),
  );

  go(at: number): void {
    this.at = Math.max(0, Math.min(at, this.lesson.parts.length));
    this.reached = Math.max(this.reached, this.at);
    this.picked = [];
    const done = this.#progress.of(this.lesson.name).done || this.isAtEnd;
    this.#progress.keep(this.lesson.name, { at: this.at, done });
  }

  forward(): void {
    this.go(this.at + 1);
  }

  back(): void {
    this.go(this.at - 1);
  }

  pick(answer: string, machine?: number): void {
    const { question } = this;
    if (!question) return;
    const before = question.answers.map((_, i) => this.picked[i] ?? null);
    this.picked = withPick(before, answer, machine);
    if (isComplete(this.picked)) this.#progress.answer(this.lesson.name, question.id, this.picked);
  }

  askAgain(question: ReadQuestion): void {
    this.picked = [];
    this.#progress.ask(this.lesson.name, question.id);
    this.go(this.lesson.parts.indexOf(question));
  }

  askLater(question: ReadQuestion): void {
    this.#progress.askLater(this.lesson.name, question.id);
    this.forward();
  }

  /** The last step that may be shown: not beyond an open question. */
  get limit(): number {
    return this.question?.before.step ?? Number.POSITIVE_INFINITY;
  }

  step(by: 1 | -1): void {
    const { player } = this.#playground;
    if (by > 0 && player.at.step >= this.limit) return;
    player.send({ type: by > 0 ? 'FORWARD' : 'BACK' });
  }

  /** Brings the figure to where the part wants it. Call it in an effect. */
  show(scene: Scene): void {
    const playground = this.#playground;
    const text = this.lesson.figures[scene.figure]?.text ?? '';
    const played = playground.run?.text === text ? playground.run.steps[scene.step] : undefined;
    const { step, micro, selection } = scene;
    if (playground.text !== text || !played) return playground.open(text, { step, micro, selection });
    if (scene.micro) playground.player.go({ step: scene.step, bead: findMicroStep(played, scene.micro) });
    else playground.player.goToEnd(scene.step);
    playground.select(scene.selection);
  }
}
