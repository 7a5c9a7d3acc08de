/** docs/embed.md lists what other tools stumbled over; each line says how it is avoided, and tests are named by its number. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

function claims(): Map<number, boolean> {
  const [, list = ''] = read('docs/embed.md').split('## What others stumbled over');
  const lines = [...list.matchAll(/^(\d+)\. ([^]*?)(?=^\d+\. |^#|$(?![^]))/gm)];
  return new Map(lines.map(([, number = '', text = '']) => [Number(number), /: tested\b/.test(text)]));
}

function tested(): Set<number> {
  const files = ['e2e', 'engine', 'web'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  const titles = files
    .filter((name) => /\.(spec|test)\.ts$/.test(name))
    .flatMap((name) => [...read(name).matchAll(/\b(?:test|describe)\b[^'"`;]*\(\s*['"`]rules? ([\d, ]+)/g)]);
  return new Set(titles.flatMap(([, numbers = '']) => (numbers.match(/\d+/g) ?? []).map(Number)));
}

test('each of the 25 has a test named by its number, or else a line that says why none is needed', () => {
  const found = claims();
  expect([...found.keys()]).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
  const claimed = [...found].filter(([, isTested]) => isTested).map(([number]) => number);
  expect([...tested()].sort((a, b) => a - b)).toEqual(claimed);
});
