// An interrupted run still reports what passed and failed. Origin of the expected values: the tests generated here.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './install.mjs';

const REPORTER = `${root}scripts/tally.mjs`;

/** One that passes, one that fails, and one that never ends. @param {string} from the package of tests */
const planted = (from) => `
  import { expect, test } from '${from}';
  test('fine', () => {});
  test('wrong', () => expect(1).toBe(2));
  test('stuck', () => new Promise((resolve) => setTimeout(resolve, 2 ** 30)));
`;

const TOOLS = {
  Vitest: {
    file: 'planted.test.mjs',
    from: 'vitest',
    config: (/** @type {string} */ folder) => ({ root: folder, test: { testTimeout: 2 ** 30 } }),
    command: ['vitest', 'vitest', 'run', '--reporter=default', `--reporter=${REPORTER}`],
  },
  Playwright: {
    file: 'planted.spec.mjs',
    from: '@playwright/test',
    config: () => ({ testDir: '.', outputDir: 'out', timeout: 0, workers: 1, reporter: [['list'], [REPORTER]] }),
    command: ['@playwright/test', 'playwright', 'test'],
  },
};

test.each(Object.entries(TOOLS))('stopped in the middle of %s', async (_, { file, from, config, command }) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'folioscope-stages-')));
  const report = join(folder, 'report');
  const settings = join(folder, 'config.mjs');
  const script = join(folder, 'run.mjs');
  // Generated tests find packages beside them.
  symlinkSync(`${root}node_modules`, join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, file), planted(from));
  writeFileSync(settings, `export default ${JSON.stringify(config(folder))};`);
  writeFileSync(
    script,
    `import { Stages } from '${root}scripts/stages.mjs';
     const stages = new Stages([], '${report}');
     await stages.run(() => stages.tests('planted', ${JSON.stringify([...command, '--config', settings])}));`,
  );
  const run = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    let told = '';
    for (const stream of [run.stdout, run.stderr]) stream.setEncoding('utf8').on('data', (text) => (told += text));
    const ended = new Promise((resolve) => run.once('close', resolve));
    await expect
      .poll(() => existsSync(join(report, 'planted.jsonl')) && readFileSync(join(report, 'planted.jsonl'), 'utf8'), {
        timeout: 50_000,
      })
      .toMatch(/fine.*\n.*wrong.*\n/);
    run.kill('SIGTERM');
    expect(await ended).toBe(1);
    const lines = told.trimEnd().split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^CUT .*planted .*: 1 passed, 1 failed before it was cut off$/));
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}.*planted\.\w+\.mjs > wrong$/));
    expect(lines.at(-1)).toBe('1 passed, 2 failed');
  } finally {
    run.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
