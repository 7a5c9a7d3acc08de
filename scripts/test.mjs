// `npm test`: everything that must hold, in one go. Every stage runs, even if an earlier one failed.
//   --checks    only what needs neither a browser nor a run: types, formatting, lint, layers, unused code
//   --browser   only the build and the browser tests; what follows is for Playwright, as in
//               `npm run e2e -- slide --trace on`
// The last line is always `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureBrowser, NO_BROWSER } from './browser.mjs';
import { commandOf, install, root } from './install.mjs';
import { whenNpmEnds } from './lifetime.mjs';

/** A stage that hangs is ended after this long. */
const PATIENCE_MINUTES = 20;

const UNIT_REPORT = 'test-results/unit.json';
const BROWSER_REPORT = 'test-results/browser.json';

/**
 * A command is an npm package, its command, and the arguments.
 * @typedef {[name: string, command: string, ...args: string[]]} Command
 * @typedef {{ ok: boolean, output: string }} Ended
 * @typedef {{ passed: number, failed: number, note?: string }} Count
 */

/** @type {{ name: string, commands: Command[] }[]} */
const CHECKS = [
  {
    name: 'types',
    // The pages' own project is left to svelte-check, which reads their scripts too.
    commands: ['engine', 'worker', 'node', 'tests'].map((project) => [
      'typescript',
      'tsc',
      '-p',
      `tsconfig.${project}.json`,
    ]),
  },
  {
    name: 'types of pages',
    commands: [['svelte-check', 'svelte-check', '--tsconfig', './tsconfig.web.json', '--fail-on-warnings']],
  },
  { name: 'formatting', commands: [['prettier', 'prettier', '--check', '--log-level', 'warn', '.']] },
  { name: 'lint', commands: [['eslint', 'eslint', '--max-warnings', '0', '.']] },
  {
    name: 'layers',
    commands: [['dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.js', 'engine', 'web', 'e2e']],
  },
  { name: 'unused code', commands: [['knip', 'knip']] },
];

let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];

// As on a build server: tools then never write a snapshot that was not there. They also colour everything, so colours
// are for terminals only.
/** @type {NodeJS.ProcessEnv} */
const environment = { ...process.env, CI: '1' };
if (!process.stdout.isTTY) {
  delete environment['FORCE_COLOR'];
  environment['NO_COLOR'] = '1';
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  try {
    // Each child leads a group of its own: its server and its browsers go with it.
    if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
}

/**
 * @param {Command} command
 * @param {boolean} live whether to show the output as it comes
 * @returns {Promise<Ended>}
 */
function run([name, command, ...args], live) {
  return new Promise((resolve) => {
    let script;
    try {
      script = commandOf(name, command);
    } catch {
      resolve({ ok: false, output: `${name} is not installed.\n` });
      return;
    }
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
      detached: process.platform !== 'win32',
      env: environment,
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    const timer = setTimeout(() => {
      output += `Ended after ${PATIENCE_MINUTES} minutes.\n`;
      if (live) console.log(`Ended after ${PATIENCE_MINUTES} minutes.`);
      end(child);
    }, PATIENCE_MINUTES * 60_000);
    const finish = (/** @type {boolean} */ ok) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ ok, output });
    };
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * @param {string} stage
 * @param {number} since
 * @param {Count} count
 */
function record(stage, since, count) {
  passed += count.passed;
  failed += count.failed;
  if (count.failed > 0) failures.push(stage);
  const note = count.note ? `: ${count.note}` : '';
  console.log(`${count.failed > 0 ? 'FAILED' : 'ok    '}  ${stage} (${seconds(since)})${note}`);
}

/** @param {{ name: string, commands: Command[] }} stage */
async function check({ name, commands }) {
  const since = performance.now();
  /** @type {Ended[]} */
  const ends = [];
  for (const command of commands) ends.push(await run(command, false));
  const bad = ends.filter((one) => !one.ok);
  record(name, since, { passed: bad.length ? 0 : 1, failed: bad.length ? 1 : 0 });
  // Output is shown whole and under its own heading: two checks run at the same time.
  for (const { output } of bad) console.log(output.trimEnd().replace(/^/gm, '    ') || '    (it said nothing)');
}

/** Runs the checks side by side, as many as there are processors for. */
async function checks() {
  const waiting = [...CHECKS];
  const lane = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) await check(stage);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, lane));
}

/**
 * The report of a test run, made into counts. No report, or one without tests, is a failure, and so is an unhappy end
 * that no test explains.
 * @param {string} file
 * @param {boolean} ok
 * @param {(report: any) => { passed: number, failed: number, skipped: number }} read
 * @returns {Count}
 */
function counted(file, ok, read) {
  let count;
  try {
    count = read(JSON.parse(readFileSync(root + file, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, note: 'it left no report' };
  }
  if (count.passed + count.failed === 0) return { passed: 0, failed: 1, note: 'no test was run' };
  const note = `${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ''}`;
  if (!ok && count.failed === 0)
    return { ...count, failed: 1, note: `${note}, and something outside the tests failed` };
  return { ...count, note };
}

async function units() {
  const since = performance.now();
  const command = /** @type {Command} */ (['vitest', 'vitest', 'run', '--reporter=default', '--reporter=json']);
  const { ok, output } = await run([...command, `--outputFile.json=${UNIT_REPORT}`], true);
  if (output) console.log(output);
  const count = counted(UNIT_REPORT, ok, (report) => {
    // A file that can't be loaded has no tests of its own to fail.
    const broken = report.testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  });
  record('unit tests', since, count);
}

async function browserTests() {
  const since = performance.now();
  try {
    const browser = ensureBrowser();
    if (!browser) {
      record('browser tests', since, { passed: 0, failed: 1, note: NO_BROWSER });
      return;
    }
    console.log(`browser: ${browser.path} (from ${browser.from})`);
  } catch (error) {
    record('browser tests', since, { passed: 0, failed: 1, note: error instanceof Error ? error.message : '' });
    return;
  }
  const { ok, output } = await run(['@playwright/test', 'playwright', 'test', ...wishes], true);
  if (output) console.log(output);
  const count = counted(BROWSER_REPORT, ok, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
  record('browser tests', since, count);
}

function summary() {
  if (failures.length) console.log(`\nFailed: ${failures.join(', ')}`);
  // Anything failed is a bad end; so is a run in which nothing was tested.
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}

/** @param {string} why */
function giveUp(why) {
  running.forEach(end);
  failed += 1;
  failures.push(why);
  summary();
  process.exit(1);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => giveUp(`stopped by ${signal}`));
}
whenNpmEnds('test', () => giveUp('npm was stopped'));

const [, , only, ...wishes] = process.argv;
try {
  rmSync(`${root}test-results`, { recursive: true, force: true });
  mkdirSync(`${root}test-results`);
  const since = performance.now();
  if (!install()) record('install', since, { passed: 0, failed: 1, note: 'npm ci failed' });
  if (only !== '--browser') await checks();
  if (only !== '--checks') await check({ name: 'build', commands: [['vite', 'vite', 'build', '--logLevel', 'warn']] });
  if (only === undefined) await units();
  if (only !== '--checks') await browserTests();
} catch (error) {
  console.log(error);
  failed += 1;
  failures.push('the test script itself');
}
summary();
