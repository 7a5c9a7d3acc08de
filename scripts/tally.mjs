// A reporter for Vitest and Playwright. It records each result at once, so that an interrupted run can still be
// counted. TALLY names the file; without it nothing is written.
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * @typedef {{ test: string, state: 'passed' | 'failed' | 'skipped', ms: number }} Line
 * @typedef {{ passed: number, failed: string[], skipped: number, ended: boolean }} Tally
 */

export default class Reporter {
  #file = process.env['TALLY'];

  /** @param {Line | { ended: true }} line */
  #write(line) {
    if (this.#file) appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  printsToStdio() {
    return false;
  }

  /** @param {import('@playwright/test/reporter').TestCase} test @param {import('@playwright/test/reporter').TestResult} result */
  onTestEnd(test, result) {
    const states = /** @type {const} */ ({
      expected: 'passed',
      unexpected: 'failed',
      flaky: 'failed',
      skipped: 'skipped',
    });
    const file = relative(process.cwd(), test.location.file);
    // The first two titles are the root and the browser.
    const title = [file, ...test.titlePath().slice(3)].join(' > ');
    this.#write({ test: title, state: states[test.outcome()], ms: result.duration });
  }

  /** @param {import('@playwright/test/reporter').FullResult} result */
  onEnd({ status }) {
    if (status === 'passed' || status === 'failed') this.#write({ ended: true });
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const { state } = test.result();
    const ms = test.diagnostic()?.duration ?? 0;
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    this.#write({ test: name, state: state === 'pending' ? 'skipped' : state, ms });
  }

  /** A file that can't be loaded has no tests of its own to fail. @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    if (module.errors().length > 0) this.#write({ test: module.relativeModuleId, state: 'failed', ms: 0 });
  }

  /** @param {unknown} _modules @param {unknown} _errors @param {string} reason */
  onTestRunEnd(_modules, _errors, reason) {
    if (reason !== 'interrupted') this.#write({ ended: true });
  }
}

/**
 * What was written so far.
 * @param {string} file
 * @returns {Tally}
 */
export function readTally(file) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: [], skipped: 0, ended: false };
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // No test has ended yet.
  }
  // An incomplete last line is ignored.
  for (const written of text.split('\n').slice(0, -1)) {
    const line = JSON.parse(written);
    if (line.ended) tally.ended = true;
    else if (line.state === 'failed') tally.failed.push(line.test);
    else tally[/** @type {'passed' | 'skipped'} */ (line.state)] += 1;
  }
  return tally;
}
