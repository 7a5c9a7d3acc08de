// What the same apps load comes as one file: two dozen small ones would pack worse and take longer to arrive. Modules of the
// engine are left to where they are used, as its doors name many of which a page needs few; but for facts and their words.
const APP = /\/web\/apps\/(\w+)\/main\.ts$/;
/** The start page loads its picture after its words, but always: what draws it is shared as if it were an app. */
const PICTURE = /\/web\/apps\/start\/Picture\.svelte$/;
const SITE = /\/web\/main\.ts$/;
const OURS = /\/web\/|\/node_modules\/|\/engine\/(say\/|facts\/|(facts|types|protocol)\.ts$|run\/(patch|lists)\.ts$)/;

/**
 * They load more than they need, rather than splitting what others load: they are rarely where a visit begins. A slide is
 * one script (one-script.mjs), and only while it is worked on made of modules.
 */
const BESIDE = new Set(['archs', 'handout', 'questions', 'readers', 'slide']);

/**
 * What a module imports, and what that imports, and so on; without dynamic imports.
 * @param {string} from
 * @param {(id: string) => import('vite').Rolldown.ModuleInfo | null} infoOf
 */
function importsOf(from, infoOf) {
  const found = new Set([from]);
  for (const id of found) for (const next of infoOf(id)?.importedIds ?? []) if (OURS.test(next)) found.add(next);
  return found;
}

/** @returns {{ plugin: import('vite').Plugin, group: import('vite').Rolldown.CodeSplittingGroup }} */
export function appChunks() {
  /** By the name of an app. @type {Map<string, string>} */
  const apps = new Map();
  /** @type {[name: string, imports: Set<string>][] | null} */
  let imports = null;
  return {
    plugin: {
      name: 'folioscope:app-chunks',
      apply: 'build',
      buildStart() {
        apps.clear();
        imports = null;
      },
      moduleParsed({ id }) {
        const name = PICTURE.test(id) ? 'picture' : APP.exec(id)?.[1];
        if (name) apps.set(name, id);
      },
      buildEnd(error) {
        const missing = ['picture', ...BESIDE].filter((name) => !apps.has(name));
        // Tests build pages of their own, from a few of the apps.
        if (error || missing.length === 0 || ![...this.getModuleIds()].some((id) => SITE.test(id))) return;
        throw new Error(`Nothing in web/apps is called ${missing.join(' or ')} any more: see scripts/app-chunks.mjs.`);
      },
    },
    group: {
      name(id, context) {
        imports ??= [...apps].sort().map(([name, app]) => [name, importsOf(app, (of) => context.getModuleInfo(of))]);
        const names = imports.flatMap(([name, found]) => (found.has(id) && !BESIDE.has(name) ? [name] : []));
        return names.length > 1 ? `shared-${names.join('-')}` : null;
      },
    },
  };
}
