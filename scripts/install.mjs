// Installs missing dependencies. Uses Node's own modules only, since it runs first.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} Locked
 * @param {string} file
 * @returns {Record<string, Locked> | null}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(root + file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** Whether the lock file's packages are installed. Those for other platforms may be absent. */
export function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const present = lockedPackages('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, want]) => {
    if (path === '') return true;
    const have = present[path];
    if (!have) return want.optional === true;
    return have.version === want.version && have.integrity === want.integrity && existsSync(root + path);
  });
}

/**
 * Runs `npm ci` if something is missing. Its chatter goes to standard error.
 * @returns {boolean} whether everything is in place now
 */
export function install() {
  if (isInstalled()) return true;
  console.error('Installing what the project needs (npm ci) ...');
  const args = ['ci', '--no-audit', '--no-fund'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  // npm provides its own path, which is safer than a search: on Windows `npm` is a batch file.
  const npm = process.env['npm_execpath'];
  const done =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.error) console.error(`npm could not be started: ${done.error.message}`);
  if (done.status !== 0) return false;
  if (isInstalled()) return true;
  console.error('npm ci ended well, but the installed packages still differ from package-lock.json.');
  return false;
}

/**
 * The script behind a command of an installed package, to be run with Node. No shell and no `.bin` links are needed.
 * @param {string} name
 * @param {string} [command]
 */
export function commandOf(name, command = name) {
  const folder = `${root}node_modules/${name}/`;
  const { bin } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
  return folder + (typeof bin === 'string' ? bin : bin[command]);
}
