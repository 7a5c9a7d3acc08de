// The last part of `npm run bench`: the built page under a person's hands, in a real browser. Real key presses and a real
// mouse; how long the page's own thread computes for each, and how many frames pass until it is painted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { findBrowser, launchOptions } from './browser.mjs';
import { load } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCRIPT_GOAL = 8;
const FRAMES_GOAL = 2;
/** Milliseconds from a key of the editor to its paint. */
const KEY_GOAL = 50;
const SCRUBS = 1000;

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').CDPSession} Cdp */
/**
 * `script`: all that the page computes for the input, panels that are drawn after the paint too, without style and layout;
 * `before`: the part of it before the machines are painted, with style and layout that it asks for on the way.
 * @typedef {{ script: number, before: number, paint: number, frames: number }} Sample
 */
/** @typedef {(page: Page, i: number) => Promise<void>} Move */

function watchNextInput() {
  const page = /** @type {any} */ (globalThis);
  page.nextPaint = new Promise((resolve) => {
    const kinds = ['keydown', 'pointermove'];
    const heard = (/** @type {any} */ event) => {
      for (const kind of kinds) page.removeEventListener(kind, heard, true);
      const start = page.performance.now();
      let before = 0;
      let framed = 0;
      // Runs after all other listeners of the input and of the next frame, and their microtasks.
      const done = () => {
        before = page.performance.now() - start;
        page.requestAnimationFrame(() => (before += page.performance.now() - framed));
      };
      page.addEventListener(event.type, done, { once: true });
      let frames = 0;
      let changed = false;
      // The timeline may be painted first: wait for the machines.
      const observer = new page.MutationObserver(() => (changed = true));
      const machines = page.document.querySelector('.machines');
      observer.observe(machines, { subtree: true, childList: true, attributes: true, characterData: true });
      const frame = () => {
        frames += 1;
        if (frames === 1) framed = page.performance.now();
        if (!changed && frames < 60) return void page.requestAnimationFrame(frame);
        observer.disconnect();
        const { port1, port2 } = new page.MessageChannel();
        port1.onmessage = () =>
          resolve(changed ? { before, paint: page.performance.now() - event.timeStamp, frames } : null);
        port2.postMessage(null);
      };
      page.requestAnimationFrame(frame);
    };
    for (const kind of kinds) page.addEventListener(kind, heard, true);
  });
}

/** @param {Cdp} cdp */
async function scriptOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find((m) => m.name === 'ScriptDuration')?.value ?? 0) * 1000;
}

/** @param {Page} page @param {Cdp} cdp @param {() => Promise<void>} act @returns {Promise<Sample | null>} */
async function sample(page, cdp, act) {
  await page.evaluate(watchNextInput);
  const script = await scriptOf(cdp);
  await act();
  // Input without effect, or that asks a question first, changes no machine.
  const painted = await page.evaluate(() => /** @type {any} */ (globalThis).nextPaint);
  return painted && { ...painted, script: (await scriptOf(cdp)) - script };
}

/** @param {number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** @param {string} what @param {Sample[]} samples @param {boolean} goal */
function tell(what, samples, goal) {
  const of = (/** @type {keyof Sample} */ key) => samples.map((s) => s[key]);
  const three = (/** @type {keyof Sample} */ key) =>
    [0.5, 0.95, 1].map((q) => quantile(of(key), q).toFixed(1).padStart(6)).join(' ');
  const script = quantile(of('script'), 0.95);
  const frames = quantile(of('frames'), 0.95);
  const met = script <= SCRIPT_GOAL && frames <= FRAMES_GOAL ? 'met' : 'MISSED';
  console.log(
    `  ${what.padEnd(34)} ${String(samples.length).padStart(5)}  ${three('script')}  ${three('before')}  ${three('paint')}  ${String(frames).padStart(3)}  ${goal ? met : ''}`,
  );
}

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto('about:blank');
  await page.goto(address);
  await page.locator('.machines svg.picture').first().waitFor({ timeout: 120_000 });
  const atEnd = () => {
    const { document } = /** @type {any} */ (globalThis);
    const slider = document.querySelector('[role="slider"][aria-label="Timeline"]');
    return slider && slider.getAttribute('aria-valuenow') === slider.getAttribute('aria-valuemax');
  };
  const patience = Date.now() + 120_000;
  do {
    if (Date.now() > patience) throw new Error(`The end of ${address} was not reached.`);
    await page.keyboard.press('End');
    await page.waitForTimeout(300);
  } while (!(await page.evaluate(atEnd)));
  await page.keyboard.press('Home');
  await page.waitForTimeout(300);
}

/** Every statement by a key press, forwards and back. @param {Page} page @param {Cdp} cdp @param {number} statements */
async function walk(page, cdp, statements) {
  /** @type {Sample[]} */
  const samples = [];
  for (const key of ['ArrowRight', 'ArrowLeft']) {
    for (let i = 0; i < statements * 2; i++) {
      const one = await sample(page, cdp, () => page.keyboard.press(key));
      if (one) samples.push(one);
      else if (i >= statements) break;
    }
  }
  return samples;
}

/** The mouse on the timeline, to and fro. @param {Page} page */
async function scrubber(page) {
  const box = await page.locator('[role="slider"][aria-label="Timeline"]').boundingBox();
  if (!box) throw new Error('The timeline has no box.');
  const y = box.y + box.height / 3;
  await page.mouse.move(box.x + 20, y);
  await page.mouse.down();
  return async (/** @type {number} */ i) => {
    const phase = (i * 0.041) % 2;
    await page.mouse.move(box.x + 16 + (box.width - 64) * (phase < 1 ? phase : 2 - phase), y);
  };
}

/** @param {Cdp} cdp */
async function heap(cdp) {
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((m) => m.name === 'JSHeapUsedSize')?.value ?? 0;
}

/**
 * Whether scrubbing keeps memory. What a page holds depends on where it stands, so it is measured at one place; and now and
 * then on parts that were not collected yet, so the least of the later measurements is held against the least of the earlier.
 * @param {Page} page @param {Cdp} cdp @param {(i: number) => Promise<void>} scrub
 */
async function tellMemory(page, cdp, scrub) {
  const heaps = [];
  for (let i = 0; i <= SCRUBS; i++) {
    await scrub(i);
    if (i === 0 || i % (SCRUBS / 5) > 0) continue;
    await scrub(0);
    await page.waitForTimeout(500);
    heaps.push((await heap(cdp)) / 2 ** 20);
  }
  const [before, after] = [Math.min(...heaps.slice(0, 2)), Math.min(...heaps.slice(2))];
  console.log(
    `  memory after every ${SCRUBS / 5} scrubs, MiB: ${heaps.map((mib) => mib.toFixed(1)).join(', ')}  ${after < before * 1.03 ? 'met' : 'MISSED'}`,
  );
}

function watchNextKey() {
  const page = /** @type {any} */ (globalThis);
  page.keyPaint = new Promise((resolve) => {
    const heard = (/** @type {any} */ event) =>
      page.requestAnimationFrame(() => {
        const { port1, port2 } = new page.MessageChannel();
        port1.onmessage = () => resolve(page.performance.now() - event.timeStamp);
        port2.postMessage(null);
      });
    page.document.addEventListener('keydown', heard, { once: true, capture: true });
  });
}

/** Keys of the editor, each from the press to the next paint. @param {Page} page */
async function typing(page) {
  /** @type {number[]} */
  const times = [];
  await page.keyboard.press('e');
  const field = page.getByRole('textbox', { name: 'Scenario text' });
  await field.waitFor();
  await page.waitForTimeout(2000);
  await field.press('Control+Home');
  for (const key of 'say A text that grows while the run is shown\n') {
    await page.evaluate(watchNextKey);
    await page.keyboard.press(key === '\n' ? 'Enter' : key === ' ' ? 'Space' : key);
    times.push(await page.evaluate(() => /** @type {any} */ (globalThis).keyPaint));
    // Some keys come while the text is read, others while its run arrives.
    await page.waitForTimeout(times.length % 4 === 0 ? 1500 : 120);
  }
  const [half, most, max] = [0.5, 0.95, 1].map((q) => quantile(times, q).toFixed(1));
  const met = quantile(times, 0.95) <= KEY_GOAL ? 'met' : 'MISSED';
  console.log(`  a key in the editor, 2,000 statements: ${half} ${most} ${max} (p50 p95 max)  ${met}`);
}

const longText = () => {
  const pages = Array.from({ length: 1990 }, (_, i) => `A ${i % 3 === 0 ? 'write' : 'read'} m+${i % 16}`);
  return `machines x86_64 arm\nA mmap m 16 private rw anon\n${pages.join('\n')}\n`;
};

async function main() {
  const { SCENARIOS } = await load('engine/scenario/all.ts');
  const { encodeLink, parse, START_TARGET } = await load('engine/text.ts');
  const { tenThousand } = await load('engine/proof/workloads.ts');
  const outDir = mkdtempSync(join(tmpdir(), 'folioscope-bench-'));
  await build({
    root: join(root, 'web'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir },
  });
  const server = await preview({
    root: join(root, 'web'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir },
    preview: { port: Number(process.env['BENCH_PORT'] ?? 4180) },
  });
  const address = server.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch(launchOptions());
  const only = process.argv[2];
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable');
    const link = encodeLink({ text: tenThousand() }, START_TARGET);
    const large = `${address}${link.fragment}`;
    const tellTyping = async () => {
      const text = encodeLink({ text: longText() }, START_TARGET);
      await page.goto('about:blank');
      await page.goto(`${address}${text.fragment}`);
      await page.locator('.machines svg.picture').first().waitFor({ timeout: 120_000 });
      await page.waitForTimeout(15_000);
      await typing(page);
    };
    for (const rate of [1, 4]) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      console.log(`\nIn the page, ${rate === 1 ? 'unthrottled' : `at ${rate} × slow-down of the processor`}`);
      console.log(
        `  ${'milliseconds, p50 p95 max'.padEnd(34)} count  ${'script'.padStart(20)}  ${'before the paint'.padStart(20)}  ${'input to paint'.padStart(20)}  frames (p95)`,
      );
      /** @type {Sample[]} */
      const all = [];
      if (only === 'typing') {
        if (rate === 1) await tellTyping();
        continue;
      }
      for (const { name, text } of only === 'large' ? [] : SCENARIOS) {
        await open(page, `${address}#1n${name}~0`);
        const samples = await walk(page, cdp, parse(text).steps.length);
        all.push(...samples);
        if (only === 'each') tell(name, samples, rate === 1);
      }
      if (all.length > 0) tell('a key press, all built-ins', all, rate === 1);
      await open(page, large);
      tell('a key press, 10,000 entries', await walk(page, cdp, parse(tenThousand()).steps.length), rate === 1);
      const scrub = await scrubber(page);
      /** @type {Sample[]} */
      const scrubbed = [];
      for (let i = 1; i <= 150; i++) {
        const one = await sample(page, cdp, () => scrub(i));
        if (one) scrubbed.push(one);
      }
      tell('scrubbing, 10,000 entries', scrubbed, rate === 1);
      if (rate === 1) {
        await tellMemory(page, cdp, scrub);
      }
      await page.mouse.up();
      if (rate === 1) await tellTyping();
    }
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

if (findBrowser()) await main();
else console.log('\nNo browser was found, so the page was not measured.');
