// A Vite plugin that writes `third-party-notices.txt` beside the built page: the licence of every package in the
// bundle, including the workers, as the licences require.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const NOTICES_FILE = 'third-party-notices.txt';

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;

/**
 * The folder of the package that a bundled file is from; null: the file is ours.
 * @param {string} id
 */
function packageOf(id) {
  const [file = ''] = id.replaceAll('\\', '/').replace(/^\0/, '').split('?');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;
}

/** @param {string} folder */
function noticeOf(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) throw new Error(`${name} is bundled, but its package holds no licence.`);
  return { name, notice: `${name} ${version} (${license ?? 'see below'})\n\n${texts.join('\n\n')}` };
}

/** The plugins of one build: `collect` for a worker's build, `page` for the page's, which writes the file. */
export function thirdPartyNotices() {
  /** @type {Set<string>} */
  const folders = new Set();

  /** @param {import('vite').Rolldown.OutputBundle} bundle */
  function look(bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(output.modules)) {
        const folder = packageOf(id);
        if (folder !== null && renderedLength > 0 && existsSync(join(folder, 'package.json'))) folders.add(folder);
      }
    }
  }

  /** @returns {import('vite').Plugin} */
  const collect = () => ({
    name: 'third-party-notices-of-workers',
    generateBundle: (_, bundle) => look(bundle),
  });

  /** @type {import('vite').Plugin} */
  const page = {
    name: 'third-party-notices',
    apply: 'build',
    generateBundle(_, bundle) {
      look(bundle);
      const notices = [...folders].map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1));
      const list = notices.map(({ name }) => name).join(', ');
      const source = [`Folioscope contains code of these packages: ${list}.`, ...notices.map(({ notice }) => notice)];
      this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: `${source.join(`\n\n${'-'.repeat(80)}\n\n`)}\n` });
    },
  };

  return { page, collect };
}
