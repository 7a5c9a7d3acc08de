// Data modules. A module `*.data.ts` runs when the page is built, and its exports become plain data there: the page gets what
// was worked out, and nothing of what worked it out. Everywhere else it is a module like any other.
import { isDeepStrictEqual } from 'node:util';
import { runnerImport } from 'vite';

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

/** @returns {import('vite').Plugin} */
export const dataModules = () => ({
  name: 'folioscope:data-modules',
  // Tests look at the modules themselves.
  apply: (_, { mode }) => mode !== 'test',
  async load(id) {
    const [file = ''] = id.split('?');
    if (!file.endsWith('.data.ts')) return null;
    const { module, dependencies } = await runnerImport(file, { configFile: false, logLevel: 'error' });
    for (const dependency of [file, ...dependencies]) this.addWatchFile(dependency);
    return Object.entries(module)
      .map(([name, value]) => asSource(name, value))
      .join('\n');
  },
});
