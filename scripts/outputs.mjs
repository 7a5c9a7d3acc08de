// What a build makes besides the modules of the site: the slide as one script, everything in one file, and the script that
// chooses between them in `index.html`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { NOTICES_FILE } from './notices.mjs';
import { inAscii, oneScript, scriptBeside } from './one-script.mjs';
import { slideCss } from './slide-css.mjs';

export const SLIDE_FILE = 'slide.js';
const GLOSSARY_FILE = 'slide-glossary.js';
export const SINGLE_FILE = 'folioscope.html';

const web = fileURLToPath(new URL('../web', import.meta.url));
const APP = /\/web\/apps\/(\w+)\/main\.ts$/;

/** @typedef {import('vite').Rolldown.OutputBundle} Bundle */

/** @param {string} text */
const digestOf = (text) => createHash('sha256').update(text).digest('base64url').slice(0, 8);

/**
 * What loads with a chunk, its own file included.
 * @param {Bundle} bundle
 * @param {string} file
 * @param {Set<string>} [found]
 */
function withImports(bundle, file, found = new Set()) {
  const chunk = bundle[file];
  if (found.has(file) || chunk?.type !== 'chunk') return found;
  found.add(file);
  for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
  for (const next of chunk.imports) withImports(bundle, next, found);
  return found;
}

/** @param {Bundle} bundle */
function filesOf(bundle) {
  const chunks = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [output] : []));
  const main = chunks.find(({ isEntry }) => isEntry);
  if (!main) throw new Error('The site has no entry.');
  const first = withImports(bundle, main.fileName);
  /** @type {Map<string, string[]>} */
  const apps = new Map();
  for (const { facadeModuleId, fileName } of chunks) {
    const app = APP.exec(facadeModuleId ?? '')?.[1];
    if (app)
      apps.set(
        app,
        [...withImports(bundle, fileName)].filter((file) => !first.has(file)),
      );
  }
  if (apps.size === 0) throw new Error('The site has no apps.');
  const names = [...new Set([...apps.values()].flat())];
  return {
    names,
    main: main.fileName,
    styles: [...first].filter((file) => file.endsWith('.css')),
    apps: Object.fromEntries([...apps].map(([app, files]) => [app, files.map((file) => names.indexOf(file))])),
  };
}

/** The script that chooses. @param {object} files */
async function chooser(files) {
  const result = await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    publicDir: false,
    define: { FILES: JSON.stringify(files) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(web, 'choose.ts'), formats: ['iife'], name: 'choose' },
    },
  });
  const [chunk] = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (chunk?.type !== 'chunk') throw new Error('The script that chooses was not built.');
  return chunk.code;
}

/** In the text of a script element. @param {string} code */
const inElement = (code) => code.replace(/<(\/script|script|!--)/gi, '\\x3C$1');

const FOR_MODULES = /^ *<(script type="module"|link rel="(stylesheet|modulepreload)")[^\n]*\n/gm;

/**
 * `index.html` without what Vite wrote into it for modules.
 * @param {string} html
 */
function bare(html) {
  const kept = html.replace(FOR_MODULES, '');
  if (kept === html || kept.includes('type="module"'))
    throw new Error('The modules of index.html are not where they were.');
  return kept;
}

/**
 * With something else in the place of the only `old`.
 * @param {string} html
 * @param {string} old
 * @param {string} instead
 */
function replaced(html, old, instead) {
  const [before, after, ...more] = html.split(old);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`One ${old.trim()} is expected in index.html.`);
  return before + instead + after;
}

/**
 * @param {import('vite').Rolldown.InputOptions['treeshake']} treeshake
 * @returns {import('vite').Plugin}
 */
export function outputs(treeshake) {
  let isSite = false;
  return {
    name: 'folioscope:outputs',
    apply: 'build',
    enforce: 'post',
    configResolved({ root }) {
      // A test builds a page of its own.
      isSite = root === web;
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const index = bundle['index.html'];
        if (!isSite) return;
        if (index?.type !== 'asset') throw new Error('There is no index.html.');
        const [slide, glossary, everything] = await Promise.all([
          oneScript('script/slide.ts', { explains: false, treeshake, carried: slideCss }),
          scriptBeside('../engine/glossary.ts', 'FOLIOSCOPE_GLOSSARY', treeshake),
          oneScript('script/everything.ts', { explains: true, treeshake, carried: () => '' }),
        ]);
        const slideScript = inAscii(slide.script);
        this.emitFile({ type: 'asset', fileName: SLIDE_FILE, source: slideScript });
        this.emitFile({ type: 'asset', fileName: GLOSSARY_FILE, source: glossary });

        const page = bare(String(index.source));
        const notices = bundle[NOTICES_FILE];
        if (notices?.type !== 'asset') throw new Error(`There is no ${NOTICES_FILE}.`);
        const licences = String(notices.source);
        const icon = readFileSync(join(web, '../public/icon.svg'), 'utf8');
        const withIcon = replaced(page, './icon.svg', `data:image/svg+xml,${encodeURIComponent(icon)}`);
        const styled = replaced(withIcon, '  </head>', `    <style>${everything.css}</style>\n  </head>`);
        const texts = `<script type="text/plain" id="licences">${inElement(licences)}</script>`;
        const script = `<script>${inElement(everything.script)}</script>`;
        const single = replaced(styled, '  </body>', `    ${texts}\n    ${script}\n  </body>`);
        this.emitFile({ type: 'asset', fileName: SINGLE_FILE, source: single });

        const code = await chooser({
          ...filesOf(bundle),
          // The name stays the same for pages that include it; browsers are to load a new one after a change.
          slide: `${SLIDE_FILE}?${digestOf(slideScript)}`,
          single: SINGLE_FILE,
        });
        const fileName = `assets/choose-${digestOf(code)}.js`;
        this.emitFile({ type: 'asset', fileName, source: code });
        index.source = replaced(page, '  </body>', `    <script src="./${fileName}"></script>\n  </body>`);
      },
    },
  };
}
