// A Vite plugin for what a built page says of itself where no script runs: its version, and one picture, for those without
// JavaScript and for the previews of chats.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { versionOf, versionText } from './version.mjs';

const PROGRAM = fileURLToPath(new URL('folioscope.mjs', import.meta.url));
const WEB = fileURLToPath(new URL('../web', import.meta.url));
/** The moment that the first page shows: web/apps/start/worst.ts. */
const MOMENT = 'collision~5';

/**
 * @param {string} file
 * @returns {Buffer | null} null: it cannot be drawn here
 */
function drawn(file) {
  const folder = mkdtempSync(join(tmpdir(), 'folioscope-'));
  try {
    const { status } = spawnSync(process.execPath, [PROGRAM, 'render', MOMENT, '-o', join(folder, file)]);
    return status === 0 ? readFileSync(join(folder, file)) : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns {import('vite').Plugin} */
export function preview() {
  // Previews want whole addresses; where the site will be is known to who builds it.
  const site = process.env['FOLIOSCOPE_URL']?.replace(/\/?$/, '/') ?? './';
  let isSite = false;
  return {
    name: 'folioscope:preview',
    apply: (_, { command, mode }) => command === 'build' && mode !== 'test',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'version', content: versionText() } },
      { tag: 'meta', attrs: { property: 'og:title', content: 'Folioscope' } },
      { tag: 'meta', attrs: { property: 'og:image', content: `${site}preview.png` } },
    ],
    configResolved({ root }) {
      // A test builds a page of its own.
      isSite = root === WEB;
    },
    generateBundle() {
      if (!isSite) return;
      this.emitFile({ type: 'asset', fileName: 'version.json', source: `${JSON.stringify(versionOf())}\n` });
      const svg = drawn('preview.svg');
      if (!svg) throw new Error('The picture of the start page could not be drawn.');
      this.emitFile({ type: 'asset', fileName: 'preview.svg', source: svg });
      // The package that makes pixels is optional.
      const png = drawn('preview.png');
      if (png) this.emitFile({ type: 'asset', fileName: 'preview.png', source: png });
    },
  };
}
