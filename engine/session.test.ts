import { describe, expect, test } from 'vitest';
import type { FromEngine } from './protocol.ts';
import { Session } from './session.ts';

function session() {
  const said: FromEngine[] = [];
  const queue: (() => void)[] = [];
  const own = new Session(
    (message) => said.push(message),
    (next) => queue.push(next),
    (machine) => machine !== 's390x',
  );
  return {
    own,
    said,
    types: () => said.map(({ type }) => type),
    steps: () => said.flatMap((message) => (message.type === 'steps' ? message.steps.map(({ step }) => step) : [])),
    slice: () => queue.shift()?.(),
    all: () => {
      for (let next = queue.shift(); next; next = queue.shift()) next();
    },
  };
}

const writes = (count: number) =>
  ['A mmap io 4 private rw anon', ...Array.from({ length: count - 1 }, (_, i) => `A write io+${i % 4}`)].join('\n');
const range = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

test('reports the program, then every statement once, then the end', () => {
  const s = session();
  s.own.receive({ type: 'run', run: 1, text: writes(30) });
  expect(s.types()).toEqual(['started']);
  s.all();
  expect(s.steps()).toEqual(range(30));
  expect(s.types().at(-1)).toBe('done');
  expect(s.said[0]).toMatchObject({ program: { diagnostics: [] }, start: { step: 0 } });
  expect(s.said[0]).toHaveProperty('program.steps.length', 30);
});

test('a newer text cancels an older run between two slices', () => {
  const s = session();
  s.own.receive({ type: 'run', run: 1, text: writes(200) });
  s.slice();
  s.own.receive({ type: 'run', run: 2, text: writes(3) });
  s.all();
  const late = s.said.slice(s.said.findIndex((message) => message.type === 'started' && message.run === 2));
  expect(late.every((message) => message.type !== 'hello' && message.run === 2)).toBe(true);
  expect(s.types().filter((type) => type === 'done')).toHaveLength(1);
});

describe('a state', () => {
  test('that is still to be played is sent once it has been', () => {
    const s = session();
    s.own.receive({ type: 'run', run: 1, text: writes(30) });
    s.own.receive({ type: 'snapshot', run: 1, ask: 7, at: { step: 29, bead: 0 } });
    expect(s.types()).not.toContain('snapshot');
    s.all();
    expect(s.said.find(({ type }) => type === 'snapshot')).toMatchObject({ ask: 7, patch: { step: 29, bead: 0 } });
  });
  test('of an older run is not sent', () => {
    const s = session();
    s.own.receive({ type: 'run', run: 2, text: writes(2) });
    s.all();
    s.own.receive({ type: 'snapshot', run: 1, ask: 1, at: { step: 1, bead: 0 } });
    expect(s.types()).not.toContain('snapshot');
  });
});

test('a text with errors is played up to the first', () => {
  const s = session();
  s.own.receive({ type: 'run', run: 1, text: `${writes(3)}\nA raed io\nA read io` });
  s.all();
  expect(s.steps()).toEqual([1, 2, 3]);
  expect(s.said[0]).toMatchObject({ program: { diagnostics: [{ line: 4 }] } });
  expect(s.said[0]).toHaveProperty('program.steps.length', 3);
});

test('an empty text is a run without statements', () => {
  const s = session();
  s.own.receive({ type: 'run', run: 1, text: '' });
  s.all();
  expect(s.types()).toEqual(['started', 'done']);
});

test('every message can be cloned to another thread', () => {
  const s = session();
  s.own.receive({ type: 'run', run: 1, text: writes(4) });
  s.own.receive({ type: 'snapshot', run: 1, ask: 1, at: { step: 2, bead: 0 } });
  s.all();
  for (const message of s.said) expect(structuredClone(message)).toEqual(message);
});

test('a newer survey or run cancels an older survey, and one of machines that are not carried is passed on', () => {
  const s = session();
  const machines = ['x86_64', 'arm', 'arm_lpae'] as const;
  s.own.receive({ type: 'survey', run: 1, text: writes(50), machines });
  s.slice();
  s.own.receive({ type: 'survey', run: 2, text: writes(3), machines });
  s.all();
  expect(s.said.filter(({ type }) => type === 'surveyed')).toEqual([
    { type: 'surveyed', run: 2, kin: [{ machines, broke: null }] },
  ]);
  s.own.receive({ type: 'survey', run: 3, text: writes(50), machines });
  s.slice();
  s.own.receive({ type: 'run', run: 4, text: writes(2) });
  s.all();
  expect(s.said.filter(({ type }) => type === 'surveyed')).toHaveLength(1);
  expect(s.types().at(-1)).toBe('done');
  s.own.receive({ type: 'survey', run: 5, text: writes(2), machines: ['x86_64', 's390x'] });
  expect(s.said.at(-1)).toEqual({ type: 'lacks', run: 5 });
});
