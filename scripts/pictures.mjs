// `npm run pictures`: what a person looks through before a change is kept. Every built-in scenario's key statements, at four
// sizes and in three themes, on one sheet: test-results/pictures/index.html.
//   npm run pictures -- collision fork-reuse --size phone --theme dark --every
//   --size, --theme   only these, divided by commas      --every   every statement, not only the key ones
//   --sight           also as people see it who lack a kind of cone, for the scenarios named (else for a few)
// The last line is always `N pictures, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureBrowser, launchOptions, NO_BROWSER } from './browser.mjs';
import { load } from './bundle.mjs';
import { commandOf, root } from './install.mjs';

const SIZES = { desk: [1440, 900], low: [960, 540], phone: [390, 844], wall: [2560, 1440] };
const THEMES = ['light', 'dark', 'projector'];
const SIGHTS = /** @type {const} */ (['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia']);
const COLOURFUL = ['collision', 'mixed-mapping', 'fork-reuse', 'huge-pfn'];

const FOLDER = `${root}test-results/pictures/`;
const PORT = Number(process.env['E2E_PORT'] ?? 4178);

/** @param {string} message @returns {never} */
function giveUp(message) {
  console.error(message);
  console.log('0 pictures, 1 failed');
  process.exit(1);
}

/** @param {string | undefined} wish @param {readonly string[]} known @param {string} what */
function chosen(wish, known, what) {
  const names = wish?.split(',') ?? known;
  for (const name of names) {
    if (!known.includes(name)) giveUp(`There is no ${what} "${name}". There are: ${known.join(', ')}.`);
  }
  return names;
}

/** @returns {{ values: { size?: string, theme?: string, every?: boolean, sight?: boolean }, positionals: string[] }} */
function wishes() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        size: { type: 'string' },
        theme: { type: 'string' },
        every: { type: 'boolean' },
        sight: { type: 'boolean' },
      },
    });
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
}

function keySteps(/** @type {any[]} */ steps) {
  const last = steps.length - 1;
  let before = '';
  return steps.flatMap(({ step, differences, asks, outcomes }) => {
    const now = JSON.stringify(differences);
    const isNew = differences.length > 0 && now !== before;
    before = now;
    const refused = outcomes.some(
      (/** @type {string | null} */ outcome) => outcome !== null && !outcome.startsWith('ok'),
    );
    return step === Math.min(1, last) || step === last || isNew || asks.length > 0 || refused ? [step] : [];
  });
}

async function serve() {
  const args = [commandOf('vite'), 'preview', '--port', String(PORT), '--strictPort', '--host', '127.0.0.1'];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  process.once('exit', () => child.kill());
  const address = `http://127.0.0.1:${PORT}/`;
  for (let tries = 0; tries < 150 && child.exitCode === null; tries++) {
    const there = await fetch(address).then(
      (answer) => answer.ok,
      () => false,
    );
    if (there) return address;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return giveUp(`Nothing answers at ${address}.`);
}

/** In the page: waits until a statement's end is drawn and fonts and sizes have settled; false: timed out. */
async function settled(/** @type {{ step: number, title: string }} */ { step, title }) {
  const { document, requestAnimationFrame } = /** @type {any} */ (globalThis);
  const there = () =>
    document.querySelector('h1')?.textContent === title &&
    document.querySelector('[data-twin] li') !== null &&
    document.querySelector('[role="slider"][aria-label="Timeline"]')?.getAttribute('aria-valuenow') === String(step);
  const end = Date.now() + 10_000;
  while (!there()) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  return true;
}

/** @typedef {{ file: string, scenario: string, title: string, step: number, text: string, size: string, theme: string }} Picture */

const escape = (/** @type {string} */ text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** @param {Picture[]} pictures @param {(picture: Picture) => string} key */
function grouped(pictures, key) {
  /** @type {Map<string, Picture[]>} */
  const groups = new Map();
  for (const picture of pictures) groups.set(key(picture), [...(groups.get(key(picture)) ?? []), picture]);
  return [...groups];
}

/** @param {Picture[]} pictures */
function sheet(pictures) {
  const sections = grouped(pictures, ({ title }) => title).map(([title, all]) => {
    const rows = grouped(all, ({ size, theme }) => `${size}, ${theme}`).map(
      ([what, row]) =>
        `<h3>${what}</h3><div>${row
          .map(
            ({ file, step, text }) =>
              `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${step} ${escape(text)}</figcaption></figure>`,
          )
          .join('')}</div>`,
    );
    return `<details open><summary>${escape(title)}</summary>${rows.join('')}</details>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title>
<style>body{font:14px system-ui;margin:1rem;background:#888}summary{font-size:1.4rem;font-weight:700}h3{margin:.6rem 0 .2rem}
div{display:flex;gap:.6rem;overflow-x:auto}figure{margin:0;flex:none}img{height:20rem;display:block}figcaption{max-width:20rem}</style>
${sections.join('\n')}</html>`;
}

const { values, positionals } = wishes();
const sizes = chosen(values.size, Object.keys(SIZES), 'size');
const themes = chosen(values.theme, THEMES, 'theme');
if (!ensureBrowser()) giveUp(NO_BROWSER);
const { SCENARIOS } = await load('engine/scenario/all.ts');
const { parse } = await load('engine/text.ts');
const { createRun } = await load('engine/play.ts');
const names = chosen(
  positionals.length > 0 ? positionals.join(',') : undefined,
  SCENARIOS.map((/** @type {any} */ { name }) => name),
  'scenario',
);
const { build } = await import('vite');
await build({ root: `${root}web`, configFile: `${root}vite.config.ts`, logLevel: 'error' });

const since = performance.now();
rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const address = await serve();
const browser = await chromium.launch(launchOptions());
/** @type {Picture[]} */
const pictures = [];
/** @type {string[]} */
const failures = [];
try {
  const context = await browser.newContext({ reducedMotion: 'reduce', baseURL: address });
  const page = await context.newPage();
  const sights = await context.newCDPSession(page);
  page.on('pageerror', (error) => failures.push(`the page says: ${error.message}`));
  await page.goto('./?play');
  for (const { name, title, text } of SCENARIOS) {
    if (!names.includes(name)) continue;
    const run = createRun(parse(text));
    const steps = [run.start, ...run.play()];
    const wanted = values.every ? steps.map(({ step }) => step) : keySteps(steps);
    const seen = values.sight && (positionals.length > 0 || COLOURFUL.includes(name)) ? SIGHTS : [];
    for (const step of wanted) {
      // Only the fragment changes: the page is not reloaded.
      await page.evaluate(`location.hash = "#1n${name}~${step}"`);
      for (const size of sizes) {
        const [width = 0, height = 0] = SIZES[/** @type {keyof typeof SIZES} */ (size)];
        await page.setViewportSize({ width, height });
        if (!(await page.evaluate(settled, { step, title }))) {
          failures.push(`${name}, step ${step}, ${size}: it did not come`);
          continue;
        }
        if (await page.getByText('This part could not be drawn').count()) {
          failures.push(`${name}, step ${step}, ${size}: a part could not be drawn`);
        }
        const shoot = async (/** @type {string} */ theme) => {
          const picture = `${name}-${step}-${size}-${theme}.png`;
          try {
            await page.screenshot({ path: FOLDER + picture });
            pictures.push({ file: picture, scenario: name, title, step, text: steps[step].text, size, theme });
          } catch (error) {
            failures.push(`${picture}: ${error instanceof Error ? error.message : error}`);
          }
        };
        for (const theme of themes) {
          await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
          // The projector theme has larger type, so measure again.
          await page.evaluate(settled, { step, title });
          await shoot(theme);
          if (theme !== 'light' || size !== 'desk') continue;
          for (const type of seen) {
            await sights.send('Emulation.setEmulatedVisionDeficiency', { type });
            await shoot(type);
          }
          if (seen.length > 0) await sights.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
        }
      }
    }
    console.log(`${name.padEnd(24)} ${wanted.length} statements`);
  }
} finally {
  await browser.close();
}
writeFileSync(`${FOLDER}index.html`, sheet(pictures));
for (const failure of failures) console.log(`FAILED  ${failure}`);
console.log(`${FOLDER}index.html, ${((performance.now() - since) / 1000).toFixed(0)} s`);
console.log(`${pictures.length} pictures, ${failures.length} failed`);
process.exit(failures.length > 0 || pictures.length === 0 ? 1 : 0);
