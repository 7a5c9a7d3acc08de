/** What each option means is in the table of docs/embed.md, which these tests are held against. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OPTIONS, readOptions } from './options.ts';

const page = readFileSync(new URL('../../../docs/embed.md', import.meta.url), 'utf8');
const table = page.slice(page.indexOf('| Option '), page.indexOf('A link to a step'));
const rows = [...table.matchAll(/^\| `(\w+)`\s*\|([^|]*)\|([^|]*)\|/gm)].map(
  ([, name = '', values = '', normally = '']) => ({
    name,
    values: [...values.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value),
    normally: /^\s*`([^`]+)`/.exec(normally)?.[1] ?? null,
  }),
);

test('the table names every option once', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(OPTIONS), 'theme'].sort());
});

const own = rows.filter(({ name }) => name !== 'theme');

test.each(own)('$name has the values of its row, and the default of its row', ({ name, values, normally }) => {
  for (const value of values) expect(readOptions(`?view=slide&${name}=${value}`).faults).toEqual([]);
  if (normally !== null) expect(readOptions(`?${name}=${normally}`).options).toEqual(readOptions('').options);
  const wrong = readOptions(`?${name}=<b>`);
  expect(wrong.options).toEqual(readOptions('').options);
  expect(wrong.faults).toHaveLength(1);
  expect(wrong.faults[0]).toContain(`\`${name}=<b>\``);
});

test.each([
  ['machines=arm,x86_64', { machines: ['arm', 'x86_64'] }],
  ['machines=arm64@nobit', { machines: ['arm64@nobit'] }],
  ['trees=on', { trees: true }],
  ['caption=off', { caption: false }],
  ['chain=off', { chain: false }],
  ['questions=off', { questions: false }],
  ['controls=on', { controls: 'on' }],
  ['text=125', { text: 125 }],
  ['first=2', { first: 2 }],
  ['last=7', { last: 7 }],
  ['still=on', { still: true }],
])('%s', (query, option) => {
  const { options, faults } = readOptions(`?view=slide&${query}`);
  expect(options).toEqual({ ...readOptions('').options, ...option });
  expect(faults).toEqual([]);
});

test.each(['text=74', 'text=151', 'first=-1', 'last=1e9', 'last=', 'machines=,', 'still=constructor'])(
  '%s is refused',
  (query) => {
    expect(readOptions(`?${query}`).faults).toHaveLength(1);
  },
);

test('a first step after the last one is said to be so', () => {
  const { options, faults } = readOptions('?first=9&last=4');
  expect(options).toMatchObject({ first: 9, last: 4 });
  expect(faults).toEqual([expect.stringContaining('`first=9` is after `last=4`')]);
});

test('what others add to an address is none of ours', () => {
  expect(readOptions('?view=slide&utm_source=mail')).toEqual(readOptions(''));
});
