import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { START_TARGET, type LinkTarget } from '../../engine/text.ts';
import { Visits } from './visits.ts';

const [first, second] = SCENARIOS.map(({ text, name }) => ({ text, name }));
if (!first || !second) throw new Error('There are two scenarios at least.');
const OWN = 'A mmap io 1 private rw anon\n';
const at = (step: number): LinkTarget => ({ ...START_TARGET, step });

/** A browser's history and our visits; `reload` keeps the former and loses the latter. */
function browse(fragment = '') {
  const entries: { state: unknown; fragment: string }[] = [{ state: null, fragment }];
  let here = 0;
  const told: (string | null)[] = [];
  let refuses = false;
  let writes = 0;
  const make = () =>
    new Visits({
      write: (how, kept, text) => {
        if (refuses) throw new DOMException('too often', 'SecurityError');
        writes++;
        const entry = { state: structuredClone(kept), fragment: text ?? entries[here]?.fragment ?? '' };
        if (how === 'push') entries.splice(++here, entries.length, entry);
        else entries[here] = entry;
      },
      tell: (message) => told.push(message),
    });
  let visits = make();
  const arrive = () => {
    const opened = visits.arrive(entries[here]?.state, entries[here]?.fragment ?? '');
    if (opened.kind !== 'named') return opened;
    const text = SCENARIOS.find(({ name }) => name === opened.scenario.name)?.text ?? '';
    visits.assume(text, opened.target);
    return { kind: 'opened', text, target: opened.target };
  };
  return {
    get visits() {
      return visits;
    },
    entries,
    told,
    arrive,
    writes: () => writes,
    refuse: (yes: boolean) => (refuses = yes),
    go: (by: number) => {
      here += by;
      return arrive();
    },
    reload: () => {
      visits = make();
      return arrive();
    },
    type: (text: string) => {
      entries.splice(++here, entries.length, { state: null, fragment: text });
      return arrive();
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('back and forward', () => {
  test('lead to each text at its newest step, even one that the address does not hold yet', () => {
    const tab = browse(`#1n${first.name}~2`);
    expect(tab.arrive()).toMatchObject({ kind: 'opened', text: first.text, target: at(2) });
    tab.visits.record(first.text, at(5));
    tab.visits.open(second.text, at(0), false);
    tab.visits.record(second.text, at(3));
    expect(tab.go(-1)).toMatchObject({ text: first.text, target: at(5) });
    expect(tab.go(1)).toMatchObject({ text: second.text, target: at(3) });
    expect(tab.entries).toHaveLength(2);
  });
  test('lead to what an address without a scenario showed', () => {
    const tab = browse();
    expect(tab.arrive()).toEqual({ kind: 'none' });
    tab.visits.assume(first.text, at(0));
    tab.visits.open(OWN, at(0), true);
    expect(tab.go(-1)).toMatchObject({ text: first.text });
    expect(tab.entries[0]?.fragment).toBe('');
  });
  test('an edit is one entry, however long it takes', () => {
    const tab = browse(`#1n${first.name}~2`);
    tab.arrive();
    expect(tab.visits.edited).toBe(false);
    tab.visits.open(OWN, at(2), true);
    expect(tab.visits.edited).toBe(true);
    for (let i = 0; i < 50; i++) {
      tab.visits.record(`${OWN}# ${i}\n`, null);
      vi.advanceTimersByTime(20);
    }
    tab.visits.flush();
    expect(tab.entries).toHaveLength(2);
    expect(tab.writes()).toBeLessThan(7);
    tab.go(-1);
    expect(tab.visits.edited).toBe(false);
    expect(tab.go(1)).toMatchObject({ text: `${OWN}# 49\n`, target: at(2) });
    expect(tab.visits.edited).toBe(true);
  });
  test('survive a reload', () => {
    const tab = browse(`#1n${first.name}~2`);
    tab.arrive();
    tab.visits.open(OWN, at(1), true);
    expect(tab.reload()).toMatchObject({ text: OWN, target: at(1) });
    expect(tab.visits.edited).toBe(true);
    expect(tab.go(-1)).toMatchObject({ text: first.text, target: at(2) });
  });
  test('a text too long for an address is kept with the entry, with a notice', () => {
    const tab = browse(`#1n${first.name}~2`);
    tab.arrive();
    let noise = 1;
    const words = Array.from({ length: 3000 }, () => ((noise = (noise * 48271) % 2147483647), noise.toString(36)));
    const long = `${OWN}# ${words.join(' ')}\n`;
    tab.visits.open(long, at(1), true);
    expect(tab.told.at(-1)).toContain('too many');
    expect(tab.entries[1]?.fragment).toBe(`#1n${first.name}~2`);
    expect(tab.reload()).toMatchObject({ text: long, target: at(1) });
    tab.visits.record(OWN, at(1));
    tab.visits.flush();
    expect(tab.told.at(-1)).toBeNull();
  });
  test('what an edit removes from the Forward history is returned', () => {
    const tab = browse(`#1n${first.name}~2`);
    tab.arrive();
    expect(tab.visits.open(OWN, at(1), true)).toBeNull();
    tab.go(-1);
    expect(tab.visits.open(second.text, at(0), false)).toEqual({ text: OWN, target: at(1) });
    tab.go(-1);
    expect(tab.visits.open(OWN, at(0), true)).toBeNull();
  });
});

describe('the address', () => {
  test('that was typed is a new entry, and is read', () => {
    const tab = browse(`#1n${first.name}~2`);
    tab.arrive();
    expect(tab.type(`#1n${second.name}~1`)).toMatchObject({ text: second.text, target: at(1) });
    expect(tab.go(-1)).toMatchObject({ text: first.text, target: at(2) });
  });
  test('that is broken stays until something changes', () => {
    const tab = browse('#nonsense');
    expect(tab.arrive()).toMatchObject({ kind: 'broken' });
    tab.visits.assume(first.text, at(0));
    vi.advanceTimersByTime(5000);
    expect(tab.entries[0]?.fragment).toBe('#nonsense');
    expect(tab.reload()).toMatchObject({ kind: 'broken' });
    tab.visits.assume(first.text, at(0));
    tab.visits.record(first.text, at(1));
    vi.advanceTimersByTime(5000);
    expect(tab.entries[0]?.fragment).toBe(`#1n${first.name}~1`);
  });
  test('is written rarely, with what is true then', () => {
    const tab = browse(`#1n${first.name}~0`);
    tab.arrive();
    for (let step = 1; step < 100; step++) {
      tab.visits.record(first.text, at(step));
      vi.advanceTimersByTime(20);
    }
    tab.visits.flush();
    expect(tab.writes()).toBeLessThan(9);
    expect(tab.entries[0]?.fragment).toBe(`#1n${first.name}~99`);
  });
  test('is not written while the text that it names is loaded: what is still shown belongs to another entry', () => {
    const tab = browse(`#1n${first.name}~2`);
    expect(tab.visits.arrive(null, `#1n${first.name}~2`)).toMatchObject({
      kind: 'named',
      scenario: { name: first.name },
    });
    tab.visits.record(OWN, at(1));
    vi.advanceTimersByTime(5000);
    expect(tab.entries[0]?.fragment).toBe(`#1n${first.name}~2`);
    tab.visits.assume(first.text, at(2));
    tab.visits.record(first.text, at(3));
    vi.advanceTimersByTime(5000);
    expect(tab.entries[0]?.fragment).toBe(`#1n${first.name}~3`);
  });
  test('is not written for an entry that was left', () => {
    const tab = browse(`#1n${first.name}~0`);
    tab.arrive();
    tab.visits.open(second.text, at(0), false);
    tab.visits.record(second.text, at(4));
    tab.go(-1);
    vi.advanceTimersByTime(5000);
    expect(tab.entries[0]?.fragment).toBe(`#1n${first.name}~0`);
  });
  test('may be refused by the browser: the text is written with the next change', () => {
    const tab = browse(`#1n${first.name}~0`);
    tab.arrive();
    tab.refuse(true);
    tab.visits.open(OWN, at(1), true);
    tab.visits.record(OWN, at(2));
    expect(() => vi.advanceTimersByTime(5000)).not.toThrow();
    tab.refuse(false);
    tab.visits.record(OWN, at(3));
    tab.visits.flush();
    expect(tab.entries).toHaveLength(1);
    expect(tab.reload()).toMatchObject({ text: OWN, target: at(3) });
  });
});
