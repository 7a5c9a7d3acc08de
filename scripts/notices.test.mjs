// Notices of a small page with a worker, built with Vite. Origin: the packages' own licence files.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from 'vite';
import { NOTICES_FILE, thirdPartyNotices } from './notices.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/**
 * @param {string} name
 * @param {string} file
 */
const licenceOf = (name, file) => readFileSync(`${ROOT}/node_modules/${name}/${file}`, 'utf8').trim();
let folder = '';
let text = '';

beforeAll(async () => {
  // Inside the top folder, so that packages are found.
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'test-results', 'notices-'));
  const resolve = createRequire(import.meta.url).resolve;
  writeFileSync(
    join(folder, 'worker.js'),
    `import { strToU8 } from ${JSON.stringify(resolve('fflate'))}; postMessage(strToU8('a'));`,
  );
  writeFileSync(
    join(folder, 'main.js'),
    `import { clsx } from 'svelte/internal/client';
     import { hierarchy } from 'd3-hierarchy';
     console.log(clsx(), new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));`,
  );
  writeFileSync(join(folder, 'index.html'), '<script type="module" src="./main.js"></script>');
  const { page, collect } = thirdPartyNotices();
  const result = /** @type {import('vite').Rolldown.RolldownOutput} */ (
    await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      build: { write: false },
      plugins: [page],
      worker: { plugins: () => [collect()] },
    })
  );
  const asset = result.output.find(({ fileName }) => fileName === NOTICES_FILE);
  text = asset?.type === 'asset' ? String(asset.source) : '';
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a bundled package is listed with its licence, and so are its dependencies', () => {
  for (const [name, file] of Object.entries({ svelte: 'LICENSE.md', clsx: 'license' })) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
    expect(text).toContain(licenceOf(name, file));
  }
});

test('a package bundled only in a worker is listed too', () => {
  expect(text).toMatch(/^fflate \d/m);
  expect(text).toContain(licenceOf('fflate', 'LICENSE'));
});

test('a package of which nothing is bundled is not there', () => {
  expect(text).not.toMatch(/^(d3-hierarchy|xstate) \d/m);
});
