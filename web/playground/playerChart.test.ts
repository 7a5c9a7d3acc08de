import { createActor, SimulatedClock } from 'xstate';
import { describe, expect, test } from 'vitest';
import type { Position } from '../../engine/facts.ts';
import { areNeighbours, clampTo, END, firstDifference, nextDifference, previousDifference } from './moves.ts';
import { playerChart, standsAt, type PlayerEvent } from './playerChart.ts';
import { within, type Shape } from '../moment/run.ts';

const SHAPE: Shape = { beads: [1, 2, 3, 1], asks: new Map([[2, 1]]), differences: [], complete: true };

function player(shape: Shape = SHAPE) {
  const clock = new SimulatedClock();
  const actor = createActor(playerChart, { clock });
  actor.start();
  actor.send({ type: 'LOADED', shape });
  const at = (): string => {
    const { step, bead } = standsAt(actor.getSnapshot().context);
    return `${step}.${bead}`;
  };
  return {
    clock,
    at,
    mode: () => actor.getSnapshot().value.playback,
    screen: () => actor.getSnapshot().value.screen,
    predictions: (step: number) => actor.getSnapshot().context.predictions.get(step),
    send: (...events: (PlayerEvent | Extract<PlayerEvent, { type: string }>['type'])[]) => {
      for (const event of events) actor.send(typeof event === 'string' ? ({ type: event } as PlayerEvent) : event);
      return at();
    },
  };
}

test.each([
  ['FORWARD', '1.1', '2.2'],
  ['FORWARD_BEAD', '1.0', '2.0'],
] as const)('%s pressed while the run still grows leads on when the next statement comes', (type, first, second) => {
  const growing = (beads: readonly number[], complete = false): Shape => ({
    ...SHAPE,
    beads,
    complete,
    asks: new Map(),
  });
  const p = player(growing([1]));
  expect(p.send(type)).toBe('0.0');
  expect(p.send({ type: 'LOADED', shape: growing([1, 2]) })).toBe(first);
  expect(p.send('FORWARD', type)).toBe('1.1');
  expect(p.send({ type: 'LOADED', shape: growing([1, 2, 3], true) })).toBe(second);
  expect(p.send('FORWARD', 'FORWARD', type)).toBe('2.2');
});

const predict = (answer: string | null): PlayerEvent => ({
  type: 'PREDICT',
  prediction: answer === null ? null : [answer],
});
const go = (step: number, bead: number = END): PlayerEvent => ({ type: 'GO', at: { step, bead } });

describe('stepping', () => {
  test.each<[name: string, events: (PlayerEvent | PlayerEvent['type'])[], where: string]>([
    ['forward goes to the end of the next statement', ['FORWARD'], '1.1'],
    ['a micro-step enters the next statement', ['FORWARD_BEAD'], '1.0'],
    ['forward inside a statement goes to its end', ['FORWARD_BEAD', 'FORWARD'], '1.1'],
    ['back inside a statement leaves it', [go(2, 1), 'BACK'], '1.1'],
    ['back goes to the end of the statement before', [go(2), 'BACK'], '1.1'],
    ['a micro-step back', [go(2), predict('a'), 'BACK_BEAD'], '2.1'],
    ['a micro-step back from the first enters the statement before at its end', [go(2, 0), 'BACK_BEAD'], '1.1'],
    ['nothing lies before the start', ['BACK', 'BACK_BEAD'], '0.0'],
    ['last', ['LAST'], '3.0'],
    ['nothing lies behind the end', ['LAST', 'FORWARD', 'FORWARD_BEAD'], '3.0'],
    ['first', ['LAST', 'FIRST'], '0.0'],
    ['a jump behind the end goes to the end', [go(99)], '3.0'],
  ])('%s', (_, events, where) => {
    expect(player().send(...events)).toBe(where);
  });
});

describe('asking', () => {
  test('a question holds the statement back until it is predicted', () => {
    const p = player();
    expect(p.send('FORWARD', 'FORWARD')).toBe('1.1');
    expect(p.mode()).toBe('asking');
    expect(p.send(predict('NULL'))).toBe('2.2');
    expect(p.mode()).toBe('paused');
    expect(p.predictions(2)).toEqual([['NULL']]);
  });
  test('forward reveals without a prediction', () => {
    const p = player();
    expect(p.send('FORWARD', 'FORWARD', 'FORWARD')).toBe('2.2');
    expect(p.predictions(2)).toEqual([null]);
  });
  test('what was asked once is not asked again', () => {
    const p = player();
    expect(p.send('FORWARD', 'FORWARD', predict('a'), 'BACK', 'FORWARD')).toBe('2.2');
  });
  test('going back withdraws the question, which is asked again later', () => {
    const p = player();
    p.send('FORWARD', 'FORWARD', 'BACK');
    expect([p.mode(), p.at()]).toEqual(['paused', '1.1']);
    p.send('FORWARD');
    expect(p.mode()).toBe('asking');
  });
  test('a micro-step into the statement asks, and is then made', () => {
    const p = player();
    p.send('FORWARD', 'FORWARD_BEAD');
    expect(p.mode()).toBe('asking');
    expect(p.send(predict('a'))).toBe('2.0');
  });
  test('several questions are asked one after the other', () => {
    const p = player({ ...SHAPE, asks: new Map([[1, 2]]) });
    p.send('FORWARD', predict('a'));
    expect([p.mode(), p.at()]).toEqual(['asking', '0.0']);
    expect(p.send(predict('b'))).toBe('1.1');
    expect(p.predictions(1)).toEqual([['a'], ['b']]);
  });
  test('what was skipped is asked again after going back before it', () => {
    const p = player();
    p.send('FORWARD', 'FORWARD', 'FORWARD', 'BACK', 'FORWARD');
    expect([p.mode(), p.at(), p.predictions(2)]).toEqual(['asking', '1.1', [undefined]]);
  });
  test('what was skipped is asked again on demand, what was answered is not', () => {
    const p = player({ ...SHAPE, asks: new Map([[2, 2]]) });
    p.send('FORWARD', 'FORWARD', predict(null), predict('b'));
    expect([p.at(), p.predictions(2)]).toEqual(['2.2', [null, ['b']]]);
    expect(p.send({ type: 'ASK', step: 2 })).toBe('1.1');
    expect(p.send(predict('a'))).toBe('2.2');
    expect(p.predictions(2)).toEqual([['a'], ['b']]);
    p.send({ type: 'ASK', step: 3 });
    expect([p.mode(), p.at()]).toEqual(['paused', '2.2']);
  });
  test('a jump to a question asks it before the statement is shown, from either side', () => {
    const p = player({ ...SHAPE, asks: new Map([[2, 1]]), beads: [1, 2, 3, 1, 2] });
    expect(p.send(go(2))).toBe('1.1');
    expect(p.mode()).toBe('asking');
    p.send(go(4));
    expect([p.mode(), p.at()]).toEqual(['paused', '4.1']);
    expect(p.send(go(2, 1))).toBe('1.1');
    expect(p.send(predict('a'))).toBe('2.1');
    p.send(go(4), go(2));
    expect([p.mode(), p.at()]).toEqual(['paused', '2.2']);
  });
  test('a jump to the end asks if the last statement does', () => {
    const p = player({ ...SHAPE, asks: new Map([[3, 1]]) });
    expect(p.send('LAST')).toBe('2.2');
    expect(p.mode()).toBe('asking');
    expect(p.send('LAST')).toBe('3.0');
    expect([p.mode(), p.predictions(3)]).toEqual(['paused', [null]]);
  });
  test('a question on the way does not hold a jump to the end', () => {
    const p = player();
    expect(p.send('FORWARD', 'FORWARD')).toBe('1.1');
    expect(p.send('LAST')).toBe('3.0');
    expect([p.mode(), p.predictions(2)]).toEqual(['paused', undefined]);
  });
  test('a jump to a question that is still to be played asks it once played', () => {
    const p = player({ ...SHAPE, beads: [1], complete: false });
    p.send(go(2));
    expect(p.mode()).toBe('loading');
    p.send({ type: 'LOADED', shape: SHAPE });
    expect([p.mode(), p.at()]).toEqual(['asking', '1.1']);
  });
  test('a drag passes questions without giving them away, and asks where it is let go', () => {
    const p = player({ ...SHAPE, asks: new Map([[2, 1]]), beads: [1, 2, 3, 1, 2] });
    const seen = [1, 2, 3, 2, 4].map((step) => p.send({ type: 'SCRUB', at: { step, bead: END } }));
    expect(seen).toEqual(['1.1', '1.1', '3.0', '1.1', '4.1']);
    expect([p.mode(), p.predictions(2)]).toEqual(['paused', undefined]);
    expect(p.send({ type: 'SCRUB', at: { step: 2, bead: 1 } }, go(2, 1))).toBe('1.1');
    expect(p.mode()).toBe('asking');
    expect(p.send({ type: 'SCRUB', at: { step: 3, bead: END } }, go(3))).toBe('3.0');
    expect(p.mode()).toBe('paused');
  });
  test('a question that was passed is open until its answer is wanted, and again at the next visit', () => {
    const p = player();
    p.send(go(3), 'BACK');
    expect([p.mode(), p.at(), p.predictions(2)]).toEqual(['paused', '2.2', undefined]);
    p.send({ type: 'REVEAL', step: 2 });
    expect([p.at(), p.predictions(2)]).toEqual(['2.2', [null]]);
    p.send('BACK', 'FORWARD');
    expect(p.mode()).toBe('asking');
  });
  test('a link shows what it leads to, and asks nothing', () => {
    const p = player();
    p.send({ type: 'LOAD', fresh: true, at: { step: 2, bead: END } });
    p.send({ type: 'LOADED', shape: SHAPE, at: { step: 2, bead: 1 } });
    expect([p.mode(), p.at()]).toEqual(['paused', '2.1']);
  });
  test('another scenario forgets the predictions, the same one keeps them', () => {
    const p = player();
    p.send('FORWARD', 'FORWARD', predict('a'), { type: 'LOAD', fresh: false });
    expect(p.predictions(2)).toEqual([['a']]);
    p.send({ type: 'LOAD', fresh: true });
    expect(p.predictions(2)).toBeUndefined();
  });
});

describe('differences', () => {
  const APART: Shape = { ...SHAPE, beads: [1, 2, 3, 1, 2], differences: [2, 4] };
  const calm = (shape: Shape = APART) => player({ ...shape, asks: new Map() });

  test.each<[name: string, events: (PlayerEvent | PlayerEvent['type'])[], where: string]>([
    ['the first, from the start', ['NEXT_DIFFERENCE'], '2.2'],
    ['the next, from one', ['NEXT_DIFFERENCE', 'NEXT_DIFFERENCE'], '4.1'],
    ['inside its statement, its end', [go(2, 0), 'NEXT_DIFFERENCE'], '2.2'],
    ['behind the last there is none', [go(4), 'NEXT_DIFFERENCE'], '4.1'],
    ['back to the one before', [go(4), 'PREVIOUS_DIFFERENCE'], '2.2'],
    ['before the first there is none', [go(2), 'PREVIOUS_DIFFERENCE'], '2.2'],
  ])('%s', (_, events, where) => {
    expect(calm().send(...events)).toBe(where);
  });
  test('it is known that there is none', () => {
    expect(nextDifference(APART, { step: 4, bead: 1 }, new Set())).toBeNull();
    expect(previousDifference(APART, { step: 2, bead: 2 })).toBeNull();
  });
  test('nothing is given away about what comes after an open question (property)', () => {
    const start = { step: 0, bead: 0 };
    for (const differences of [[], [1], [3], [1, 4], [2], [4]]) {
      const shape = { ...APART, differences };
      const before = differences.filter((step) => step < 2);
      // The same as if there were no differences from the question on.
      const open = new Set([2]);
      const known = { ...APART, differences: before };
      expect(nextDifference(shape, start, open)).toEqual(nextDifference(known, start, open));
      expect(firstDifference(shape, start, open)).toBe(before[0] ?? null);
      expect(firstDifference(shape, start, new Set())).toBe(differences[0] ?? null);
    }
  });
  test('a question before a difference is asked first, and the same key reveals', () => {
    const p = player(APART);
    expect(p.send('NEXT_DIFFERENCE')).toBe('1.1');
    expect(p.mode()).toBe('asking');
    expect(p.send('NEXT_DIFFERENCE')).toBe('2.2');
    expect(p.mode()).toBe('paused');
  });
  test('a jump takes over from playing', () => {
    const p = calm();
    p.send('TOGGLE', 'NEXT_DIFFERENCE');
    p.clock.increment(9000);
    expect([p.mode(), p.at()]).toEqual(['paused', '2.2']);
  });
});

describe('playing', () => {
  test('goes micro-step by micro-step, and stops at a question', () => {
    const p = player();
    const seen = [p.send('TOGGLE')];
    for (let i = 0; i < 2; i++) {
      p.clock.increment(5000);
      seen.push(p.at());
    }
    expect(seen).toEqual(['1.0', '1.1', '1.1']);
    expect(p.mode()).toBe('asking');
  });
  test('goes on after the answer, and leaves time to read whether it was right', () => {
    const p = player();
    p.send(go(1), 'TOGGLE');
    expect(p.mode()).toBe('asking');
    p.send(predict('a'));
    expect([p.mode(), p.at()]).toEqual(['playing', '2.0']);
    p.clock.increment(750);
    p.clock.increment(750);
    expect(p.at()).toBe('2.2');
    p.clock.increment(4000);
    expect(p.at()).toBe('2.2');
    p.clock.increment(500);
    expect(p.at()).toBe('3.0');
  });
  test('a person who steps over the question takes over', () => {
    const p = player();
    p.send(go(1), 'TOGGLE', 'FORWARD');
    expect([p.mode(), p.at()]).toEqual(['paused', '2.2']);
  });
  test('rests at the end, and starts again from the start', () => {
    const p = player();
    p.send(go(3), 'TOGGLE');
    expect([p.mode(), p.at()]).toEqual(['playing', '0.0']);
    p.send(go(3), 'BACK', 'TOGGLE');
    expect(p.at()).toBe('3.0');
    p.clock.increment(5000);
    expect(p.mode()).toBe('paused');
  });
  test('a person who steps takes over', () => {
    const p = player();
    p.send('TOGGLE', 'BACK');
    p.clock.increment(5000);
    expect([p.mode(), p.at()]).toEqual(['paused', '0.0']);
  });
  test.each([
    [2, 375],
    [1, 750],
    [0.5, 1500],
  ])('at speed %d a micro-step takes %d ms', (speed, time) => {
    const p = player();
    p.send({ type: 'SPEED', speed }, { type: 'LOAD', fresh: true }, { type: 'LOADED', shape: SHAPE }, 'TOGGLE');
    p.clock.increment(time - 1);
    expect(p.at()).toBe('1.0');
    p.clock.increment(1);
    expect(p.at()).toBe('1.1');
  });
  test('space pauses', () => {
    const p = player();
    p.send('TOGGLE', 'TOGGLE');
    expect(p.mode()).toBe('paused');
  });
});

describe('loading', () => {
  test('a link to a step far away waits for it', () => {
    const p = player({ beads: [1], asks: new Map(), differences: [], complete: false });
    p.send({ type: 'LOAD', fresh: true, at: { step: 3, bead: END } });
    p.send({ type: 'LOADED', shape: { beads: [1, 2], asks: new Map(), differences: [], complete: false } });
    expect(p.mode()).toBe('loading');
    p.send({ type: 'LOADED', shape: SHAPE });
    expect([p.mode(), p.at()]).toEqual(['paused', '3.0']);
  });
  test('the end of a run that still grows is waited for', () => {
    const p = player({ beads: [1, 2], asks: new Map(), differences: [], complete: false });
    p.send('LAST');
    expect(p.mode()).toBe('loading');
    p.send({ type: 'LOADED', shape: { ...SHAPE, complete: false } });
    expect(p.mode()).toBe('loading');
    p.send({ type: 'LOADED', shape: SHAPE });
    expect([p.mode(), p.at()]).toEqual(['paused', '3.0']);
  });
  test('a shorter text shows its end, and a text that is whole again the place from before', () => {
    const p = player();
    p.send(go(3));
    p.send({ type: 'LOAD', fresh: true }, { type: 'LOADED', shape: { ...SHAPE, beads: [1, 2] } });
    expect(p.at()).toBe('1.1');
    p.send({ type: 'LOAD', fresh: true }, { type: 'LOADED', shape: SHAPE });
    expect(p.at()).toBe('3.0');
  });
  test('after a failure, what was played can be looked at', () => {
    const p = player();
    p.send('FORWARD', { type: 'FAIL', message: 'why' });
    expect(p.mode()).toBe('failed');
    expect(p.send('BACK')).toBe('0.0');
    p.send({ type: 'LOAD', fresh: false }, { type: 'LOADED', shape: SHAPE });
    expect(p.mode()).toBe('paused');
  });
});

test('the screen is blanked, and shown again by the same key or by going on', () => {
  const p = player();
  p.send('BLANK');
  expect(p.screen()).toBe('blanked');
  p.send('BLANK');
  expect(p.screen()).toBe('shown');
  p.send('BLANK', 'FORWARD');
  expect([p.screen(), p.at()]).toEqual(['shown', '1.1']);
});

test('a statement with its start is what can be shown to happen', () => {
  const at = (step: number, bead: number): Position => ({ step, bead });
  expect(areNeighbours(SHAPE, at(1, 1), at(2, 2))).toBe(true);
  expect(areNeighbours(SHAPE, at(2, 0), at(1, 1))).toBe(true);
  expect(areNeighbours(SHAPE, at(1, 0), at(2, 0))).toBe(false);
  expect(areNeighbours(SHAPE, at(0, 0), at(2, 0))).toBe(false);
  expect(areNeighbours(SHAPE, at(2, 0), at(2, 2))).toBe(true);
});

test('a position beyond the run is its end', () => {
  expect(clampTo(SHAPE, { step: 7, bead: 0 })).toEqual({ step: 3, bead: 0 });
  expect(clampTo(SHAPE, { step: 2, bead: END })).toEqual({ step: 2, bead: 2 });
  expect(clampTo(SHAPE, { step: -1, bead: 4 })).toEqual({ step: 0, bead: 0 });
});

describe('a part of a run', () => {
  const long: Shape = { beads: [1, 2, 3, 1, 2], asks: new Map([[2, 1]]), differences: [1, 3, 4], complete: true };
  const part = within(long, { first: 1, last: 3, questions: true });

  test('is left neither by stepping, nor by Home and End, nor by a jump', () => {
    const p = player(part);
    expect(p.at()).toBe('1.1');
    expect(p.send('BACK')).toBe('1.1');
    expect(p.send('LAST')).toBe('3.0');
    expect(p.send('FORWARD')).toBe('3.0');
    expect(p.send('NEXT_DIFFERENCE')).toBe('3.0');
    expect(p.send('FIRST')).toBe('1.0');
    expect(p.send('BACK_BEAD')).toBe('1.0');
    expect(p.send('PREVIOUS_DIFFERENCE')).toBe('1.0');
    expect(p.send(go(4))).toBe('3.0');
    expect(p.send(go(0))).toBe('1.1');
  });

  test('asks what is asked in it, unless no questions are wanted', () => {
    expect([...part.asks]).toEqual([[2, 1]]);
    // Where it begins, nobody can be asked one step earlier.
    expect(within(long, { first: 2, last: 3, questions: true }).asks.size).toBe(0);
    expect(within(long, { first: 0, last: Infinity, questions: false }).asks.size).toBe(0);
  });

  test('is complete when its last step is played; without limits it is the whole', () => {
    const growing = { ...long, complete: false };
    expect(within(growing, { first: 0, last: 3, questions: true }).complete).toBe(true);
    expect(within(growing, { first: 0, last: 5, questions: true }).complete).toBe(false);
    expect(within(long, { first: 0, last: Infinity, questions: true })).toEqual({ ...long, first: 0 });
  });

  test('that begins after the end shows the end', () => {
    expect(player(within(long, { first: 9, last: Infinity, questions: true })).at()).toBe('4.1');
  });
});
