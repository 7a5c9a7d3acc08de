/** Every kernel function that can appear on screen has a place in the sources. Origin of names: what the engine shows. */
import { expect, test } from 'vitest';
import { ARCHES } from './arch/index.ts';
import { FAULT_CHART } from './atlas/chart.data.ts';
import { foundAt, foundOn, KERNEL_FUNCTIONS } from './functions.ts';
import { DECISION_TABLES } from './linux/linux.ts';
import { READERS } from './mm/readers.ts';

/** In a reader's column of functions: words that are none. page_table_check is what a whole file does. */
const WORDS = ['page_table_check', 'and', 'others', 'none', 'without', 'an', 'MMU'];

test('charts, tables and readers name functions that have a line', () => {
  const named = [
    ...FAULT_CHART.states.filter(({ final }) => !final).map(({ name }) => name),
    ...DECISION_TABLES.map(({ name }) => name),
    ...READERS.flatMap(({ fn }) => fn.match(/[\w*]+/g) ?? []),
  ].filter((name) => !WORDS.includes(name) && !name.includes('*'));
  expect(named.filter((name) => foundAt(name).length === 0)).toEqual([]);
});

test('a reader is found in one of the files that its row names', () => {
  const wrong = READERS.flatMap(({ fn, file }) =>
    foundAt(fn)
      .slice(0, 1)
      .filter(() => !foundAt(fn).some((found) => file.includes(found.file)))
      .map(() => `${fn}: ${file}`),
  );
  expect(wrong).toEqual([]);
});

test('a place is named once, and a line holds one function', () => {
  const places = KERNEL_FUNCTIONS.map(({ file, line }) => `${file}:${line}`);
  expect(new Set(places).size).toBe(places.length);
});

test('each architecture takes faults with functions of its own folder', () => {
  for (const { name, sources, trap } of Object.values(ARCHES)) {
    const own = [trap.takes, trap.takesWithout?.takes, trap.takesWrite, trap.forbidden, trap.unmapped, trap.bus];
    const elsewhere = own.flatMap((fns = []) =>
      fns.filter((fn) => !foundOn(fn, sources)?.file.startsWith(`${sources}/`)),
    );
    expect({ name, elsewhere, takes: trap.takes.length > 0 }).toEqual({ name, elsewhere: [], takes: true });
  }
});
