// The stages of `npm test` and `npm run long`: each runs even if earlier ones failed, and a count is printed however
// the run ends. The last line is always `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, NO_BROWSER } from './browser.mjs';
import { commandOf, install, root } from './install.mjs';
import { whenNpmEnds } from './lifetime.mjs';
import { readTally } from './tally.mjs';

/** Ends a stage that hangs. A busy computer may need several times as long as a quiet one. */
const PATIENCE_MINUTES = 40;

/**
 * A command is an npm package, its command, and the arguments; or `.`, a script of the project, and the arguments.
 * @typedef {[name: string, command: string, ...args: string[]]} Command
 * @typedef {{ name: string, commands: Command[], tells?: boolean }} Check
 * @typedef {{ ok: boolean, output: string }} Ended
 * @typedef {{ passed: number, failed: number, note?: string, failures?: string[] }} Count
 */

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  try {
    // Each child leads a process group, so its server and browsers end too.
    if (process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Already ended.
  }
}

/** @param {number} since */
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export class Stages {
  #folder;
  #passed = 0;
  #failed = 0;
  /** @type {string[]} */
  #failures = [];
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set();
  /** The stages that have begun and not ended; those that run tests have a tally. @type {Map<string, { since: number, tally?: string }>} */
  #open = new Map();
  /** @type {NodeJS.ProcessEnv} */
  #environment;

  /**
   * @param {readonly string[]} scripts the npm scripts that this may be
   * @param {string} folder where reports go
   */
  constructor(scripts, folder = join(root, 'test-results')) {
    this.#folder = folder;
    // As on a build server: tools then never write a missing snapshot. They also colour everything, so colours are
    // limited to terminals.
    this.#environment = { ...process.env, CI: '1' };
    if (!process.stdout.isTTY) {
      delete this.#environment['FORCE_COLOR'];
      this.#environment['NO_COLOR'] = '1';
    }
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => this.#cutOff(`stopped by ${signal}`));
    }
    for (const script of scripts) whenNpmEnds(script, () => this.#cutOff('npm was stopped'));
  }

  /** Runs all stages of a run, and prints the count. @param {() => Promise<void>} stages */
  async run(stages) {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
      mkdirSync(this.#folder, { recursive: true });
      const since = performance.now();
      if (!install()) this.#record('install', since, { passed: 0, failed: 1, note: 'npm ci failed' });
      await stages();
    } catch (error) {
      console.log(error);
      this.#failed += 1;
      this.#failures.push('the script itself');
    }
    this.#summary();
  }

  /**
   * What passes or fails as a whole. Its output comes under its own heading, and only if it fails or has something to tell.
   * @param {Check} check
   */
  async check({ name, commands, tells = false }) {
    const since = this.#begin(name);
    /** @type {Ended[]} */
    const ends = [];
    for (const command of commands) ends.push(await this.#spawn(command, false));
    const bad = ends.filter((one) => !one.ok);
    this.#record(name, since, { passed: bad.length ? 0 : 1, failed: bad.length ? 1 : 0 });
    for (const { output } of tells ? ends : bad)
      console.log(output.trimEnd().replace(/^/gm, '    ') || '    (it said nothing)');
    return bad.length === 0;
  }

  /** Checks side by side. @param {Check[]} checks @param {number} lanes */
  async checks(checks, lanes) {
    const waiting = [...checks];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await this.check(next);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  /**
   * A run of tests that reports each of them through tally.mjs.
   * @param {string} name
   * @param {Command} command
   * @param {NodeJS.ProcessEnv} [environment]
   */
  async tests(name, command, environment) {
    const tally = join(this.#folder, `${name.replaceAll(' ', '-')}.jsonl`);
    const since = this.#begin(name, tally);
    const { ok, output } = await this.#spawn(command, true, { ...environment, TALLY: tally });
    if (output) console.log(output);
    this.#record(name, since, counted(tally, ok));
  }

  /** Whether there is a browser, after trying to get one. @param {string} name the stage that can't be without it */
  browser(name) {
    const since = performance.now();
    try {
      const browser = ensureBrowser();
      if (browser) console.log(`browser: ${browser.path} (from ${browser.from})`);
      else this.#record(name, since, { passed: 0, failed: 1, note: NO_BROWSER });
      return browser !== null;
    } catch (error) {
      this.#record(name, since, { passed: 0, failed: 1, note: error instanceof Error ? error.message : '' });
      return false;
    }
  }

  /** @param {string} name @param {string} [tally] */
  #begin(name, tally) {
    const since = performance.now();
    this.#open.set(name, tally ? { since, tally } : { since });
    return since;
  }

  /** @param {string} stage @param {number} since @param {Count} count @param {string} [word] */
  #record(stage, since, count, word = count.failed > 0 ? 'FAILED' : 'ok    ') {
    this.#open.delete(stage);
    this.#passed += count.passed;
    this.#failed += count.failed;
    if (count.failed > 0) this.#failures.push(...(count.failures?.length ? count.failures : [stage]));
    const note = count.note ? `: ${count.note}` : '';
    console.log(`${word}  ${stage} (${seconds(since)})${note}`);
  }

  /**
   * @param {Command} command
   * @param {boolean} live whether to show the output as it comes
   * @param {NodeJS.ProcessEnv} [environment]
   * @returns {Promise<Ended>}
   */
  #spawn([name, command, ...args], live, environment) {
    return new Promise((resolve) => {
      let script;
      try {
        script = name === '.' ? join(root, command) : commandOf(name, command);
      } catch {
        resolve({ ok: false, output: `${name} is not installed.\n` });
        return;
      }
      const child = spawn(process.execPath, [script, ...args], {
        cwd: root,
        stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
        detached: process.platform !== 'win32',
        env: { ...this.#environment, ...environment },
      });
      this.#running.add(child);
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text) => (output += text));
      const timer = setTimeout(() => {
        output += `Ended after ${PATIENCE_MINUTES} minutes.\n`;
        end(child);
      }, PATIENCE_MINUTES * 60_000);
      const finish = (/** @type {boolean} */ ok) => {
        clearTimeout(timer);
        this.#running.delete(child);
        resolve({ ok, output });
      };
      child.once('error', (error) => {
        output += `${error.message}\n`;
        finish(false);
      });
      child.once('close', (code) => finish(code === 0));
    });
  }

  #summary() {
    if (this.#failures.length) console.log(`\nFailed:\n${this.#failures.map((name) => `  ${name}`).join('\n')}`);
    // A failure is a bad end; so is a run without tests.
    process.exitCode = this.#failed > 0 || this.#passed === 0 ? 1 : 0;
    console.log(`${this.#passed} passed, ${this.#failed} failed`);
  }

  /** Counts what there is, and ends. @param {string} why */
  #cutOff(why) {
    this.#running.forEach(end);
    for (const [stage, { since, tally }] of this.#open) {
      const { passed, failed } = tally ? readTally(tally) : { passed: 0, failed: [] };
      const note = tally ? `${passed} passed, ${failed.length} failed before it was cut off` : 'it was cut off';
      this.#record(stage, since, { passed, failed: failed.length, note, failures: failed }, 'CUT   ');
    }
    this.#failed += 1;
    this.#failures.push(why);
    this.#summary();
    process.exit(1);
  }
}

/**
 * A tally made into a count. One without tests is a failure; so is one without an end, and an unhappy end that no test
 * explains.
 * @param {string} file
 * @param {boolean} ok
 * @returns {Count}
 */
function counted(file, ok) {
  const { passed, failed, skipped, ended } = readTally(file);
  const failures = [...failed];
  if (!ended) failures.push(`the run was cut off`);
  else if (passed + failed.length === 0) failures.push('no test was run');
  else if (!ok && failed.length === 0) failures.push('something outside the tests failed');
  const more = failures.slice(failed.length).map((what) => `, and ${what}`);
  const note = `${passed} passed, ${failed.length} failed${skipped ? `, ${skipped} skipped` : ''}${more.join('')}`;
  return { passed, failed: failures.length, note, failures };
}
