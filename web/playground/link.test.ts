import { beforeAll, describe, expect, test } from 'vitest';
import { SCENARIO_INDEX } from '../../engine/atlas.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { START_TARGET } from '../../engine/text.ts';
import { linkOf, makeLink, packing, readFragment } from './link.ts';

beforeAll(() => packing.get());

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
    const target = { ...START_TARGET, step: 3, micro: { fn: 'do_wp_page', occurrence: 2 }, selection: 'x86_64 A io+2' };
    const text = 'A mmap io 1 private rw anon\n';
    const link = makeLink(text, target, '');
    expect(link.ok && readFragment(link.fragment)).toEqual({ kind: 'opened', text, target });
  });
  test('names a built-in scenario', () => {
    const [scenario] = SCENARIOS;
    const target = { ...START_TARGET, step: 3 };
    const link = makeLink(scenario?.text ?? '', target, '');
    expect(link.ok && link.fragment).toBe(`#1n${scenario?.name}~3`);
    const [first] = SCENARIO_INDEX;
    expect(link.ok && readFragment(link.fragment)).toEqual({ kind: 'named', scenario: first, target });
    expect(first && linkOf(first)).toMatchObject({ fragment: `#1n${scenario?.name}~0` });
  });
});
