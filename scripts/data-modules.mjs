// Data modules. A module `*.data.ts` runs when the page is built, and its exports become plain data there: the page gets what
// was worked out, and nothing of what worked it out. Everywhere else it is a module like any other.
import { isDeepStrictEqual } from 'node:util';
import { createServer, isRunnableDevEnvironment, runnerImport } from 'vite';

/**
 * @param {string} name
 * @param {unknown} value
 */
function asSource(name, value) {
  const text = JSON.stringify(value);
  if (text === undefined || !isDeepStrictEqual(JSON.parse(text), value)) {
    throw new Error(`\`${name}\` is not plain data, so it cannot be written into a page.`);
  }
  return `export const ${name} = ${text};`;
}

/** Runs modules in Node, each once, however many of them import it: they share one engine, as they do in the page. */
async function moduleRunner() {
  const server = await createServer({
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  const { ssr } = server.environments;
  if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite has no runner for modules.');
  return { import: (/** @type {string} */ file) => ssr.runner.import(file), close: () => server.close() };
}

/** What was worked out, by file: the outputs of one build share it. @type {Map<string, Promise<string>>} */
const workedOut = new Map();

const SCENARIO = /\/engine\/scenario\/\w+\.ts$/;

/**
 * @param {readonly string[]} carried what stays as it is, such as `atlas/chart`: the page has all that it is made of anyway
 * @param {boolean} texts true: of the scenarios only their texts are asked for, as all else is in data modules
 * @returns {import('vite').Plugin}
 */
export function dataModules(carried = [], texts = false) {
  const missing = new Set(carried);
  let building = false;
  /** @type {ReturnType<typeof moduleRunner> | null} */
  let runner = null;

  /** @param {Record<string, unknown>} module */
  const sourceOf = (module) =>
    Object.entries(module)
      .map(([name, value]) => asSource(name, value))
      .join('\n');

  /** @param {string} file */
  const workOut = async (file) => sourceOf(await (await (runner ??= moduleRunner())).import(file));

  return {
    name: 'folioscope:data-modules',
    // Tests look at the modules themselves.
    apply: (_, { mode }) => mode !== 'test',
    configResolved({ command }) {
      building = command === 'build';
    },
    async load(id) {
      const [file = ''] = id.split('?');
      if (texts && building && SCENARIO.test(file)) {
        const { default: scenario } = await (await (runner ??= moduleRunner())).import(file);
        return typeof scenario?.text === 'string' ? `export default ${JSON.stringify({ text: scenario.text })};` : null;
      }
      const [, name] = /([^/]+\/[^/]+)\.data\.ts$/.exec(file) ?? [];
      if (name === undefined) return null;
      if (carried.includes(name)) {
        missing.delete(name);
        return null;
      }
      if (building) {
        const source = workedOut.get(file) ?? workOut(file);
        workedOut.set(file, source);
        return source;
      }
      const { module, dependencies } = await runnerImport(file, { configFile: false, logLevel: 'error' });
      for (const dependency of [file, ...dependencies]) this.addWatchFile(dependency);
      return sourceOf(module);
    },
    async buildEnd(error) {
      const running = runner;
      runner = null;
      await (await running)?.close();
      if (error || missing.size === 0) return;
      throw new Error(
        `No data module is called ${[...missing].join(' or ')}: see what scripts/one-script.mjs carries.`,
      );
    },
  };
}
