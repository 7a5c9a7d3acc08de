// `npm run long`: what takes too long for every change. Every step of every scenario in every view, all themes, and random
// programs by the thousands; `npm test` takes samples of them. It takes about an hour on two processors.
//   TEST_SEED=n npm run long   tries other random programs than the usual ones
// The last line is always `N passed, N failed`.
import { root } from './install.mjs';
import { Stages } from './stages.mjs';

process.env['LONG'] = '1';
const stages = new Stages(['long']);
await stages.run(async () => {
  console.log(`seed: ${process.env['TEST_SEED'] ?? 'the usual one of each test'}`);
  await stages.check({ name: 'build', commands: [['vite', 'vite', 'build', '--logLevel', 'warn']] });
  const reporters = ['--reporter=default', `--reporter=${root}scripts/tally.mjs`];
  await stages.tests('unit tests', ['vitest', 'vitest', 'run', ...reporters]);
  if (stages.browser('browser tests')) {
    await stages.tests('browser tests', ['@playwright/test', 'playwright', 'test']);
  }
});
