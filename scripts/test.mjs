// `npm test`: everything that must hold, in one go. Every stage runs, even if an earlier one failed.
//   --checks    only what needs neither a browser nor a run: types, formatting, lint, layers, unused code
//   --browser   only the build and the browser tests; what follows is for Playwright, as in
//               `npm run e2e -- slide --trace on`
//   TEST_SEED=n npm test   takes other samples than the usual ones; `npm run long` takes everything
// The last line is always `N passed, N failed`.
import { availableParallelism } from 'node:os';
import { root } from './install.mjs';
import { Stages } from './stages.mjs';

/** @type {import('./stages.mjs').Check[]} */
const CHECKS = [
  // The longest first.
  { name: 'lint of pages', commands: [['eslint', 'eslint', '--max-warnings', '0', '.']] },
  {
    name: 'types',
    // Svelte-check covers the web project, including its scripts. The native compiler takes a third of the time; the
    // linter needs TypeScript 6.
    commands: ['engine', 'worker', 'node', 'tests'].map((project) => [
      '@typescript/native',
      'tsc',
      '-p',
      `tsconfig.${project}.json`,
    ]),
  },
  {
    name: 'types of pages',
    commands: [
      // The API that the native compiler is asked through may still change: both versions are pinned.
      [
        'svelte-check',
        'svelte-check',
        '--tsgo-experimental-api',
        '--tsconfig',
        './tsconfig.web.json',
        '--fail-on-warnings',
      ],
    ],
  },
  { name: 'formatting', commands: [['prettier', 'prettier', '--check', '--log-level', 'warn', '.']] },
  { name: 'lint', commands: [['oxlint', 'oxlint', '--config', 'oxlint.config.mjs']] },
  {
    name: 'layers',
    commands: [['dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.js', 'engine', 'web', 'e2e']],
  },
  { name: 'unused code', commands: [['knip', 'knip']] },
];

const [, , only, ...wishes] = process.argv;
const stages = new Stages(['test', 'check', 'e2e']);
await stages.run(async () => {
  if (only !== '--browser') await stages.checks(CHECKS, Math.min(availableParallelism(), 4));
  if (only === '--checks') return;
  console.log(`seed: ${process.env['TEST_SEED'] ?? 'the usual one of each test'}`);
  await stages.check({ name: 'build', commands: [['vite', 'vite', 'build', '--logLevel', 'warn']] });
  if (only === undefined) {
    const reporters = ['--reporter=default', `--reporter=${root}scripts/tally.mjs`];
    await stages.tests('unit tests', ['vitest', 'vitest', 'run', ...reporters]);
  }
  if (stages.browser('browser tests')) {
    if (only === undefined)
      await stages.check({ name: 'size', commands: [['.', 'scripts/size.mjs', '--built']], tells: true });
    await stages.tests('browser tests', ['@playwright/test', 'playwright', 'test', ...wishes]);
  }
});
