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

/** Made in the page where it explains: all that they are made of is in the script. */
const MADE_IN_PAGE = [
  ...['tables', 'chart', 'verdicts', 'invariants', 'lines', 'deciding'].map((name) => `atlas/${name}`),
  'search/readers',
  'glossary/words',
];

/** Stand in for modules that are for a page of many files: the script itself is its worker… @type {Record<string, string>} */
const IN_ONE_SCRIPT = { 'engineHomes.ts': `${web}/script/engineHomes.ts` };
/** …and has everything that a search looks through, … */
const IN_ONE_FILE = { ...IN_ONE_SCRIPT, 'loadDocuments.ts': `${root}/engine/search/makeDocuments.ts` };
/** …or has the glossary beside it. */
const IN_SLIDE = { ...IN_ONE_SCRIPT, 'book.ts': `${web}/script/book.ts` };

/** @param {Record<string, string>} modules @returns {import('vite').Plugin} */
function standIns(modules) {
  const missing = new Set(Object.keys(modules));
  return {
    name: 'folioscope:stand-ins',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer?.includes('/script/')) return null;
      const name = source.replace(/^.*\//, '');
      missing.delete(name);
      return modules[name];
    },
    buildEnd(error) {
      if (error || missing.size === 0) return;
      throw new Error(`Nothing imports ${[...missing].join(' or ')}: see the stand-ins in scripts/one-script.mjs.`);
    },
  };
}

/** @param {string} id */
const isOurs = (id) => id.startsWith(`${root}/web/`) || id.startsWith(`${root}/engine/`);

const IMPORT_LATER = /(?<![.\w$])import\(\s*(["'`])([^"'`]+)\1\s*\)/g;

/**
 * In one script nothing can be loaded later. An import that says so would only make the bundler wrap each module in a
 * function of its own, which costs space. @type {import('vite').Plugin}
 */
const importedAtOnce = {
  name: 'folioscope:imported-at-once',
  enforce: 'post',
  transform(code, id) {
    if (!isOurs(id)) return null;
    /** @type {string[]} */
    const imports = [];
    const text = code.replace(IMPORT_LATER, (_, quote, source) => {
      const name = `folioscopeLater${imports.length}`;
      imports.push(`import * as ${name} from ${quote}${source}${quote};`);
      return `Promise.resolve(${name})`;
    });
    return imports.length > 0 ? { code: `${text}\n${imports.join('\n')}`, map: null } : null;
  },
  moduleParsed({ id, dynamicallyImportedIds: [later] }) {
    if (later === undefined || !isOurs(id)) return;
    throw new Error(`${id} still imports ${later} later: see importedAtOnce in scripts/one-script.mjs.`);
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

/** @typedef {import('vite').Rolldown.InputOptions['treeshake']} Treeshake */

/**
 * One script of an entry, with what it imports in whichever way, and its styles.
 * @param {string} entry as seen from the folder web
 * @param {string} name the variable that gets what the entry exports
 * @param {import('vite').Plugin[]} plugins
 * @param {Treeshake} treeshake
 */
async function bundle(entry, name, plugins, treeshake) {
  const result = await build({
    configFile: false,
    root: web,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins,
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.VITE_ONE_FILE': '"true"' },
    build: {
      write: false,
      target: 'es2022',
      // As a library: what is imported dynamically is in the script already, and needs no preloading.
      lib: { entry: `${web}/${entry}`, formats: ['iife'], name, cssFileName: 'styles' },
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
 * A script that sets a variable to what a module without styles exports.
 * @param {string} entry as seen from the folder web
 * @param {string} name
 * @param {Treeshake} treeshake
 */
export const scriptBeside = async (entry, name, treeshake) =>
  inAscii((await bundle(entry, name, [dataModules([], true)], treeshake)).code);

/**
 * One script of an entry, as a function that knows its own text: the worker is made of it.
 * @param {string} entry as seen from the folder web
 * @param {object} options
 * @param {boolean} options.explains whether charts and tables are drawn in it; otherwise the glossary is beside it
 * @param {Treeshake} options.treeshake
 * @param {(css: string) => string} options.carried the styles that the script carries
 */
export async function oneScript(entry, { explains, treeshake, carried }) {
  const plugins = [
    standIns(explains ? IN_ONE_FILE : IN_SLIDE),
    svelteMounted(),
    importedAtOnce,
    endsEarly,
    dataModules(explains ? MADE_IN_PAGE : [], true),
    ...svelte({ configFile: '../svelte.config.js' }),
    ...(explains ? [] : [withoutHelp()]),
  ];
  const { code, css } = await bundle(entry, 'folioscope', plugins, treeshake);
  const text = 'var FOLIOSCOPE_TEXT=()=>`(${folioscope})()`;';
  const script = `(function folioscope(FOLIOSCOPE_CSS){${text}${code}})(${JSON.stringify(carried(css))});\n`;
  return { css, script };
}
