// Everything named in the documents for contributors must exist. Origin: the repository itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/embed.md',
  'docs/findings.md',
  'docs/host.md',
  'docs/language.md',
  'docs/rules.md',
];

/** @param {string} path */
const read = (path) => readFileSync(join(ROOT, path), 'utf8');

const PATH = /(?<![\w/.])(?:(?:engine|web|e2e|scripts|docs|public)\/[\w./-]*[\w/]|\.dependency-cruiser\.js)/g;
const LINK = /\]\((?!https?:)([^)#]+)\)/g;
const SCRIPT = /npm (?:run(?: -s)? )?([a-z:2]+)/g;
const NPM_COMMANDS = ['ci', 'install'];

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
const all = (text, pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  test('names files and folders that exist', () => {
    const paths = all(text, PATH).filter((path) => !path.includes('NAME'));
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('links to files that exist', () => {
    expect(all(text, LINK).filter((path) => !existsSync(join(ROOT, dirname(document), path)))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    /** @type {{ scripts: Record<string, string> }} */
    const { scripts } = JSON.parse(read('package.json'));
    expect(all(text, SCRIPT).filter((name) => !(name in scripts) && !NPM_COMMANDS.includes(name))).toEqual([]);
  });
});

test('paths, links and scripts are found in the documents that are full of them', () => {
  const text = read('README.md') + read('CONTRIBUTING.md');
  for (const pattern of [PATH, LINK, SCRIPT]) expect(all(text, pattern).length).toBeGreaterThan(8);
  expect('in engine/mm/NOWHERE.ts, not/engine/mm'.match(PATH)).toEqual(['engine/mm/NOWHERE.ts']);
});

test.each(['engine', 'web'])('the README says once what each folder of %s holds', (root) => {
  const folders = readdirSync(join(ROOT, root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const rows = all(read('README.md'), /^\| `((?:engine|web)\/\w+)(?:\/|\.ts)` /gm);
  const named = rows.filter((row) => row.startsWith(`${root}/`) && existsSync(join(ROOT, row)));
  expect(named.sort()).toEqual(folders.map(({ name }) => `${root}/${name}`).sort());
});
