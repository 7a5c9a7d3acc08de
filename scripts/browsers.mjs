// `npm run test:browsers`: all browser tests in Firefox, and a walk through every built-in scenario in WebKit.
//   --firefox, --webkit   only one of them; what follows --firefox is for Playwright
// The last line is always `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { load } from './bundle.mjs';
import { commandOf, install, root } from './install.mjs';
import { readTally } from './tally.mjs';
import { findMiniBrowser, launchWebKit } from './webkit.mjs';

const TALLY = `${root}test-results/firefox.jsonl`;
const PORT = Number(process.env['E2E_PORT'] ?? 4176);

let passed = 0;
let failed = 0;

/** @param {boolean} good @param {string} what */
function record(good, what) {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? 'ok    ' : 'FAILED'}  ${what}`);
}

/** @param {string[]} names */
function onThePath(...names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

const findFirefox = () => process.env['E2E_FIREFOX'] || onThePath('firefox-esr', 'firefox');
const hasDisplay = Boolean(process.env['DISPLAY']);

/** Debian packages that a browser needs. */
const MISSING = {
  firefox: () => (findFirefox() ? [] : ['firefox-esr']),
  webkit: () => [
    ...(onThePath('WebKitWebDriver') && findMiniBrowser() ? [] : ['webkit2gtk-driver']),
    ...(hasDisplay || (onThePath('xvfb-run') && onThePath('xauth')) ? [] : ['xvfb', 'xauth']),
  ],
};

/**
 * Gets what is missing where that is possible; false: it still is, and is said.
 * @param {keyof typeof MISSING} browser
 */
function ensure(browser) {
  const wanted = MISSING[browser]();
  if (wanted.length === 0) return true;
  if (process.getuid?.() === 0 && onThePath('apt-get')) {
    for (const args of [
      ['update', '-qq'],
      ['install', '-y', '-qq', '--no-install-recommends', ...wanted],
    ]) {
      console.log(`> apt-get ${args.join(' ')}`);
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        timeout: 900_000,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    }
  }
  const still = MISSING[browser]();
  if (still.length > 0) {
    record(false, `${browser}: missing. On Debian or Ubuntu, as root: apt-get install ${still.join(' ')}`);
  }
  return still.length === 0;
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const node = (args, env) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** @param {string[]} wishes */
function inFirefox(wishes) {
  if (!ensure('firefox')) return;
  const path = findFirefox() ?? '';
  console.log(`\nFirefox: ${path}`);
  rmSync(TALLY, { force: true });
  const good = node([commandOf('@playwright/test', 'playwright'), 'test', ...wishes], {
    CI: '1',
    E2E_FIREFOX: path,
    E2E_PORT: String(PORT),
    TALLY,
  });
  const tally = readTally(TALLY);
  passed += tally.passed;
  failed += tally.failed.length;
  console.log(`${tally.skipped} skipped: pictures that Chromium drew.`);
  if (!tally.ended) record(false, 'the tests did not come to their end');
  else if (!good && tally.failed.length === 0) record(false, 'something outside the tests failed');
}

async function serve() {
  const args = [commandOf('vite'), 'preview', '--port', String(PORT), '--strictPort', '--host', '127.0.0.1'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  process.once('exit', () => child.kill());
  const address = `http://127.0.0.1:${PORT}/`;
  for (let tries = 0; tries < 150; tries++) {
    const there = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there && child.exitCode === null) return { address, stop: () => child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error(`Nothing answers at ${address}.`);
}

const PAGE_DOWN = '\uE00F';
const HOME = '\uE011';

/**
 * In the page: what it does itself for reduced motion. This browser has no such setting, and only what is at rest can
 * be measured.
 */
const STANDS_STILL = `
  document.head.append(Object.assign(document.createElement('style'), {
    textContent: ':root { --move: 0ms; --quick: 0ms } .motions { display: none }',
  }));`;

/** In the page: waits for a place; if it does not come, returns what the page showed. */
const SHOWS = `
  const [step, sentences] = arguments;
  const row = () => document.querySelector('[aria-label="Statements"] [aria-current="step"]')?.textContent.trim() ?? '';
  const caption = () => document.querySelector('[aria-label="What happens"]')?.textContent ?? '';
  const asks = () => document.querySelector('section.predict') !== null;
  const whole = () =>
    document.querySelector('[data-twin] li') !== null &&
    document.querySelector('[aria-label="Statements"] button:disabled') === null;
  const there = () =>
    !asks() && whole() && (step === 0 ? row() === '' : row().startsWith(String(step))) &&
    sentences.every((sentence) => caption().includes(sentence));
  return new Promise((resolve) => {
    const end = Date.now() + 10000;
    const look = () =>
      there() ? resolve(null) : Date.now() > end ? resolve(row() + ' / ' + caption()) : setTimeout(look, 5);
    look();
  });`;

async function inWebKit() {
  if (!ensure('webkit')) return;
  const { SCENARIOS } = await load('engine/scenario/all.ts');
  const { parse } = await load('engine/text.ts');
  const { createRun } = await load('engine/play.ts');
  const { textFaults } = await load('e2e/textFaults.ts');
  const server = await serve();
  const webkit = await launchWebKit(PORT + 1);
  try {
    console.log(`\nWebKit: ${webkit.version}`);
    await webkit.resize(1440, 900);
    for (const { name, title, text } of SCENARIOS) {
      /** @type {string[]} */
      const wrong = [];
      const run = createRun(parse(text));
      await webkit.open('about:blank');
      await webkit.open(`${server.address}#1n${name}~0`);
      await webkit.run(STANDS_STILL);
      for (const { step, beads, asks } of [run.start, ...run.play()]) {
        if (step > 0) await webkit.press(...(asks.length > 0 ? [PAGE_DOWN, PAGE_DOWN] : [PAGE_DOWN]));
        const said = (beads.at(-1)?.machines ?? []).flatMap((/** @type {any} */ machine) => machine?.sentence ?? []);
        const shown = await webkit.run(SHOWS, step, said);
        if (shown !== null) {
          wrong.push(`step ${step} did not come: ${shown}`);
          break;
        }
        const faults = await webkit.run(`return (${textFaults})()`);
        wrong.push(...faults.map((/** @type {string} */ fault) => `step ${step}: ${fault}`));
      }
      await webkit.press(HOME);
      const back = await webkit.run(SHOWS, 0, []);
      if (back !== null) wrong.push(`there is no way back to the start: ${back}`);
      record(wrong.length === 0, `${title}`);
      for (const what of wrong) console.log(`          ${what}`);
    }
  } finally {
    await webkit.close();
    server.stop();
  }
}

const [, , only, ...wishes] = process.argv;
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(1));
try {
  mkdirSync(`${root}test-results`, { recursive: true });
  if (!install()) throw new Error('The packages that it needs could not be installed.');
  if (!node([commandOf('vite'), 'build', '--logLevel', 'warn'])) throw new Error('The page could not be built.');
  if (only !== '--webkit') inFirefox(wishes);
  if (only !== '--firefox') await inWebKit();
} catch (error) {
  record(false, error instanceof Error ? error.message : String(error));
}
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
