/** The state of a playground: text, run, position, selection and notices. */
import type { EntryAnswer, Place, Position, ProcView, Step, WhatIf } from '../../engine/facts.ts';
import { SCENARIO_INDEX, scenarioOfText } from '../../engine/atlas.ts';
import type { Ask } from '../../engine/text.ts';
import { EngineClient, type EngineEvents } from './engineClient.ts';
import { openEngine } from './engineHomes.ts';
import { Notices } from '../kit/notices.svelte.ts';
import { Player } from './player.svelte.ts';
import { areNeighbours, back, backBead, END, forward, forwardBead } from './moves.ts';
import { shortNames } from '../moment/shortNames.ts';
import { isComplete, withoutPick, withPick, type Picks } from '../moment/picks.ts';
import { choiceLabels, choicesFor } from '../moment/reply.ts';
import {
  findMicroStep,
  shapeOf,
  within,
  type Limits,
  type MicroStep,
  type PageRun,
  type Shown,
} from '../moment/run.ts';
import { namedSelection } from '../moment/selection.ts';

/** Opens the end of a statement unless a micro-step is named. */
export interface Opening {
  readonly step: number;
  readonly micro: MicroStep | null;
  readonly selection: string | null;
}

/** Milliseconds after the last key. */
const TYPING_PAUSE = 300;

/** While such a long text is edited, its run is shown once it is complete, and begins after a longer pause. */
const MANY = 300;
const LONG_TEXT = 8_000;
const LONG_PAUSE = 900;

const REPLACED = 'A newer text has replaced it.';

const isSame = (a: Position, b: Position): boolean => a.step === b.step && a.bead === b.bead;

export class Playground {
  text = $state('');
  opened = $state('');
  /** What was played of it; replaced only when there is something new to show. */
  run = $state.raw<PageRun | null>(null);
  shown = $state.raw<Shown | null>(null);
  selection = $state<string | null>(null);
  /** Tied to where the person wants to be: a run that is still growing may not have come there. */
  #touched = $state.raw<{ readonly wanted: Position; readonly whatIf: WhatIf } | null>(null);
  /** What is changed by hand of the entry in question, until the page moves on; null: there is no what-if. */
  readonly whatIf: WhatIf | null = $derived.by(() => {
    const [touched, run] = [this.#touched, this.run];
    const { at, wanted } = this.player;
    const isHere = touched && isSame(touched.wanted, wanted) && at.step === wanted.step;
    return isHere && run?.text === this.text && this.#isShown(run, at) ? touched.whatIf : null;
  });
  editing = $state(false);
  /** Null: everything is shown. Set it before a text is opened. */
  limits: Limits | null = null;
  readonly notices = new Notices();
  readonly player = new Player(() => this.#show());
  readonly #client = new EngineClient(this.#events(), openEngine);
  #runs = 0;
  #pending: Pick<PageRun, 'id' | 'text'> | null = null;
  /** Its growing run; shown once it reaches the position on the screen. */
  #coming: PageRun | null = null;
  #offering = 0;
  #micro: MicroStep | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  readonly title: string = $derived(this.run?.program.title ?? 'Untitled scenario');
  readonly builtIn = $derived(scenarioOfText(this.text));
  /** An edited built-in scenario, recognised by its title. */
  readonly edited: boolean = $derived(
    this.builtIn === null && SCENARIO_INDEX.some(({ title }) => title === this.title),
  );
  readonly step: Step | null = $derived(this.run?.steps[this.player.at.step] ?? null);
  readonly question = $derived.by(() => {
    const now = this.player.question;
    const statement = now && this.run?.program.steps[now.step - 1];
    const ask = now && statement?.asks[now.index];
    const result = now && this.run?.steps[now.step]?.asks[now.index];
    if (!statement || !ask || !result) return null;
    const choices = choicesFor(result);
    const labels = choiceLabels(result, this.shown?.snapshot.machines ?? []);
    const runs = this.run?.steps[now.step]?.outcomes.map((outcome) => outcome !== null) ?? [];
    const names = shortNames(this.run?.machines ?? []).filter((_, i) => runs[i]);
    const picks = this.#picked?.of === ask ? this.#picked.picks : names.map(() => null);
    return { statement, ask, choices, labels, waits: this.player.waits, runs, names, picks };
  });
  #picked = $state.raw<{ readonly of: Ask; readonly picks: Picks } | null>(null);

  pick(answer: string, machine?: number): void {
    const { question } = this;
    if (!question) return;
    const picks = withPick(question.picks, answer, machine);
    this.#picked = isComplete(picks) ? null : { of: question.ask, picks };
    if (!isComplete(picks)) return;
    const given = [...picks];
    this.player.send({
      type: 'PREDICT',
      prediction: question.runs.map((runs) => (runs ? (given.shift() ?? null) : null)),
    });
  }

  unpick(machine: number): void {
    const { question } = this;
    if (question) this.#picked = { of: question.ask, picks: withoutPick(question.picks, machine) };
  }

  skipQuestion(): void {
    this.player.send({ type: 'PREDICT', prediction: null });
  }

  #events(): EngineEvents {
    return {
      started: ({ program, machines, start }) => {
        const pending = this.#pending;
        if (!pending) return;
        // Links of early versions number the machine.
        this.selection = namedSelection(this.selection, program.machines);
        const statements = program.steps.length;
        this.#coming = { ...pending, program, machines, statements, steps: [start], complete: false };
        this.#offerSoon();
      },
      steps: ({ steps }) => {
        this.#grow(steps);
        this.#offerSoon();
      },
      done: () => this.#finish(),
      failed: (message) => {
        this.#finish();
        this.player.send({ type: 'FAIL', message });
        this.notices.dismiss('restart');
        this.notices.say({
          about: 'engine',
          kind: 'error',
          text: `Something went wrong: ${message} Your text is kept.`,
          actions: [{ label: 'Run it again', run: () => this.open(this.text) }],
        });
      },
      restarted: () =>
        this.notices.say({ about: 'restart', kind: 'info', text: 'The engine stopped and was restarted.' }),
    };
  }

  /** Without `at` the step stays the same. */
  open(text: string, at?: Opening): void {
    clearTimeout(this.#typing);
    this.text = text;
    if (at) {
      this.opened = text;
      this.selection = at.selection;
    }
    this.#micro = at?.micro ?? null;
    for (const about of ['engine', 'restart']) this.notices.dismiss(about);
    const fresh = text !== this.#pending?.text;
    this.#pending = { id: ++this.#runs, text };
    this.player.send({ type: 'LOAD', fresh, at: at ? { step: at.step, bead: END } : this.#stay() });
    this.#coming = null;
    this.#client.run(text);
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.open(text), text.length > LONG_TEXT ? LONG_PAUSE : TYPING_PAUSE);
  }

  /** `vm_normal_page` about an entry at a position of a run. Rejected when the text was replaced. */
  async ask(
    run: PageRun,
    at: Position,
    process: string,
    place: Place,
    whatIf: WhatIf = {},
  ): Promise<readonly (EntryAnswer | null)[]> {
    if (!this.#isPlayed(run)) throw new Error(REPLACED);
    return this.#client.entry(at, process, place, whatIf);
  }

  /** What /proc would show at a position: per machine, a list of processes. Rejected when the text was replaced. */
  async proc(run: PageRun, at: Position): Promise<readonly (readonly ProcView[])[]> {
    if (!this.#isPlayed(run)) throw new Error(REPLACED);
    return this.#client.proc(at);
  }

  /** The engine knows only the newest run, but an older one may still be shown. */
  #isPlayed(run: PageRun): boolean {
    return run.id === this.#pending?.id;
  }

  select(selection: string | null): void {
    this.#touched = null;
    this.selection = selection;
  }

  touch(whatIf: WhatIf | null): void {
    this.#touched = whatIf && { wanted: this.player.wanted, whatIf };
  }

  close(): void {
    clearTimeout(this.#typing);
    cancelAnimationFrame(this.#offering);
    this.#client.close();
    this.player.stop();
  }

  /** At the end of a statement the position stays there, even if it now has more micro-steps. */
  #stay(): Position {
    const { wanted, shape } = this.player;
    const atEnd = wanted.bead >= (shape.beads[wanted.step] ?? 1) - 1;
    return atEnd ? { step: wanted.step, bead: END } : wanted;
  }

  #grow(steps: readonly Step[]): void {
    if (this.#coming) this.#coming = { ...this.#coming, steps: [...this.#coming.steps, ...steps] };
  }

  #finish(): void {
    if (this.#coming) this.#coming = { ...this.#coming, complete: true };
    cancelAnimationFrame(this.#offering);
    this.#offering = 0;
    this.#offer();
  }

  /** A long run grows faster than a screen can be drawn. */
  #offerSoon(): void {
    if (this.#offering !== 0) return;
    // What is drawn of a long run takes longer to draw: typing goes on meanwhile.
    if (this.editing && (this.#coming?.statements ?? 0) > MANY) return;
    this.#offering = requestAnimationFrame(() => {
      this.#offering = 0;
      this.#offer();
    });
  }

  #offer(): void {
    const coming = this.#coming;
    if (!coming || coming === this.run) return;
    const { wanted } = this.player;
    const target = coming.steps[wanted.step];
    if (!target && !coming.complete && coming.id !== this.run?.id) return;
    this.run = coming;
    const at = target && this.#micro ? { step: wanted.step, bead: findMicroStep(target, this.#micro) } : undefined;
    if (at) this.#micro = null;
    const shape = shapeOf(coming);
    this.player.send({
      type: 'LOADED',
      shape: this.limits ? within(shape, this.limits) : shape,
      ...(at && { at }),
    });
    this.#show();
  }

  #show(): void {
    const { run } = this;
    const { at } = this.player;
    if (!run || !this.#isPlayed(run) || !run.steps[at.step] || (this.#isShown(run, at) && this.shown)) return;
    const known = this.#client.remembered(at);
    if (known) return this.#present(run, at, known);
    this.#client.snapshot(at).then(
      (snapshot) => {
        if (this.run?.id === run.id && isSame(at, this.player.at)) this.#present(this.run, at, snapshot);
      },
      // A newer text has replaced it, or the failure was already reported.
      () => undefined,
    );
  }

  #isShown(run: PageRun, at: Position): boolean {
    const { shown } = this;
    return shown !== null && shown.run.id === run.id && shown.step.step === at.step && shown.bead === at.bead;
  }

  #present(run: PageRun, at: Position, snapshot: Shown['snapshot']): void {
    const step = run.steps[at.step];
    if (!step) return;
    const { shape } = this.player;
    const before = this.shown;
    if (before && this.#isShown(run, at)) {
      this.shown = { ...before, run, step };
      return;
    }
    const previous =
      before?.run.id === run.id && areNeighbours(shape, { step: before.step.step, bead: before.bead }, at)
        ? before.snapshot
        : null;
    this.shown = { run, step, bead: at.bead, snapshot, previous };
    const near = [forward, back, forwardBead, backBead].map((move) => move(shape, at));
    this.#client.prefetch(near.filter((position) => position !== null));
  }
}
