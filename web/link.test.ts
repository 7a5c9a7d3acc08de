import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SCENARIOS, START_VIEW } from '../engine/index.ts';
import { AddressBar, makeLink, readFragment } from './link.ts';

describe('a fragment', () => {
  test.each(['', '#'])('%j asks for nothing', (fragment) => {
    expect(readFragment(fragment)).toEqual({ kind: 'none' });
  });
  test.each(['#nonsense', '#1zAAAA', '#9', '#1nno-such', '#%E0%A4%A'])('%s is broken, and says why', (fragment) => {
    const opened = readFragment(fragment);
    expect(opened.kind).toBe('broken');
    expect(opened.kind === 'broken' && opened.message).toMatch(/\.$|:/);
  });
  test('is read as it was made', () => {
    const view = { ...START_VIEW, step: 3, micro: { fn: 'do_wp_page', occurrence: 2 }, selection: 'm0:A:io+2' };
    for (const text of [SCENARIOS[0]?.text ?? '', 'A mmap io 1 private rw anon\n']) {
      const link = makeLink(text, view, '');
      expect(link.ok && readFragment(link.fragment)).toEqual({ kind: 'opened', text, view });
    }
  });
  test('names a built-in scenario', () => {
    const [scenario] = SCENARIOS;
    const link = makeLink(scenario?.text ?? '', START_VIEW, '');
    expect(link.ok && link.fragment).toBe(`#1n${scenario?.name}~0`);
  });
});

describe('the address bar', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());
  const bar = (fragment: () => string | null = () => '#now') => {
    const written: string[] = [];
    return { written, bar: new AddressBar(fragment, (text) => written.push(text)) };
  };

  test('is not written before the page has opened what it says', () => {
    const { bar: b, written } = bar();
    b.follow();
    vi.advanceTimersByTime(5000);
    expect(written).toEqual([]);
  });
  test('is written rarely, with what is true then', () => {
    let step = 0;
    const { bar: b, written } = bar(() => `#${step}`);
    b.start();
    for (step = 1; step < 100; step++) {
      b.follow();
      vi.advanceTimersByTime(20);
    }
    b.flush();
    expect(written.length).toBeLessThan(8);
    expect(written.at(-1)).toBe('#100');
  });
  test('stays as it is where there is no link', () => {
    const { bar: b, written } = bar(() => null);
    b.start();
    b.follow();
    vi.advanceTimersByTime(5000);
    expect(written).toEqual([]);
  });
  test('forgets what it was to write when another link is opened', () => {
    const { bar: b, written } = bar();
    b.start();
    b.follow();
    b.forget();
    vi.advanceTimersByTime(5000);
    expect(written).toEqual([]);
  });
  test('survives a browser that refuses', () => {
    const b = new AddressBar(
      () => '#now',
      () => {
        throw new DOMException('too often', 'SecurityError');
      },
    );
    b.start();
    b.follow();
    expect(() => vi.advanceTimersByTime(5000)).not.toThrow();
  });
});
