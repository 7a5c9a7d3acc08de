/** Whoever looks for what happens in a scenario finds it. Expected values are read off the texts of the scenarios. */
import { describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../../engine/scenario/all.ts';
import { loadTexts } from '../../../engine/atlas.ts';
import { searchIn } from './scenarioSearch.ts';

const find = searchIn(await loadTexts());
const names = (wanted: string): string[] => find(wanted).map(({ name }) => name);
/** Scenarios with a line that matches, by their own texts. */
const written = (line: RegExp): string[] => SCENARIOS.filter(({ text }) => line.test(text)).map(({ name }) => name);

test('without words all are found, in reading order', () => {
  expect(names(' ')).toEqual(SCENARIOS.map(({ name }) => name));
});

test.each(SCENARIOS.map(({ name, title }) => [title, name]))('%s is found first by its title', (title, name) => {
  expect(names(title.toUpperCase())[0]).toBe(name);
});

describe('what happens in a scenario finds it', () => {
  test.each([
    ['gup', /^[A-H] gup /m],
    ['GUP fast', /^[A-H] gup .*fast/m],
    ['vm_normal_page', /vm_normal_page/],
    ['pagemap', /^[A-H] pagemap /m],
    ['must_share', /must_share/],
    ['get_user_pages', /^[A-H] gup /m],
    ['/dev/mem', /\/dev\/mem/],
    ['arm_lpae', /^machines .*arm_lpae/m],
    ['fork', /^[A-H] fork /m],
  ])('%s', (wanted, line) => {
    const expected = written(line);
    expect(expected.length).toBeGreaterThan(0);
    expect(names(wanted)).toEqual(expect.arrayContaining(expected));
  });
});

test('words do not match inside other words: a search for pins finds no mappings', () => {
  expect(names('mapping').length).toBeGreaterThan(0);
  expect(names('apping')).toEqual([]);
});

test('titles rank above narration and statements', () => {
  const [first] = names('fork');
  expect(SCENARIOS.find(({ name }) => name === first)?.title).toMatch(/fork/i);
  expect(names('no such thing')).toEqual([]);
});
