// `npm run size`: what a visit loads before anything is clicked, as gzip sends it, in kilobytes of 1,000 bytes.
//   start, lesson, page, slide   everything that is requested until the page is idle, but for the engine's worker
//   worker                       the script of the engine's worker; that of a slide is the slide's own
//   single                       everything in one file
//   --built                      measures the last build instead of a new one
// More than scripts/size.json allows is a failure.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { ensureBrowser, launchOptions, NO_BROWSER } from './browser.mjs';
import { commandOf, root } from './install.mjs';
import { SINGLE_FILE } from './outputs.mjs';

const LIMITS = 'scripts/size.json';
const LEVEL = 9;
/** Milliseconds without requests after which a page is idle. */
const QUIET = 1500;
const PATIENCE = 120_000;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** @typedef {{ path: string, bytes: number, isWorker: boolean }} Load */

async function serve() {
  /** @type {Load[]} */
  const loads = [];
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    let content;
    try {
      content = readFileSync(join(root, 'dist', path));
    } catch {
      answer.writeHead(404).end();
      return;
    }
    const isWorker = request.headers['sec-fetch-dest'] === 'worker';
    loads.push({ path, bytes: gzipSync(content, { level: LEVEL }).length, isWorker });
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'application/octet-stream';
    answer.writeHead(200, { 'content-type': type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(null)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port to serve from.');
  return { loads, address: `http://localhost:${address.port}`, stop: () => server.close() };
}

const idle = () => new Promise((resolve) => /** @type {any} */ (globalThis).requestIdleCallback(() => resolve(null)));

/**
 * What a visit loads.
 * @param {import('playwright-core').Browser} browser
 * @param {Awaited<ReturnType<typeof serve>>} server
 * @param {string} where
 */
async function visit(browser, { loads, address }, where) {
  loads.length = 0;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const elsewhere = [];
  page.on('request', (request) => {
    if (request.url().startsWith('http') && !request.url().startsWith(address)) elsewhere.push(request.url());
  });
  await page.goto(address + where);
  await page.locator('svg.picture').first().waitFor({ timeout: PATIENCE });
  for (let before = -1; before < loads.length;) {
    before = loads.length;
    await page.waitForLoadState('networkidle', { timeout: PATIENCE });
    await page.evaluate(idle);
    await new Promise((resolve) => setTimeout(resolve, QUIET));
    await page.evaluate(idle);
  }
  await context.close();
  if (elsewhere.length > 0) throw new Error(`${where} asks elsewhere: ${elsewhere.join(', ')}`);
  return [...loads];
}

/** @param {Load[]} loads */
const kilobytes = (loads) => loads.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

if (!process.argv.includes('--built')) {
  const args = [commandOf('vite'), 'build', '--logLevel', 'warn'];
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
}
if (!ensureBrowser()) {
  console.log(NO_BROWSER);
  process.exit(1);
}
const limits = JSON.parse(readFileSync(join(root, LIMITS), 'utf8'));
const server = await serve();
const browser = await chromium.launch(launchOptions());
try {
  const start = await visit(browser, server, '/');
  const lesson = await visit(browser, server, '/?lesson=page-fault');
  const page = await visit(browser, server, '/?play');
  const slide = await visit(browser, server, '/?view=slide#1ncollision~5');
  const worker = page.filter(({ isWorker }) => isWorker);
  if (worker.length === 0) throw new Error('The page started no worker.');
  const whole = gzipSync(readFileSync(join(root, 'dist', SINGLE_FILE)), { level: LEVEL }).length;
  const measured = {
    start: start.filter(({ isWorker }) => !isWorker),
    lesson: lesson.filter(({ isWorker }) => !isWorker),
    page: page.filter(({ isWorker }) => !isWorker),
    slide: slide.filter(({ isWorker }) => !isWorker),
    worker,
    single: [{ path: SINGLE_FILE, bytes: whole, isWorker: false }],
  };
  for (const [what, loads] of Object.entries(measured)) {
    const size = kilobytes(loads);
    const limit = limits[what];
    const over = size - limit;
    const rounded = Math.ceil(size);
    const verdict =
      over > 0
        ? `${over.toFixed(1)} kB MORE than the ${limit} kB in ${LIMITS}`
        : rounded < limit
          ? `the ${limit} kB in ${LIMITS} can be lowered to ${rounded}`
          : `at most ${limit} kB`;
    console.log(`${what.padEnd(6)} ${size.toFixed(1).padStart(6)} kB  ${verdict}`);
    if (over > 0) {
      process.exitCode = 1;
      for (const { path, bytes } of loads) console.log(`    ${(bytes / 1000).toFixed(1).padStart(6)}  ${path}`);
    }
  }
} finally {
  await browser.close();
  server.stop();
}
