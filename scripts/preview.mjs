// A Vite plugin for what a built page says of itself where no script runs: its version, and one picture, for those without
// JavaScript and for the previews of chats.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { png } from './png.mjs';
import { versionOf, versionText } from './version.mjs';

const PROGRAM = fileURLToPath(new URL('folioscope.mjs', import.meta.url));
const WEB = fileURLToPath(new URL('../web', import.meta.url));
/** The moment that the first page shows: web/apps/start/worst.ts. */
const MOMENT = 'collision~5';

/** What previews in chats are cut to: https://ogp.me, and the sites that follow it. */
const CARD = { width: 1200, height: 630 };

/** @returns {string} */
function drawn() {
  const folder = mkdtempSync(join(tmpdir(), 'folioscope-'));
  const file = join(folder, 'preview.svg');
  try {
    const { status } = spawnSync(process.execPath, [PROGRAM, 'render', MOMENT, '-o', file]);
    if (status !== 0) throw new Error('The picture of the start page could not be drawn.');
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The picture in the middle of a card, on the picture's own ground.
 * @param {string} svg as web/picture writes it
 */
export function cardOf(svg) {
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  const [, ground] = /<rect [^>]*fill="([^"]+)"/.exec(svg) ?? [];
  if (!width || !height || !ground) throw new Error('The picture has no size or no ground.');
  const scale = Math.min(CARD.width / +width, CARD.height / +height);
  const [x, y] = [(CARD.width - +width * scale) / 2, (CARD.height - +height * scale) / 2];
  const size = `width="${CARD.width}" height="${CARD.height}"`;
  const moved = `<g transform="translate(${x} ${y}) scale(${scale})">${svg}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect ${size} fill="${ground}"/>${moved}</svg>`;
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
      { tag: 'meta', attrs: { property: 'og:image:width', content: String(CARD.width) } },
      { tag: 'meta', attrs: { property: 'og:image:height', content: String(CARD.height) } },
      { tag: 'meta', attrs: { name: 'twitter:card', content: 'summary_large_image' } },
    ],
    configResolved({ root }) {
      // A test builds a page of its own.
      isSite = root === WEB;
    },
    async generateBundle() {
      if (!isSite) return;
      this.emitFile({ type: 'asset', fileName: 'version.json', source: `${JSON.stringify(versionOf())}\n` });
      const svg = drawn();
      this.emitFile({ type: 'asset', fileName: 'preview.svg', source: svg });
      // The package that makes pixels is optional.
      const pixels = await png(cardOf(svg), 1).catch(() => null);
      if (pixels) this.emitFile({ type: 'asset', fileName: 'preview.png', source: pixels });
    },
  };
}
