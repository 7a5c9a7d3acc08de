// Svelte without what a page has no use for if no server renders it and all its components are in runes mode. Flags tell:
// the bundler leaves out what depends on them once they are constants.
const FLAG = '(hydrating|async_mode_flag|legacy_mode_flag|tracing_mode_flag)';
const DECLARED = new RegExp(`export let ${FLAG} = false;`, 'g');
const ASSIGNED = new RegExp(`^\\t${FLAG} = (true|false|value);`, 'gm');
/** Declarations and assignments. @type {readonly [file: RegExp, declared: number, assigned: number, instead: string][]} */
const FILES = [
  // It is only ever set to what it is.
  [/\/svelte\/src\/internal\/client\/dom\/hydration\.js$/, 1, 1, ''],
  [/\/svelte\/src\/internal\/flags\/index\.js$/, 3, 4, "throw new Error('The build leaves this out.');"],
];

/** Of one build. @returns {import('vite').Plugin} */
export function svelteMounted() {
  const missing = new Set(FILES.map(([file]) => file));
  return {
    name: 'folioscope:svelte-mounted',
    apply: 'build',
    transform(code, id) {
      const [file, declared, assigned, instead = ''] = FILES.find(([pattern]) => pattern.test(id)) ?? [];
      if (file === undefined) return null;
      if (code.match(DECLARED)?.length !== declared || code.match(ASSIGNED)?.length !== assigned) {
        throw new Error(`${id} changed: see scripts/svelte-mounted.mjs.`);
      }
      missing.delete(file);
      return { code: code.replace(DECLARED, 'export const $1 = false;').replace(ASSIGNED, instead), map: null };
    },
    buildEnd(error) {
      if (error || missing.size === 0) return;
      throw new Error(`Svelte has no file ${[...missing].join(' or ')} any more: see scripts/svelte-mounted.mjs.`);
    },
  };
}
