// The second half of `npm run bench`: the same statements in a browser's worker, as a person's page plays them.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { findBrowser, launchOptions } from './browser.mjs';
import { load } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROUNDS = 5;

async function workerScript() {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'silent',
    publicDir: false,
    build: {
      lib: { entry: 'engine/worker.ts', formats: ['iife'], name: 'engine', fileName: 'worker' },
      target: 'es2022',
      write: false,
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('The worker did not become one file.');
  return chunk.code;
}

/** In the page: milliseconds from a request to the last step of its run. */
async function timeInWorker(/** @type {{ script: string, text: string, rounds: number }} */ { script, text, rounds }) {
  const { Worker } = /** @type {any} */ (globalThis);
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  const heard = (/** @type {(message: any) => boolean} */ wanted) =>
    new Promise((resolve, reject) => {
      worker.onmessage = (/** @type {{ data: any }} */ { data }) => {
        if (data.type === 'failed') reject(new Error(data.message));
        else if (wanted(data)) resolve(data);
      };
    });
  await heard((data) => data.type === 'hello');
  /** @type {number[]} */
  const times = [];
  for (let run = 1; run <= rounds + 2; run++) {
    const start = performance.now();
    worker.postMessage({ type: 'run', run, text });
    await heard((data) => data.type === 'done' && data.run === run);
    // The first runs warm up the compiler.
    if (run > 2) times.push(performance.now() - start);
  }
  worker.terminate();
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

if (!findBrowser()) {
  console.log('\nNo browser was found, so nothing was measured in a worker.');
} else {
  const { copies, forks } = await load('engine/proof/workloads.ts');
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    const script = await workerScript();
    console.log('\nIn a worker of the browser, with every step sent to the page');
    for (const [what, text] of [
      ['1,000 first writes to a private PFN mapping, two machines', copies(1000, ['x86_64', 'arm'])],
      ['1,000 statements of forked processes, two machines', forks(1000, ['x86_64', 'arm'])],
    ]) {
      const took = await page.evaluate(timeInWorker, { script, text, rounds: ROUNDS });
      console.log(
        `  ${what.padEnd(58)} ${took.toFixed(0).padStart(9)} ms ${((1000 * 1000) / took).toFixed(0).padStart(9)}/s`,
      );
    }
  } finally {
    await browser.close();
  }
}
