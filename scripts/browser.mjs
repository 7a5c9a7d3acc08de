// Finds a browser of the Chromium family for the browser tests, or gets one. A headless shell is preferred: it is the same
// browser without its windows, and a test takes a fifth less of the processor.
//   node scripts/browser.mjs            says which browser would be used
//   node scripts/browser.mjs --ensure   gets one if there is none
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commandOf } from './install.mjs';

const windows = process.platform === 'win32';

/** @typedef {{ path: string, from: string }} Browser */

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const wished = () => process.env['E2E_CHROMIUM'] || process.env['CHROME_PATH'] || undefined;

/** A wrong name is an error: silently using another browser would mislead. */
function named() {
  const path = wished();
  if (path && !canRun(path))
    throw new Error(`E2E_CHROMIUM or CHROME_PATH names ${path}, which is not a program that can be run.`);
  return path;
}

/** Where Playwright has its Chromium, whether or not it is there. @returns {string} */
function playwrightsPlace() {
  try {
    return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
  } catch {
    return '';
  }
}

function playwrights() {
  const path = playwrightsPlace();
  return path && canRun(path) ? path : undefined;
}

/** Playwright keeps the shell of the same revision beside the browser, in a folder that is named differently on each system. */
function playwrightsShell() {
  const shells = playwrightsPlace().replace(/([\\/])chromium-(\d+)[\\/].*$/, '$1chromium_headless_shell-$2');
  try {
    const names = ['chrome-headless-shell', 'headless_shell'].map((name) => (windows ? `${name}.exe` : name));
    return readdirSync(shells)
      .flatMap((folder) => names.map((name) => join(shells, folder, name)))
      .find(canRun);
  } catch {
    return undefined;
  }
}

/** @param {string[]} names */
function onThePath(...names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, windows ? `${name}.exe` : name)));
  return paths.find(canRun);
}

const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

function wellKnown() {
  const unix = [
    '/usr/bin/chromium',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ];
  const places = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
  const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
  const dos = places.filter(Boolean).flatMap((place) => programs.map((program) => join(place, program)));
  return (windows ? dos : unix).find(canRun);
}

/**
 * The first browser on the ladder, or null.
 * @returns {Browser | null}
 */
export function findBrowser() {
  const ladder = /** @type {const} */ ([
    ['the environment', named],
    ['Playwright', playwrightsShell],
    ['PATH', () => onThePath(...SHELLS)],
    ['Playwright', playwrights],
    ['PATH', () => onThePath(...BROWSERS)],
    ['a well-known place', wellKnown],
  ]);
  for (const [from, look] of ladder) {
    const path = look();
    if (path) return { path, from };
  }
  return null;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} seconds
 */
function run(command, args, seconds) {
  console.error(`> ${command} ${args.join(' ')}`);
  spawnSync(command, args, {
    // Progress goes to standard error; standard output stays clean.
    stdio: ['ignore', 2, 2],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function download() {
  let playwright;
  try {
    playwright = commandOf('playwright-core');
  } catch {
    return;
  }
  run(process.execPath, [playwright, 'install', 'chromium', '--only-shell'], 300);
}

function installOnDebian() {
  let release;
  try {
    release = readFileSync('/etc/os-release', 'utf8');
  } catch {
    return;
  }
  if (!/^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release)) return;
  const apt = (/** @type {string[]} */ ...args) =>
    process.getuid?.() === 0 ? run('apt-get', args, 600) : run('sudo', ['-n', 'apt-get', ...args], 600);
  apt('update', '-qq');
  for (const name of ['chromium-headless-shell', 'chromium']) {
    apt('install', '-y', '--no-install-recommends', name);
    // Ubuntu has no package of the shell.
    if (findBrowser()) return;
  }
}

/**
 * The same, but tries to get one: first as Playwright does, then as Debian does.
 * @returns {Browser | null}
 */
export function ensureBrowser() {
  for (const get of [download, installOnDebian]) {
    const browser = findBrowser();
    if (browser) return browser;
    get();
  }
  return findBrowser();
}

export const NO_BROWSER =
  'No browser of the Chromium family was found. Install Chromium or Chrome, or set E2E_CHROMIUM to its path.';

/**
 * How Playwright starts the browser. Its configuration must also load without one, because other tools read it:
 * Playwright itself reports a missing or wrongly named browser when a test needs it.
 */
export function launchOptions() {
  const path = wished() ?? findBrowser()?.path;
  return {
    ...(path ? { executablePath: path } : {}),
    // The sandbox is unavailable to root and in most containers, and the only pages opened are our own.
    chromiumSandbox: false,
    args: [
      '--no-first-run',
      '--disable-quic',
      '--disable-sync',
      // Chromium's own requests would only slow it down on a closed network.
      '--disable-background-networking',
      '--disable-component-update',
      // The suggestions under the address bar are pages: two would open before each of ours.
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const browser = process.argv.includes('--ensure') ? ensureBrowser() : findBrowser();
  if (browser) console.log(`${browser.path} (from ${browser.from})`);
  else console.error(NO_BROWSER);
  process.exitCode = browser ? 0 : 1;
}
