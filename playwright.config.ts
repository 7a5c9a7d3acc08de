import { defineConfig, type PlaywrightTestProject } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

const port = Number(process.env['E2E_PORT'] ?? 4174);
const address = `http://localhost:${port}`;

/** `npm run long` goes through everything that `npm test` takes samples of. */
const long = process.env['LONG'] === '1';
/** Tests that only it runs. */
const ignored = long ? [] : ['**/long/**'];

/** `npm run test:browsers` names a Firefox here: then the same tests run in it, and only in it. */
const firefox = process.env['E2E_FIREFOX'];
const browser: PlaywrightTestProject = firefox
  ? {
      name: 'firefox',
      // The pictures to compare with are drawn by Chromium.
      testIgnore: [...ignored, '**/pictures.spec.ts'],
      use: {
        browserName: 'firefox',
        // An unchanged Firefox, spoken to by WebDriver BiDi.
        channel: 'moz-firefox',
        launchOptions: { executablePath: firefox, firefoxUserPrefs: { 'ui.prefersReducedMotion': 1 } },
      },
    }
  : { name: 'chromium', use: { browserName: 'chromium', launchOptions: launchOptions() } };

export default defineConfig({
  testDir: 'e2e',
  // Some go through more themselves when there is time.
  ...(long && {
    testMatch: ['**/long/*.spec.ts', '**/{axe,dialogs,hands,handout,worker}.spec.ts'],
  }),
  testIgnore: ignored,
  outputDir: 'test-results/browser',
  snapshotPathTemplate: 'e2e/pictures/{arg}{ext}',
  // A missing picture is a failure, not a new picture: `npm run e2e -- --update-snapshots` draws it.
  updateSnapshots: 'none',
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // Limits are for what hangs: a busy machine may need many times what a quiet one does.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['./scripts/tally.mjs']],
  use: {
    baseURL: address,
    // What is not there is missed in a minute, not at the end of the test's time.
    actionTimeout: 60_000,
    serviceWorkers: 'block',
    // Recording a trace doubles the time that a step takes: `npm run e2e -- --trace on` records what is to be looked into.
    trace: 'off',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    // Animations are for people; the tests of motion ask for it.
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [browser],
  webServer: {
    // Serves what was built last.
    command: `node node_modules/vite/bin/vite.js preview --port ${port} --strictPort`,
    url: address,
    reuseExistingServer: false,
    // Node would warn about the two wishes for colours that it is given.
    env: { NODE_NO_WARNINGS: '1' },
    timeout: 60_000,
  },
});
