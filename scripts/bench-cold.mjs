// A part of `npm run bench`: a first visit, with nothing in the browser's cache, on a processor four times slower and a fast
// mobile network, from the request to the painted picture; and how many times longer that is than for a trivial page.
//   --built   measures the last build instead of a new one
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { findBrowser, launchOptions } from './browser.mjs';
import { commandOf, root } from './install.mjs';

const VISITS = 5;
const SLOWER = 4;
/** What Chromium's developer tools call "fast 4G": bits a second, and milliseconds a request. */
const NETWORK = { download: 8_100_000, upload: 1_350_000, latency: 165 };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const TRIVIAL = {
  '/trivial.html': '<!doctype html><title>Trivial</title><body><script src="trivial.js"></script>',
  '/trivial.js': 'document.body.innerHTML = "<svg class=picture><circle r=9 /></svg>"',
};
/** Seconds until the picture is painted: goals, and how many times the trivial page. */
const VISITED = [
  { name: 'trivial', path: '/trivial.html', goal: null },
  { name: 'slide', path: '/?view=slide#1ncollision~5', goal: 2 },
  { name: 'page', path: '/#1ncollision~5', goal: 2.5 },
];
const TIMES_GOAL = 3;

async function serve() {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    try {
      const content = TRIVIAL[/** @type {keyof typeof TRIVIAL} */ (path)] ?? readFileSync(join(root, 'dist', path));
      const body = packed.get(path) ?? gzipSync(content);
      packed.set(path, body);
      const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(path))] ?? 'application/octet-stream';
      answer
        .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'max-age=60' })
        .end(body);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(null)));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('There is no port to serve from.');
  return { address: `http://localhost:${address.port}`, stop: () => server.close() };
}

function watch() {
  const page = /** @type {any} */ (globalThis);
  page.painted = new Promise((resolve) => {
    const look = () => {
      if (!page.document.querySelector('svg.picture *')) return void page.requestAnimationFrame(look);
      page.requestAnimationFrame(() => page.setTimeout(() => resolve(page.performance.now()), 0));
    };
    look();
  });
}

/**
 * Seconds of one visit.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 */
async function visit(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: NETWORK.latency,
      downloadThroughput: NETWORK.download / 8,
      uploadThroughput: NETWORK.upload / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(watch);
    await page.goto(address, { waitUntil: 'commit' });
    return (await page.evaluate(() => /** @type {any} */ (globalThis).painted)) / 1000;
  } finally {
    await context.close();
  }
}

/** @param {number[]} numbers */
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

if (!process.argv.includes('--built')) {
  const args = [commandOf('vite'), 'build', '--logLevel', 'warn'];
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
}
if (!findBrowser()) {
  console.log('There is no browser to measure a first visit in.');
  process.exit(1);
}
const { address, stop } = await serve();
const browser = await chromium.launch(launchOptions());
try {
  /** @type {Map<string, number[]>} */
  const taken = new Map(VISITED.map(({ name }) => [name, []]));
  // In turn, so that a busy minute of the machine is not one page's alone.
  for (let i = 0; i < VISITS; i++)
    for (const { name, path } of VISITED) taken.get(name)?.push(await visit(browser, address + path));
  const trivial = median(taken.get('trivial') ?? []);
  console.log(`first visit, processor ${SLOWER} times slower, fast 4G, median of ${VISITS}`);
  for (const { name, goal } of VISITED) {
    const seconds = median(taken.get(name) ?? []);
    const times = seconds / trivial;
    const verdict = goal === null ? '' : `${times.toFixed(1)} times trivial (goals: ${goal} s, ${TIMES_GOAL} times)`;
    console.log(`  ${name.padEnd(8)} ${seconds.toFixed(2).padStart(6)} s  ${verdict}`);
  }
} finally {
  await browser.close();
  stop();
}
