/** The player as a store: the state of its chart for components, and its events as methods. */
import { createActor } from 'xstate';
import type { Position } from '../../engine/facts.ts';
import { back, END, forward, firstDifference, nextDifference, previousDifference } from './moves.ts';
import { openQuestion, openStatements, playerChart, standsAt, type PlayerEvent } from './playerChart.ts';
import type { Predictions } from '../moment/reply.ts';
import type { Shape } from '../moment/run.ts';
import { remember, remembered } from '../kit/remember.ts';

const SPEED = 'folioscope-speed';
export const SPEEDS = [0.5, 1, 2] as const;

export type Mode = 'loading' | 'paused' | 'playing' | 'asking' | 'failed';

export class Player {
  readonly #actor = createActor(playerChart);
  #snapshot = $state.raw(this.#actor.getSnapshot());

  readonly at: Position = $derived(standsAt(this.#snapshot.context));
  readonly blanked: boolean = $derived(this.#snapshot.matches({ screen: 'blanked' }));
  readonly failure: string | null = $derived(this.#snapshot.context.failure);
  readonly speed: number = $derived(this.#snapshot.context.speed);
  readonly open: ReadonlySet<number> = $derived(openStatements(this.#snapshot.context));
  /** The nearest fresh differences ahead and before; null: none. */
  readonly nextDifference: Position | null = $derived(nextDifference(this.#snapshot.context.shape, this.at, this.open));
  readonly previousDifference: Position | null = $derived(previousDifference(this.#snapshot.context.shape, this.at));
  readonly isAtEnd: boolean = $derived.by(() => {
    const { shape } = this.#snapshot.context;
    return shape.complete && this.mode !== 'asking' && forward(shape, this.at) === null;
  });
  /** Null: none so far. */
  readonly firstDifference: number | null = $derived(firstDifference(this.#snapshot.context.shape, this.at, this.open));
  readonly predictions: ReadonlyMap<number, Predictions> = $derived(this.#snapshot.context.predictions);
  readonly mode: Mode = $derived.by(() => {
    const { playback } = this.#snapshot.value;
    return playback === 'arriving' ? 'loading' : playback;
  });
  /** Back leads nowhere. While a question is asked, it withdraws it. */
  readonly isAtStart: boolean = $derived(
    this.mode !== 'asking' && back(this.#snapshot.context.shape, this.at) === null,
  );
  readonly question: { readonly step: number; readonly index: number } | null = $derived.by(() => {
    const { context } = this.#snapshot;
    const step = this.mode === 'asking' ? context.next?.step : undefined;
    return step === undefined ? null : { step, index: openQuestion(context, step) ?? 0 };
  });
  readonly waits: boolean = $derived(this.mode === 'asking' && this.#snapshot.context.playsOn);

  constructor(moved: () => void) {
    let before = standsAt(this.#actor.getSnapshot().context);
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
      const at = standsAt(snapshot.context);
      if (at.step === before.step && at.bead === before.bead) return;
      before = at;
      moved();
    });
    this.#actor.start();
    const speed = SPEEDS.find((known) => String(known) === remembered(SPEED));
    if (speed !== undefined) this.#actor.send({ type: 'SPEED', speed });
  }

  send(event: PlayerEvent): void {
    this.#actor.send(event);
    if (event.type === 'SPEED') remember(SPEED, String(event.speed));
  }

  /** Where the person wants to be; the run may be too short. */
  get wanted(): Position {
    return this.#snapshot.context.wanted;
  }

  get shape(): Shape {
    return this.#snapshot.context.shape;
  }

  go(at: Position): void {
    this.send({ type: 'GO', at });
  }

  goToEnd(step: number): void {
    this.go({ step, bead: END });
  }

  stop(): void {
    this.#actor.stop();
  }
}
