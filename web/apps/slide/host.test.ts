/** The protocol between an embedded slide and its host: docs/embed.md says what each message means. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONG } from '../../../engine/proof/effort.ts';
import { Host, type Driven } from './host.ts';
import { readCall, type HeldKey, type Report, type State } from './messages.ts';

const STATE: State = { step: 2, steps: 5, first: 0, last: 5, atStart: false, atEnd: false, asking: false };

function embedded({ isEmbedded = true, still = false } = {}) {
  const posted: Report[] = [];
  const done: string[] = [];
  let state: State | null = { ...STATE };
  const slide: Driven = {
    state: () => state,
    goto: (step) => done.push(`goto ${step}`),
    next: () => done.push('next'),
    prev: () => done.push('prev'),
    load: (link) => done.push(`load ${link}`),
  };
  const post = (report: Report) => void posted.push(report);
  const host = new Host(slide, { embedded: isEmbedded, still, post, release: () => done.push('release') });
  return { host, posted, done, become: (next: Partial<State> | null) => (state = next && { ...STATE, ...next }) };
}

const key = (name: string): HeldKey => ({
  key: name,
  code: name,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
});
const call = (type: string, more: object = {}) => ({ folioscope: 1, type, ...more });

describe('calls', () => {
  test.each([
    [call('goto', { step: 3 }), 'goto 3'],
    [call('next'), 'next'],
    [call('prev'), 'prev'],
    [call('load', { link: '#1ncollision~5' }), 'load #1ncollision~5'],
    [call('load', { link: 'https://example.org/?view=slide#1ncollision~5' }), 'load #1ncollision~5'],
  ])('%o is carried out', (data, deed) => {
    const { host, done } = embedded();
    host.hear(data);
    expect(done).toEqual([deed]);
  });

  test('a host that came late is told again that the slide is ready', () => {
    const { host, posted } = embedded();
    host.tell();
    host.hear(call('ready'));
    expect(posted).toEqual([call('ready', STATE), call('ready', STATE)]);
  });

  test('next at the end and prev at the start move nothing, and say so', () => {
    const { host, posted, done, become } = embedded();
    become({ atEnd: true });
    host.hear(call('next'));
    become({ atStart: true });
    host.hear(call('prev'));
    expect(done).toEqual([]);
    expect(posted).toEqual([call('end', { at: 'end' }), call('end', { at: 'start' })]);
  });
});

test('a state is told once, and first as ready', () => {
  const { host, posted, become } = embedded();
  become(null);
  host.tell();
  become({});
  host.tell();
  host.tell();
  become({ step: 3 });
  host.tell();
  expect(posted).toEqual([call('ready', STATE), call('state', { ...STATE, step: 3 })]);
});

describe('keys', () => {
  test('are taken only after a click, until Escape gives them back', () => {
    const { host, posted, done } = embedded();
    expect(host.takesKeys).toBe(false);
    host.click();
    expect(host.takesKeys).toBe(true);
    host.leave(key('x'));
    expect(host.takesKeys).toBe(true);
    host.leave(key('Escape'));
    expect(host.takesKeys).toBe(false);
    expect(posted).toEqual([call('key', key('x')), call('key', key('Escape'))]);
    expect(done).toEqual(['release']);
  });

  test('are the host’s from its first move, but not from asking whether the slide is ready', () => {
    const { host, done } = embedded();
    host.click();
    host.hear(call('ready'));
    expect(host.takesKeys).toBe(true);
    host.hear(call('goto', { step: 1 }));
    host.click();
    expect(host.takesKeys).toBe(false);
    host.leave(key('PageDown'));
    expect(done).toEqual(['goto 1', 'release']);
  });

  test('are never taken by a picture, and always by a slide in its own window, which tells nobody', () => {
    const still = embedded({ still: true });
    still.host.click();
    expect(still.host.takesKeys).toBe(false);
    const alone = embedded({ isEmbedded: false });
    expect(alone.host.takesKeys).toBe(true);
    alone.host.leave(key('Escape'));
    alone.host.tell();
    alone.host.resize(960, 540);
    expect(alone.posted).toEqual([]);
    expect(alone.host.takesKeys).toBe(true);
  });
});

/** Messages that break exactly one rule of docs/embed.md, besides plain noise. */
const hostile = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
  fc.record({
    folioscope: fc.anything().filter((version) => version !== 1),
    type: fc.constantFrom('goto', 'next', 'prev', 'load', 'ready'),
    step: fc.nat(20),
    link: fc.constant('#1ncollision~5'),
  }),
  fc.record({
    folioscope: fc.constant(1),
    type: fc.constant('goto'),
    step: fc.oneof(
      fc.double({ noInteger: true }),
      fc.integer({ max: -1 }),
      fc.integer({ min: 1_000_000 }),
      fc.string(),
      fc.constantFrom(NaN, Infinity, null, undefined, [3], { valueOf: 3 }),
    ),
  }),
  fc.record({
    folioscope: fc.constant(1),
    type: fc.constant('load'),
    link: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', '//evil.example/#', '#1ncollision~5<script>', '/etc#1n', [], null),
      fc.string().map((noise) => `#1n ${noise}`),
      fc.constant(`#1t${'a'.repeat(9000)}`),
    ),
  }),
  fc.record({
    folioscope: fc.constant(1),
    type: fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'state', 'key', 'end', 'resize')),
  }),
);
test('rule 3: hostile messages are ignored', () => {
  const { host, posted, done } = embedded();
  host.click();
  fc.assert(
    fc.property(hostile, (data) => {
      const { folioscope, type } = (data ?? {}) as { folioscope?: unknown; type?: unknown };
      // What chance makes valid is not hostile.
      fc.pre(!(folioscope === 1 && ['next', 'prev', 'ready'].some((known) => known === type)));
      host.hear(data);
      expect(readCall(data)).toBeNull();
      expect([done, posted, host.takesKeys]).toEqual([[], [], true]);
    }),
    { numRuns: LONG ? 100_000 : 1000 },
  );
});
