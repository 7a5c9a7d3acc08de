#!/usr/bin/env node
// The command line. It is written in TypeScript, so it is bundled when its sources have changed. Standard output
// belongs to the command: only errors are printed here, on standard error.
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { bundle as makeBundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = `${root}dist-cli/folioscope.mjs`;

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

/** In a checkout: the sources are newer than the bundle. */
function isStale() {
  if (!changed(`${root}engine/cli/main.ts`)) return changed(bundle) === 0;
  const sources = [
    newest(`${root}engine`),
    changed(`${root}package-lock.json`),
    changed(fileURLToPath(import.meta.url)),
  ];
  return Math.max(...sources) >= changed(bundle);
}

// npm runs scripts in the top folder, but FILE arguments are relative to the person's.
const typedIn = process.env['npm_lifecycle_event'] === 'folioscope' ? process.env['INIT_CWD'] : undefined;
if (typedIn) process.chdir(typedIn);

// The reader of a pipe may leave early (`| head`): that is not an error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  if (isStale()) await makeBundle('engine/cli/main.ts', bundle);
} catch (error) {
  const why = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  console.error(`The command line could not be built. ${why}`);
  process.exit(2);
}
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2));
