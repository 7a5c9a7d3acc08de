// The linter takes a script that no project has for one of its own, so that nobody would check its types. What there is
// comes from the disk.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} file @returns {string[]} */
function scriptsOf(file) {
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { fileNames, projectReferences = [] } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(file));
  return [...fileNames, ...projectReferences.flatMap(({ path }) => scriptsOf(path))].map((name) => resolve(name));
}

it('every script belongs to a project, which checks its types', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    ({ name }) => !/^(\.|dist|node_modules$|test-results$|coverage$|playwright-report$)/.test(name),
  );
  const scripts = folders.flatMap((entry) =>
    (entry.isDirectory()
      ? readdirSync(join(root, entry.name), { recursive: true, encoding: 'utf8' }).map((path) => join(entry.name, path))
      : [entry.name]
    ).filter((path) => path.endsWith('.ts')),
  );
  expect(scripts).toContain('playwright.config.ts');
  const checked = scriptsOf(join(root, 'tsconfig.json'));
  expect(scripts.filter((path) => !checked.includes(join(root, path)))).toEqual([]);
});
