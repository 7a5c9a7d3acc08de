// Bundles a part of the project that runs in Node: the command line, what draws its pictures, and the reports.
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} entry the source to start from, as seen from the top folder
 * @param {string} file where the bundle goes
 */
export async function bundle(entry, file) {
  const started = new Date();
  const { build } = await import('vite').catch(() => {
    throw new Error('The packages that it is built with are missing: run "npm ci" first.');
  });
  const components = entry.startsWith('web/')
    ? [(await import('@sveltejs/vite-plugin-svelte')).svelte({ configFile: 'svelte.config.js', emitCss: false })]
    : [];
  const result = await build({
    configFile: false,
    plugins: components,
    root,
    logLevel: 'silent',
    publicDir: false,
    // Packages are included, Node's own modules are not.
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      target: 'node20',
      write: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', codeSplitting: false } },
    },
  });
  const outputs = 'output' in result ? result.output : [];
  const [chunk] = outputs;
  if (chunk?.type !== 'chunk' || outputs.length !== 1) throw new Error(`${entry} did not become one file.`);
  // Written aside and renamed, so that two commands at once never read half a file.
  const half = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(half, chunk.code);
    // Dated by the start of the build: a source saved meanwhile is newer than the bundle.
    utimesSync(half, started, started);
    renameSync(half, file);
  } finally {
    rmSync(half, { force: true });
  }
}

/**
 * Makes one file of a part of the engine, and imports it.
 * @param {string} entry the source to start from, as seen from the top folder
 */
export async function load(entry) {
  const file = `${root}dist-cli/${entry.replace(/\W+/g, '-')}.mjs`;
  await bundle(entry, file);
  return import(pathToFileURL(file).href);
}
