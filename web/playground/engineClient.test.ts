import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Snapshot } from '../../engine/facts.ts';
import type { FromEngine, ToEngine } from '../../engine/protocol.ts';
import { diffSnapshot } from '../../engine/run/patch.ts';
import { EngineClient } from './engineClient.ts';
import type { OpenEngine } from './enginePort.ts';

class Puppet {
  readonly heard: ToEngine[] = [];
  closed = false;
  say: (message: FromEngine) => void = () => undefined;
  die: () => void = () => undefined;
}

const puppets: Puppet[] = [];
const open: OpenEngine = async (hear, died) => {
  const puppet = new Puppet();
  puppet.say = hear;
  puppet.die = died;
  puppets.push(puppet);
  return { home: 'worker', post: (message) => puppet.heard.push(message), close: () => (puppet.closed = true) };
};

const told: string[] = [];
const client = () =>
  new EngineClient(
    {
      started: () => told.push('started'),
      steps: ({ steps }) => told.push(...steps.map(({ step }) => `step ${step}`)),
      done: () => told.push('done'),
      failed: (message) => told.push(`failed: ${message}`),
      restarted: () => told.push('restarted'),
    },
    open,
    1000,
  );
const puppet = (i: number): Puppet => {
  const found = puppets[i];
  if (!found) throw new Error(`There is no engine ${i}.`);
  return found;
};
const started = (run: number) => ({ type: 'started', run }) as FromEngine;
const steps = (run: number, ...numbers: number[]) =>
  ({ type: 'steps', run, steps: numbers.map((step) => ({ step })) }) as unknown as FromEngine;
const done = (run: number): FromEngine => ({ type: 'done', run });
const state = (step: number, bead = 0): Snapshot => ({ step, bead, machines: [] });
/** A complete state, as the first message carries it. */
const patch = (step: number) => diffSnapshot(null, state(step));
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  puppets.length = 0;
  told.length = 0;
});
afterEach(() => vi.useRealTimers());

test('a text given before the engine is there is run when it is', async () => {
  client().run('a');
  await settle();
  expect(puppet(0).heard).toEqual([{ type: 'run', run: 1, text: 'a' }]);
});

test('what an older run says is dropped', async () => {
  const c = client();
  c.run('a');
  await settle();
  c.run('b');
  puppet(0).say(started(1));
  puppet(0).say(steps(1, 1));
  puppet(0).say(started(2));
  expect(told).toEqual(['started']);
});

describe('states', () => {
  test('are asked for once, and remembered', async () => {
    const c = client();
    c.run('a');
    await settle();
    const both = Promise.all([c.snapshot({ step: 1, bead: 0 }), c.snapshot({ step: 1, bead: 0 })]);
    const asks = puppet(0).heard.filter(({ type }) => type === 'snapshot');
    expect(asks).toHaveLength(1);
    puppet(0).say({ type: 'snapshot', run: 1, ask: 1, patch: patch(1) });
    expect(await both).toEqual([state(1), state(1)]);
    expect(c.remembered({ step: 1, bead: 0 })).toEqual(state(1));
    expect(c.remembered({ step: 2, bead: 0 })).toBeUndefined();
  });
  test('answer for an entry, too', async () => {
    const c = client();
    c.run('a');
    await settle();
    const place = { name: 'io', page: 1 };
    const asked = c.entry({ step: 1, bead: 0 }, 'A', place);
    expect(puppet(0).heard.at(-1)).toMatchObject({ type: 'entry', run: 1, process: 'A', place });
    puppet(0).say({ type: 'entry', run: 1, ask: 1, answers: [null, null] });
    expect(await asked).toEqual([null, null]);
  });
  test('of an older text are forgotten', async () => {
    const c = client();
    c.run('a');
    await settle();
    const asked = c.snapshot({ step: 1, bead: 0 });
    c.run('b');
    await expect(asked).rejects.toThrow('newer text');
    puppet(0).say({ type: 'snapshot', run: 1, ask: 1, patch: patch(1) });
    expect(c.remembered({ step: 1, bead: 0 })).toBeUndefined();
  });
});

describe('an engine that dies', () => {
  test('is restarted and repeats the run, and nothing is reported twice', async () => {
    const c = client();
    c.run('a');
    await settle();
    puppet(0).say(started(1));
    puppet(0).say(steps(1, 1, 2));
    const asked = c.snapshot({ step: 2, bead: 0 });
    puppet(0).die();
    await settle();
    expect(puppet(0).closed).toBe(true);
    expect(puppet(1).heard.map(({ type }) => type)).toEqual(['run', 'snapshot']);
    puppet(1).say(started(1));
    puppet(1).say(steps(1, 1, 2, 3));
    puppet(1).say(done(1));
    puppet(1).say({ type: 'snapshot', run: 1, ask: 1, patch: patch(2) });
    expect(await asked).toEqual(state(2));
    expect(told).toEqual(['started', 'step 1', 'step 2', 'restarted', 'step 3', 'done']);
  });
  test('silently is detected when it owes an answer', async () => {
    const c = client();
    c.run('a');
    await settle();
    puppet(0).say(started(1));
    puppet(0).say(done(1));
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).not.toContain('restarted');
    void c.snapshot({ step: 0, bead: 0 });
    await vi.advanceTimersByTimeAsync(1500);
    expect(told).toContain('restarted');
    expect(puppets).toHaveLength(2);
    // The machine may only be busy: the next one gets twice the time.
    await vi.advanceTimersByTimeAsync(1200);
    expect(puppets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(puppets).toHaveLength(3);
  });
  test('repeatedly on one text is given up, and a new text starts afresh', async () => {
    const c = client();
    c.run('a');
    for (let i = 0; i < 4; i++) {
      await settle();
      puppet(i).die();
    }
    await settle();
    expect(puppets).toHaveLength(4);
    expect(told.at(-1)).toMatch(/^failed: The engine stopped several times/);
    c.run('b');
    await settle();
    expect(puppet(4).heard).toEqual([{ type: 'run', run: 2, text: 'b' }]);
  });
});

test('an engine that cannot be started says so', async () => {
  const failures: string[] = [];
  const events = { started() {}, steps() {}, done() {}, restarted() {}, failed: (why: string) => failures.push(why) };
  const c = new EngineClient(events, () => Promise.reject(new Error('refused')));
  c.run('a');
  await settle();
  expect(failures).toEqual(['The engine could not be started: refused']);
});
