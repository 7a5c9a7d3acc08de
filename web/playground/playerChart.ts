/**
 * The player: which move is made when, and what is asked first. It knows positions and predictions, but nothing of the
 * kernel's state.
 */
import { assign, setup } from 'xstate';
import type { Position } from '../../engine/facts.ts';
import type { Prediction, Predictions } from '../moment/reply.ts';
import type { Shape } from '../moment/run.ts';
import {
  END,
  back,
  backBead,
  clampTo,
  endOf,
  firstStep,
  forward,
  forwardBead,
  lastBead,
  lastStep,
  nextDifference,
  previousDifference,
  startOf,
} from './moves.ts';

const EMPTY_SHAPE: Shape = { beads: [1], asks: new Map(), differences: [], complete: false };

export interface PlayerContext {
  readonly shape: Shape;
  /** Where the person wants to be. The run may be too short for it: see `standsAt`. */
  readonly wanted: Position;
  /** While asking: where to go afterwards. */
  readonly next: Position | null;
  readonly playsOn: boolean;
  /** After a jump, the question at its destination comes first. */
  readonly jumps: boolean;
  /** By statement. */
  readonly predictions: ReadonlyMap<number, Predictions>;
  readonly failure: string | null;
  /** 1 is the usual speed. */
  readonly speed: number;
}

export type PlayerEvent =
  /** A text is about to run: hold still. `fresh`: another scenario, which forgets the predictions. */
  | { readonly type: 'LOAD'; readonly fresh: boolean; readonly at?: Position }
  /** There is something, or more, to show. `at`: the exact position wanted, known only now. */
  | { readonly type: 'LOADED'; readonly shape: Shape; readonly at?: Position }
  | { readonly type: 'FAIL'; readonly message: string }
  | { readonly type: 'FORWARD' | 'BACK' | 'FORWARD_BEAD' | 'BACK_BEAD' | 'FIRST' | 'LAST' }
  | { readonly type: 'NEXT_DIFFERENCE' | 'PREVIOUS_DIFFERENCE' }
  | { readonly type: 'GO'; readonly at: Position }
  /** Dragging passes questions; a jump follows on release. */
  | { readonly type: 'SCRUB'; readonly at: Position }
  | { readonly type: 'SPEED'; readonly speed: number }
  | { readonly type: 'TOGGLE' | 'PAUSE' }
  | { readonly type: 'PREDICT'; readonly prediction: Prediction }
  | { readonly type: 'REVEAL'; readonly step: number }
  | { readonly type: 'ASK'; readonly step: number }
  | { readonly type: 'BLANK' | 'UNBLANK' };

export const standsAt = ({ shape, wanted }: Pick<PlayerContext, 'shape' | 'wanted'>): Position =>
  clampTo(shape, wanted);

/** The first question of a statement that was neither answered nor skipped; null: none. */
export function openQuestion({ shape, predictions }: PlayerContext, step: number): number | null {
  const made = predictions.get(step) ?? [];
  const open = Array.from({ length: shape.asks.get(step) ?? 0 }, (_, i) => made[i]).indexOf(undefined);
  return open >= 0 ? open : null;
}

export const openStatements = (context: PlayerContext): ReadonlySet<number> =>
  new Set([...context.shape.asks.keys()].filter((step) => openQuestion(context, step) !== null));

const asksBefore = (context: PlayerContext, to: Position | null): boolean =>
  to !== null && to.step > standsAt(context).step && openQuestion(context, to.step) !== null;

/** Skipped questions are asked again after going back before them. */
function withoutSkips(predictions: PlayerContext['predictions'], after: number): PlayerContext['predictions'] {
  const ahead = [...predictions].some(([step, made]) => step > after && made.includes(null));
  if (!ahead) return predictions;
  return new Map([...predictions].map(([step, made]) => [step, step > after ? unskipped(made) : made]));
}
const unskipped = (made: Predictions): Predictions => made.map((prediction) => prediction ?? undefined);

const stillToCome = ({ complete }: Shape, { step }: Position, bead: number): Position | null =>
  complete ? null : { step: step + 1, bead };

/** Where a forward event leads; null: nowhere. */
function destination(context: PlayerContext, event: PlayerEvent | { readonly type: 'tick' }): Position | null {
  const { shape } = context;
  const at = standsAt(context);
  switch (event.type) {
    case 'FORWARD':
      return forward(shape, at) ?? stillToCome(shape, at, END);
    case 'FORWARD_BEAD':
      return forwardBead(shape, at) ?? stillToCome(shape, at, 0);
    case 'tick':
      return forwardBead(shape, at);
    case 'BACK':
      return back(shape, at);
    case 'BACK_BEAD':
      return backBead(shape, at);
    case 'FIRST':
      return startOf(shape);
    case 'LAST':
      // The end of a growing run is not known yet.
      return shape.complete ? endOf(shape, lastStep(shape)) : { step: END, bead: END };
    case 'NEXT_DIFFERENCE':
      return nextDifference(shape, at, openStatements(context));
    case 'PREVIOUS_DIFFERENCE':
      return previousDifference(shape, at);
    case 'GO':
    case 'SCRUB':
      return event.at;
    default:
      return null;
  }
}

const BEAD_MS = 750;
const STATEMENT_MS = 1700;
const REPLY_MS = 4200;

export const playerChart = setup({
  types: {
    context: {} as PlayerContext,
    events: {} as PlayerEvent,
  },
  guards: {
    'asks first': ({ context, event }) => asksBefore(context, destination(context, event)),
    'the next asks first': ({ context }) => asksBefore(context, destination(context, { type: 'tick' })),
    'at the end': ({ context }) => forward(context.shape, standsAt(context)) === null,
    'wanted step is still to come': ({ context }) =>
      !context.shape.complete && context.wanted.step > lastStep(context.shape),
    'leads to what is still to come': ({ context, event }) =>
      !context.shape.complete && (destination(context, event)?.step ?? 0) > lastStep(context.shape),
    'jumped to a question': ({ context }) => context.jumps && openQuestion(context, standsAt(context).step) !== null,
    'asks about the end': ({ context }) => context.shape.complete && context.next?.step === lastStep(context.shape),
    'something is left to ask': ({ context, event }) =>
      event.type === 'ASK' && (context.shape.asks.get(event.step) ?? 0) > 0,
    'all is predicted': ({ context }) => context.next === null || openQuestion(context, context.next.step) === null,
    'all is predicted, and it plays on': ({ context }) =>
      context.playsOn && (context.next === null || openQuestion(context, context.next.step) === null),
  },
  actions: {
    load: assign(({ context, event }) => {
      if (event.type !== 'LOAD') return {};
      return {
        wanted: event.at ?? context.wanted,
        predictions: event.fresh ? new Map<number, Predictions>() : context.predictions,
        failure: null,
        next: null,
        jumps: false,
      };
    }),
    take: assign(({ context, event }) =>
      event.type === 'LOADED' ? { shape: event.shape, wanted: event.at ?? context.wanted, failure: null } : {},
    ),
    'take the speed': assign(({ event }) => (event.type === 'SPEED' ? { speed: event.speed } : {})),
    fail: assign(({ event }) => (event.type === 'FAIL' ? { failure: event.message } : {})),
    move: assign(({ context, event }) => {
      const wanted = destination(context, event) ?? context.wanted;
      return { wanted, next: null, predictions: withoutSkips(context.predictions, wanted.step) };
    }),
    jump: assign(({ context, event }) => {
      const wanted = destination(context, event) ?? context.wanted;
      return {
        wanted,
        next: null,
        // Within a statement nothing is left to predict.
        jumps: wanted.step !== standsAt(context).step,
        predictions: withoutSkips(context.predictions, wanted.step),
      };
    }),
    /** Stops before a statement with open questions, so as not to give the answers away. */
    scrub: assign(({ context, event }) => {
      if (event.type !== 'SCRUB') return {};
      const { step } = event.at;
      const holds = step !== standsAt(context).step && openQuestion(context, step) !== null;
      return { wanted: holds ? endOf(context.shape, step - 1) : event.at, next: null, jumps: false };
    }),
    arrive: assign({ jumps: false }),
    advance: assign(({ context }) => ({ wanted: destination(context, { type: 'tick' }) ?? context.wanted })),
    /** Asked at the end of the previous statement, from which it is predicted. */
    ask: assign(({ context, event }) => {
      const next = destination(context, event) ?? destination(context, { type: 'tick' });
      return next === null ? {} : { next, wanted: endOf(context.shape, next.step - 1), playsOn: false };
    }),
    'ask where the jump led': assign(({ context }) => {
      const next = standsAt(context);
      return { next, wanted: endOf(context.shape, next.step - 1), playsOn: false, jumps: false };
    }),
    'ask again': assign(({ context, event }) => {
      if (event.type !== 'ASK') return {};
      const left = unskipped(context.predictions.get(event.step) ?? []);
      return {
        next: endOf(context.shape, event.step),
        wanted: endOf(context.shape, event.step - 1),
        playsOn: false,
        predictions: new Map(context.predictions).set(event.step, left),
      };
    }),
    'play on after it': assign({ playsOn: true }),
    predict: assign(({ context, event }) => {
      const step = context.next?.step;
      if (step === undefined || event.type !== 'PREDICT') return {};
      const made = [...(context.predictions.get(step) ?? [])];
      made[openQuestion(context, step) ?? made.length] = event.prediction;
      return { predictions: new Map(context.predictions).set(step, made) };
    }),
    'skip the rest': assign(({ context, event }) => {
      const step = event.type === 'REVEAL' ? event.step : context.next?.step;
      if (step === undefined) return {};
      const made = context.predictions.get(step) ?? [];
      const all = Array.from({ length: context.shape.asks.get(step) ?? 0 }, (_, i) => made[i] ?? null);
      return { predictions: new Map(context.predictions).set(step, all) };
    }),
    'to the end of the statement': assign(({ context }) => ({
      next: context.next && endOf(context.shape, context.next.step),
      playsOn: false,
    })),
    'to its first micro-step': assign(({ context }) => ({
      next: context.next && { step: context.next.step, bead: 0 },
      playsOn: false,
    })),
    reveal: assign(({ context }) => ({ wanted: context.next ?? context.wanted, next: null })),
    rewind: assign(({ context }) => ({
      wanted: startOf(context.shape),
      predictions: withoutSkips(context.predictions, firstStep(context.shape)),
    })),
    stay: assign({ next: null }),
  },
  delays: {
    'time to look': ({ context }) => {
      const at = standsAt(context);
      const replies = context.predictions.get(at.step)?.some((prediction) => Array.isArray(prediction));
      const finished = at.bead === lastBead(context.shape, at.step);
      return (finished ? (replies ? REPLY_MS : STATEMENT_MS) : BEAD_MS) / context.speed;
    },
  },
}).createMachine({
  id: 'player',
  type: 'parallel',
  context: {
    shape: EMPTY_SHAPE,
    wanted: { step: 0, bead: 0 },
    next: null,
    playsOn: false,
    jumps: false,
    predictions: new Map(),
    failure: null,
    speed: 1,
  },
  on: {
    LOAD: { target: '.playback.loading', actions: 'load' },
    SPEED: { actions: 'take the speed' },
    REVEAL: { actions: 'skip the rest' },
  },
  states: {
    playback: {
      initial: 'loading',
      on: { FAIL: { target: '.failed', actions: 'fail' } },
      states: {
        loading: {
          on: {
            LOADED: { target: 'arriving', actions: 'take' },
            // One may leave without waiting for the end of a long run.
            GO: { target: 'arriving', actions: 'jump' },
            SCRUB: { target: 'arriving', actions: 'scrub' },
            FIRST: { target: 'arriving', actions: 'move' },
          },
        },
        arriving: {
          always: [
            { guard: 'wanted step is still to come', target: 'loading' },
            { guard: 'jumped to a question', target: 'asking', actions: 'ask where the jump led' },
            { target: 'paused', actions: 'arrive' },
          ],
        },
        paused: {
          on: {
            LOADED: { actions: 'take' },
            FORWARD: [
              { guard: 'leads to what is still to come', target: 'arriving', actions: 'jump' },
              { guard: 'asks first', target: 'asking', actions: 'ask' },
              { actions: 'move' },
            ],
            FORWARD_BEAD: [
              { guard: 'leads to what is still to come', target: 'arriving', actions: 'jump' },
              { guard: 'asks first', target: 'asking', actions: 'ask' },
              { actions: 'move' },
            ],
            NEXT_DIFFERENCE: [{ guard: 'asks first', target: 'asking', actions: 'ask' }, { actions: 'move' }],
            PREVIOUS_DIFFERENCE: { actions: 'move' },
            BACK: { actions: 'move' },
            BACK_BEAD: { actions: 'move' },
            FIRST: { actions: 'move' },
            LAST: { target: 'arriving', actions: 'jump' },
            GO: { target: 'arriving', actions: 'jump' },
            SCRUB: { target: 'arriving', actions: 'scrub' },
            ASK: { guard: 'something is left to ask', target: 'asking', actions: 'ask again' },
            TOGGLE: [
              { guard: 'at the end', target: 'playing', actions: 'rewind' },
              { guard: 'the next asks first', target: 'asking', actions: ['ask', 'play on after it'] },
              { target: 'playing', actions: 'advance' },
            ],
          },
        },
        playing: {
          after: {
            'time to look': [
              { guard: 'at the end', target: 'paused' },
              { guard: 'the next asks first', target: 'asking', actions: ['ask', 'play on after it'] },
              { target: 'playing', reenter: true, actions: 'advance' },
            ],
          },
          on: {
            LOADED: { actions: 'take' },
            TOGGLE: 'paused',
            PAUSE: 'paused',
            FORWARD: [
              { guard: 'asks first', target: 'asking', actions: 'ask' },
              { target: 'paused', actions: 'move' },
            ],
            FORWARD_BEAD: [
              { guard: 'asks first', target: 'asking', actions: 'ask' },
              { target: 'paused', actions: 'move' },
            ],
            NEXT_DIFFERENCE: [
              { guard: 'asks first', target: 'asking', actions: 'ask' },
              { target: 'paused', actions: 'move' },
            ],
            PREVIOUS_DIFFERENCE: { target: 'paused', actions: 'move' },
            BACK: { target: 'paused', actions: 'move' },
            BACK_BEAD: { target: 'paused', actions: 'move' },
            FIRST: { target: 'paused', actions: 'move' },
            LAST: { target: 'arriving', actions: 'jump' },
            GO: { target: 'arriving', actions: 'jump' },
            SCRUB: { target: 'arriving', actions: 'scrub' },
            ASK: { guard: 'something is left to ask', target: 'asking', actions: 'ask again' },
          },
        },
        asking: {
          always: [
            { guard: 'all is predicted, and it plays on', target: 'playing', actions: 'reveal' },
            { guard: 'all is predicted', target: 'paused', actions: 'reveal' },
          ],
          on: {
            LOADED: { actions: 'take' },
            PREDICT: { actions: 'predict' },
            FORWARD: { actions: ['skip the rest', 'to the end of the statement'] },
            FORWARD_BEAD: { actions: ['skip the rest', 'to its first micro-step'] },
            NEXT_DIFFERENCE: { actions: ['skip the rest', 'to the end of the statement'] },
            TOGGLE: { actions: ['skip the rest', 'play on after it'] },
            BACK: { target: 'paused', actions: 'stay' },
            BACK_BEAD: { target: 'paused', actions: 'stay' },
            PREVIOUS_DIFFERENCE: { target: 'paused', actions: 'move' },
            FIRST: { target: 'paused', actions: 'move' },
            LAST: [
              { guard: 'asks about the end', actions: ['skip the rest', 'to the end of the statement'] },
              { target: 'arriving', actions: 'jump' },
            ],
            GO: { target: 'arriving', actions: 'jump' },
            SCRUB: { target: 'arriving', actions: 'scrub' },
            ASK: { guard: 'something is left to ask', actions: 'ask again' },
          },
        },
        failed: {
          on: {
            FORWARD: { actions: 'move' },
            FORWARD_BEAD: { actions: 'move' },
            BACK: { actions: 'move' },
            BACK_BEAD: { actions: 'move' },
            FIRST: { actions: 'move' },
            LAST: { actions: 'move' },
            NEXT_DIFFERENCE: { actions: 'move' },
            PREVIOUS_DIFFERENCE: { actions: 'move' },
            GO: { actions: 'move' },
            SCRUB: { actions: 'move' },
          },
        },
      },
    },
    screen: {
      initial: 'shown',
      states: {
        shown: { on: { BLANK: 'blanked' } },
        blanked: {
          on: {
            BLANK: 'shown',
            UNBLANK: 'shown',
            FORWARD: 'shown',
            BACK: 'shown',
            FORWARD_BEAD: 'shown',
            BACK_BEAD: 'shown',
            FIRST: 'shown',
            LAST: 'shown',
            NEXT_DIFFERENCE: 'shown',
            PREVIOUS_DIFFERENCE: 'shown',
            GO: 'shown',
          },
        },
      },
    },
  },
});
