/**
 * The engine behind promises. Hides where it runs (worker, inlined worker or this thread), and how it is restarted when
 * it dies.
 */
import type { EntryAnswer, Place, Position, ProcView, Snapshot, WhatIf } from '../../engine/facts.ts';
import { patchSnapshot } from '../../engine/protocol.ts';
import type { FromEngine, ToEngine } from '../../engine/protocol.ts';
import type { EngineHome, EnginePort, OpenEngine } from './enginePort.ts';
import { SnapshotCache } from './snapshotCache.ts';

type Message<T extends FromEngine['type']> = Extract<FromEngine, { type: T }>;

export interface EngineEvents {
  started(message: Message<'started'>): void;
  steps(message: Message<'steps'>): void;
  done(): void;
  /** The run cannot continue. What was played stays visible. */
  failed(message: string): void;
  /** The engine was restarted and repeats the run. */
  restarted(): void;
}

/**
 * Milliseconds of silence after which an engine that owes an answer counts as dead; twice as long after each death, in
 * case it was only busy.
 */
const PATIENCE = 6000;
const MAX_DEATHS = 3;
const REMEMBERED = 96;

type Question =
  | { readonly type: 'snapshot'; readonly at: Position }
  | {
      readonly type: 'entry';
      readonly at: Position;
      readonly process: string;
      readonly place: Place;
      readonly whatIf: WhatIf;
    }
  | { readonly type: 'proc'; readonly at: Position };
type Answer = { readonly type: 'snapshot'; readonly snapshot: Snapshot } | Message<'entry'> | Message<'proc'>;

interface Asked {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class EngineClient {
  readonly #events: EngineEvents;
  readonly #open: OpenEngine;
  readonly #patience: number;
  readonly #cache = new SnapshotCache(REMEMBERED);
  #port: EnginePort | null = null;
  /** Changes with the port: messages from an old port are dropped. */
  #connection = 0;
  #run = 0;
  #text: string | null = null;
  #done = true;
  /** The last step reported to the page; after a restart earlier ones are not reported again. */
  #told = -1;
  #deaths = 0;
  #ask = 0;
  /** The last snapshot received in this run: the next one is a patch on it. */
  #newest: Snapshot | null = null;
  readonly #asked = new Map<number, Asked>();
  readonly #promised = new Map<string, Promise<Snapshot>>();
  #watchdog: ReturnType<typeof setTimeout> | undefined;

  constructor(events: EngineEvents, open: OpenEngine, patience = PATIENCE) {
    this.#events = events;
    this.#open = open;
    this.#patience = patience;
  }

  /** Null while it is being started. */
  get home(): EngineHome | null {
    return this.#port?.home ?? null;
  }

  run(text: string): void {
    this.#run++;
    this.#text = text;
    this.#done = false;
    this.#told = -1;
    this.#deaths = 0;
    this.#forget(new Error('A newer text has replaced it.'));
    this.#cache.clear();
    this.#newest = null;
    if (this.#port) this.#post({ type: 'run', run: this.#run, text });
    else void this.#connect();
  }

  remembered(at: Position): Snapshot | undefined {
    return this.#cache.get(at);
  }

  /** Rejected when a newer text replaces the run. */
  snapshot(at: Position): Promise<Snapshot> {
    const known = this.#cache.get(at);
    if (known) return Promise.resolve(known);
    const key = SnapshotCache.key(at);
    const promised = this.#promised.get(key);
    if (promised) return promised;
    const run = this.#run;
    const promise = this.#question({ type: 'snapshot', at }).then((answer) => {
      if (answer.type !== 'snapshot') throw new Error('The engine answered a different question.');
      if (run === this.#run) {
        this.#cache.set(at, answer.snapshot);
        this.#promised.delete(key);
      }
      return answer.snapshot;
    });
    this.#promised.set(key, promise);
    return promise;
  }

  /** The answer of `vm_normal_page` about an entry, per machine; null where nothing is mapped. */
  async entry(
    at: Position,
    process: string,
    place: Place,
    whatIf: WhatIf = {},
  ): Promise<readonly (EntryAnswer | null)[]> {
    const answer = await this.#question({ type: 'entry', at, process, place, whatIf });
    if (answer.type !== 'entry') throw new Error('The engine answered a different question.');
    return answer.answers;
  }

  /** What /proc would show: per machine, a list of processes. */
  async proc(at: Position): Promise<readonly (readonly ProcView[])[]> {
    const answer = await this.#question({ type: 'proc', at });
    if (answer.type !== 'proc') throw new Error('The engine answered a different question.');
    return answer.machines;
  }

  #question(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ask = ++this.#ask;
      this.#asked.set(ask, { question, resolve, reject });
      this.#post({ ...question, run: this.#run, ask });
    });
  }

  prefetch(positions: readonly Position[]): void {
    // If a guess fails, whoever really needs the state will find out.
    for (const at of positions) this.snapshot(at).catch(() => undefined);
  }

  close(): void {
    clearTimeout(this.#watchdog);
    this.#forget(new Error('The page was closed.'));
    this.#drop();
  }

  #post(message: ToEngine): void {
    this.#port?.post(message);
    this.#watch();
  }

  #drop(): void {
    this.#connection++;
    this.#port?.close();
    this.#port = null;
    this.#newest = null;
  }

  #forget(why: Error): void {
    for (const asked of this.#asked.values()) asked.reject(why);
    this.#asked.clear();
    this.#promised.clear();
  }

  async #connect(): Promise<void> {
    const connection = ++this.#connection;
    const current = () => connection === this.#connection;
    try {
      const port = await this.#open(
        (message) => current() && this.#hear(message),
        () => current() && this.#died(),
      );
      if (!current()) return port.close();
      this.#port = port;
    } catch (error) {
      if (!current()) return;
      this.#done = true;
      this.#events.failed(`The engine could not be started: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (this.#text !== null) this.#post({ type: 'run', run: this.#run, text: this.#text });
    for (const [ask, { question }] of this.#asked) this.#post({ ...question, run: this.#run, ask });
  }

  #hear(message: FromEngine): void {
    if (message.type === 'hello' || message.run !== this.#run) return;
    switch (message.type) {
      case 'started':
        if (this.#told < 0) {
          this.#told = 0;
          this.#events.started(message);
        }
        break;
      case 'steps': {
        const steps = message.steps.filter(({ step }) => step > this.#told);
        const last = steps.at(-1);
        if (last) {
          this.#told = last.step;
          this.#events.steps({ ...message, steps });
        }
        break;
      }
      case 'done':
        if (!this.#done) {
          this.#done = true;
          this.#events.done();
        }
        break;
      case 'snapshot':
        this.#newest = patchSnapshot(this.#newest, message.patch);
        this.#answer(message.ask, { type: 'snapshot', snapshot: this.#newest });
        break;
      case 'entry':
      case 'proc':
        this.#answer(message.ask, message);
        break;
      case 'surveying':
      case 'surveyed':
        // Surveys are another client's.
        break;
      case 'failed':
        this.#done = true;
        this.#forget(new Error(message.message));
        this.#events.failed(message.message);
        break;
      case 'lacks':
        // The port has replaced the worker by one that knows all machines.
        break;
    }
    this.#watch();
  }

  #answer(ask: number, answer: Answer): void {
    this.#asked.get(ask)?.resolve(answer);
    this.#asked.delete(ask);
  }

  #died(): void {
    this.#drop();
    if (++this.#deaths > MAX_DEATHS) {
      const why = 'The engine stopped several times while playing this text.';
      this.#done = true;
      this.#forget(new Error(why));
      clearTimeout(this.#watchdog);
      this.#events.failed(why);
      return;
    }
    this.#events.restarted();
    void this.#connect();
  }

  /** A worker can die silently: one that owes an answer and stays silent is dead. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#port?.home === 'this thread' || (this.#done && this.#asked.size === 0)) return;
    const connection = this.#connection;
    this.#watchdog = setTimeout(
      () => {
        if (this.#port && connection === this.#connection) this.#died();
      },
      this.#patience * 2 ** this.#deaths,
    );
  }
}
