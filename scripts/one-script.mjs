// Pages made of one classic script, which is also their worker: the slide, and everything in one file. Module scripts and
// style sheets from elsewhere are refused in sandboxed frames and in files, classic scripts are not.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { dataModules } from './data-modules.mjs';
import { svelteMounted } from './svelte-mounted.mjs';
import { withoutHelp } from './without-help.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const web = `${root}/web`;

/** Made in the page: all that they are made of is in the script. */
const MADE = /\/web\/glossary\/words\.data\.ts$/;
/** Where the engine is not without its help, these too. */
const MADE_IN_FULL = new RegExp(
  `${MADE.source}|/(atlas/(tables|chart|verdicts|invariants|lines|deciding)|search/readers)\\.data\\.ts$`,
);

/** What stands in for modules that are for a page of many files. @type {Record<string, string>} */
const STAND_INS = {
  // The script itself is its worker.
  'engineHomes.ts': `${web}/script/engineHomes.ts`,
  'loadDocuments.ts': `${root}/engine/search/makeDocuments.ts`,
};

/** @type {import('vite').Plugin} */
const standIns = {
  name: 'folioscope:stand-ins',
  enforce: 'pre',
  resolveId: (source, importer) => (importer?.includes('/script/') ? null : STAND_INS[source.replace(/^.*\//, '')]),
};

const IMPORT_LATER = /(?<![.\w$])import\(\s*(["'`])([^"'`]+)\1\s*\)/g;

/**
 * In one script nothing can be loaded later. An import that says so would only make the bundler wrap each module in a
 * function of its own, which costs space. @type {import('vite').Plugin}
 */
const importedAtOnce = {
  name: 'folioscope:imported-at-once',
  enforce: 'post',
  transform(code, id) {
    if (!id.startsWith(`${root}/web/`) && !id.startsWith(`${root}/engine/`)) return null;
    /** @type {string[]} */
    const imports = [];
    const text = code.replace(IMPORT_LATER, (_, quote, source) => {
      const name = `folioscopeLater${imports.length}`;
      imports.push(`import * as ${name} from ${quote}${source}${quote};`);
      return `Promise.resolve(${name})`;
    });
    return imports.length > 0 ? { code: `${text}\n${imports.join('\n')}`, map: null } : null;
  },
};

const END = 'FOLIOSCOPE_END();';

/** A module cannot return, the script that is made of it can: where web/script/serving.ts says so. @type {import('vite').Plugin} */
const endsEarly = {
  name: 'folioscope:ends-early',
  renderChunk(code) {
    const [before, after, ...more] = code.split(END);
    if (before === undefined || after === undefined || more.length > 0) throw new Error(`One ${END} is expected.`);
    return { code: `${before}return;${after}`, map: null };
  },
};

/**
 * One script of an entry, with what it imports in whichever way, and its styles.
 * @param {string} entry as seen from the folder web
 * @param {boolean} explains whether charts and tables are drawn in it
 * @param {import('vite').Rolldown.InputOptions['treeshake']} treeshake
 */
async function bundle(entry, explains, treeshake) {
  const result = await build({
    configFile: false,
    root: web,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      standIns,
      svelteMounted,
      importedAtOnce,
      endsEarly,
      dataModules(explains ? MADE_IN_FULL : MADE, true),
      svelte({ configFile: '../svelte.config.js' }),
      ...(explains ? [] : [withoutHelp]),
    ],
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.VITE_ONE_FILE': '"true"' },
    build: {
      write: false,
      target: 'es2022',
      // As a library: what is imported dynamically is in the script already, and needs no preloading.
      lib: { entry: `${web}/${entry}`, formats: ['iife'], name: 'folioscope', cssFileName: 'styles' },
      rolldownOptions: {
        ...(treeshake === undefined ? {} : { treeshake }),
        checks: { bundlerTimings: false },
        output: { format: 'iife', codeSplitting: false },
      },
    },
  });
  const outputs = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  const code = outputs.flatMap((output) => (output.type === 'chunk' ? [output.code] : []));
  const css = outputs.flatMap((output) =>
    output.type === 'asset' && output.fileName.endsWith('.css') ? [String(output.source)] : [],
  );
  if (code.length !== 1) throw new Error(`${entry} did not become one script.`);
  return { code: code[0] ?? '', css: css.join('') };
}

/** For pages that do not say how they are encoded, and so how the scripts are that they include. @param {string} code */
export const inAscii = (code) =>
  code.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * One script of an entry, as a function that knows its own text: the worker is made of it.
 * @param {string} entry as seen from the folder web
 * @param {object} options
 * @param {boolean} options.explains
 * @param {import('vite').Rolldown.InputOptions['treeshake']} options.treeshake
 * @param {(css: string) => string} options.carried the styles that the script carries
 */
export async function oneScript(entry, { explains, treeshake, carried }) {
  const { code, css } = await bundle(entry, explains, treeshake);
  const text = 'var FOLIOSCOPE_TEXT=()=>`(${folioscope})()`;';
  const script = `(function folioscope(FOLIOSCOPE_CSS){${text}${code}})(${JSON.stringify(carried(css))});\n`;
  return { css, script };
}
