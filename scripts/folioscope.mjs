#!/usr/bin/env node
// The command line. It is written in TypeScript, so it is built when its sources are newer than the last build.
// Standard output belongs to the command alone: nothing is said here but errors, on standard error.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

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
    // The recorded traces are data of the tests; a walk through them would be for nothing.
    if (entry.isDirectory()) return entry.name === 'traces' ? latest : Math.max(latest, newest(path));
    return /\.test\.ts$/.test(entry.name) ? latest : Math.max(latest, changed(path));
  }, changed(folder));
}

async function build() {
  const started = new Date();
  const { build: vite } = await import('vite').catch(() => {
    throw new Error('The packages that it is built with are missing: run "npm ci" first.');
  });
  const result = await vite({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    // The bundle stands alone: packages go into it, Node's own modules stay outside.
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: 'engine/cli/main.ts',
      target: 'node20',
      write: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', codeSplitting: false } },
    },
  });
  const outputs = 'output' in result ? result.output : [];
  const [chunk] = outputs;
  if (chunk?.type !== 'chunk' || outputs.length !== 1) throw new Error('The command line did not become one file.');
  // Written aside and moved, so that two commands started together never read half a file.
  const half = `${bundle}.${process.pid}`;
  mkdirSync(`${root}dist-cli`, { recursive: true });
  try {
    writeFileSync(half, chunk.code);
    // Dated by its start: a source that is saved during the build is newer than the bundle.
    utimesSync(half, started, started);
    renameSync(half, bundle);
  } finally {
    rmSync(half, { force: true });
  }
}

/** Whether the sources are here (a checkout) and newer than the bundle. */
function isStale() {
  if (!changed(`${root}engine/cli/main.ts`)) return changed(bundle) === 0;
  const sources = [
    newest(`${root}engine`),
    changed(`${root}package-lock.json`),
    changed(fileURLToPath(import.meta.url)),
  ];
  return Math.max(...sources) >= changed(bundle);
}

// npm runs scripts in the top folder. A file named by the person is meant from where the person is.
const typedIn = process.env['npm_lifecycle_event'] === 'folioscope' ? process.env['INIT_CWD'] : undefined;
if (typedIn) process.chdir(typedIn);

// The reader of a pipe may leave early (`| head`): that is no error.
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  if (isStale()) await build();
} catch (error) {
  const why = stripVTControlCharacters(error instanceof Error ? error.message : String(error));
  console.error(`The command line could not be built. ${why}`);
  process.exit(2);
}
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2));
