/**
 * A session of the engine, in a worker or on the page's own thread. It plays in slices, so that a newer text can cancel
 * a run.
 */
import { isCarried } from './arch/carried.ts';
import { parse } from './language/parse.ts';
import type { MachineName } from './types.ts';
import type { FromEngine, ToEngine } from './protocol.ts';
import type { Position, Snapshot, Step } from './facts.ts';
import { diffSnapshot } from './run/patch.ts';
import { createRun, type Run } from './run/run.ts';
import { survey } from './run/survey.ts';

/** Statements per slice: few enough to keep a page without a worker responsive, enough to make slicing cheap. */
const SLICE = 8;

type Look = Exclude<ToEngine, { type: 'run' | 'survey' }>;

interface Playing {
  readonly id: number;
  readonly run: Run;
  readonly steps: Generator<Step, void>;
  /** Step 0 needs no playing. */
  played: number;
  done: boolean;
  told: Snapshot | null;
  waiting: Look[];
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Session {
  #playing: Playing | null = null;
  #surveys: number | null = null;
  readonly #emit: (message: FromEngine) => void;
  readonly #later: (next: () => void) => void;
  readonly #carries: (machine: MachineName) => boolean;

  /** `later` runs its argument soon, after pending messages. `carries`: the machines that can be played here. */
  constructor(
    emit: (message: FromEngine) => void,
    later: (next: () => void) => void,
    carries: (machine: MachineName) => boolean = isCarried,
  ) {
    this.#emit = emit;
    this.#later = later;
    this.#carries = carries;
  }

  hello(): void {
    this.#emit({ type: 'hello' });
  }

  receive(message: ToEngine): void {
    switch (message.type) {
      case 'run':
        this.#start(message.run, message.text);
        break;
      case 'survey':
        this.#survey(message);
        break;
      default:
        this.#look(message);
    }
  }

  #start(id: number, text: string): void {
    this.#playing = null;
    this.#surveys = null;
    this.#guard(id, () => {
      const program = parse(text);
      if (!program.machines.every(this.#carries)) {
        this.#emit({ type: 'lacks', run: id });
        return;
      }
      const run = createRun(program);
      this.#playing = { id, run, steps: run.play(), played: 0, done: false, told: null, waiting: [] };
      this.#emit({
        type: 'started',
        run: id,
        program,
        machines: run.machines,
        start: run.start,
      });
      this.#later(() => this.#slice(id));
    });
  }

  #slice(id: number): void {
    const playing = this.#playing;
    if (!playing || playing.id !== id) return;
    this.#guard(id, () => {
      const steps: Step[] = [];
      while (steps.length < SLICE && !playing.done) {
        const next = playing.steps.next();
        if (next.done) playing.done = true;
        else steps.push(next.value);
      }
      playing.played += steps.length;
      if (steps.length > 0) this.#emit({ type: 'steps', run: id, steps });
      if (playing.done) this.#emit({ type: 'done', run: id });
      const waiting = playing.waiting;
      playing.waiting = [];
      for (const look of waiting) this.#look(look);
      if (!playing.done) this.#later(() => this.#slice(id));
    });
  }

  #survey({ run: id, text, machines }: Extract<ToEngine, { type: 'survey' }>): void {
    this.#playing = null;
    this.#surveys = id;
    this.#guard(id, () => {
      if (!machines.every(this.#carries)) {
        this.#emit({ type: 'lacks', run: id });
        return;
      }
      const program = parse(text);
      const statements = program.steps.length;
      const going = survey(program, machines);
      let step = 0;
      const slice = (): void => {
        if (this.#surveys !== id) return;
        for (let i = 0; i < SLICE; i++) {
          const { done, value } = going.next();
          if (done) return this.#emit({ type: 'surveyed', run: id, kin: value });
          if (value === step) continue;
          step = value;
          this.#emit({ type: 'surveying', run: id, step, statements });
        }
        this.#later(() => this.#guard(id, slice));
      };
      this.#later(() => this.#guard(id, slice));
    });
  }

  #look(look: Look): void {
    const { run: id, ask, at } = look;
    const playing = this.#playing;
    if (!playing || playing.id !== id) return;
    if (at.step > playing.played && !playing.done) {
      playing.waiting.push(look);
      return;
    }
    this.#guard(id, () => {
      const { run } = playing;
      if (look.type === 'snapshot') this.#tell(playing, ask, at);
      else if (look.type === 'proc') this.#emit({ type: 'proc', run: id, ask, machines: run.proc(at) });
      else
        this.#emit({ type: 'entry', run: id, ask, answers: run.askEntry(at, look.process, look.place, look.whatIf) });
    });
  }

  #tell(playing: Playing, ask: number, at: Position): void {
    const snapshot = playing.run.snapshot(at);
    this.#emit({ type: 'snapshot', run: playing.id, ask, patch: diffSnapshot(playing.told, snapshot) });
    playing.told = snapshot;
  }

  /** Reports unexpected errors and ends the run. */
  #guard(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (this.#playing?.id === id) this.#playing.done = true;
      this.#emit({ type: 'failed', run: id, message: sentence(error) });
    }
  }
}
