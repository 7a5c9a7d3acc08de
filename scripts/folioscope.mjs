#!/usr/bin/env node
// The command line. It is written in TypeScript, so it is bundled when its sources have changed. Standard output
// belongs to the command: only errors are printed here, on standard error.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { bundle as makeBundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What draws pictures is large, and few commands need it. */
const PARTS = {
  commands: { entry: 'engine/cli/main.ts', folders: ['engine'], file: `${root}dist-cli/folioscope.mjs` },
  pictures: { entry: 'web/picture/rendered.ts', folders: ['engine', 'web'], file: `${root}dist-cli/pictures.mjs` },
};

/**
 * When something was last changed, in milliseconds. Never, if it does not exist.
 * @param {string} path
 */
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * The newest change below a folder. The folders count too: a file that was taken away changes only its folder.
 * @param {string} folder
 * @returns {number}
 */
function newest(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = `${folder}/${entry.name}`;
    // The recorded traces are test data.
    if (entry.isDirectory()) return entry.name === 'traces' ? latest : Math.max(latest, newest(path));
    return /\.test\.ts$/.test(entry.name) ? latest : Math.max(latest, changed(path));
  }, changed(folder));
}

/**
 * In a checkout: the sources are newer than the bundle.
 * @param {typeof PARTS.commands} part
 */
function isStale({ entry, folders, file }) {
  if (!changed(root + entry)) return changed(file) === 0;
  const sources = [
    ...folders.map((folder) => newest(root + folder)),
    changed(`${root}package-lock.json`),
    changed(fileURLToPath(import.meta.url)),
  ];
  return Math.max(...sources) >= changed(file);
}

/** @param {typeof PARTS.commands} part */
async function load(part) {
  if (isStale(part)) await makeBundle(part.entry, part.file);
  return import(pathToFileURL(part.file).href);
}

// npm runs scripts in the top folder, but FILE arguments are relative to the person's.
const typedIn = process.env['npm_lifecycle_event'] === 'folioscope' ? process.env['INIT_CWD'] : undefined;
if (typedIn) process.chdir(typedIn);

// The reader of a pipe may leave early (`| head`): that is not an error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** @param {unknown} error */
function giveUp(error) {
  const why = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  console.error(`The command line could not be built. ${why}`);
  process.exit(2);
}

if (process.argv[2] === '--version') {
  const { versionText } = await import('./version.mjs');
  console.log(versionText());
  process.exit(0);
}

const { main } = await load(PARTS.commands).catch(giveUp);
process.exitCode = await main(process.argv.slice(2), {
  svg: async (/** @type {unknown[]} */ ...args) => (await load(PARTS.pictures).catch(giveUp)).draw(...args),
  png: async (/** @type {string} */ svg) => {
    try {
      const { png } = await import('./png.mjs');
      return await png(svg);
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      process.exit(2);
    }
  },
});
