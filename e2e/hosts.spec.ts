/** What is built, on the hosts that people have: servers without headers, sandboxes, strict policies, files. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FrameLocator, Page } from '@playwright/test';
import { DIST, serve, type Pages, type Server } from './hosts.ts';
import { engineRun, linkTo, Playground } from './playground.ts';
import { expect, test } from './test.ts';

const LINK = '#1ncollision~2';
const { statements } = engineRun('collision');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const pages: Pages = {};
let host: Server;
let plain: Server;
let strict: Server;
let folder = '';
test.beforeAll(async () => {
  host = await serve(pages);
  plain = await serve({}, DIST);
  strict = await serve({}, DIST, { 'content-security-policy': "default-src 'self'" });
  folder = mkdtempSync(join(tmpdir(), 'folioscope-files-'));
  copyFileSync(join(DIST, 'folioscope.html'), join(folder, 'folioscope.html'));
});
test.afterAll(() => {
  for (const server of [host, plain, strict]) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const deck = (src: string, sandbox = '') => `<!doctype html>
  <script>heard = []; onmessage = ({ data, origin }) => heard.push({ ...data, origin });</script>
  <style>iframe { width: 960px; height: 540px }</style>
  <iframe src="${src}" ${sandbox}></iframe>`;

const say = (page: Page, message: object): Promise<void> =>
  page.evaluate((message) => window.frames[0]?.postMessage(message, '*'), { folioscope: 1, ...message });
const heard = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(() => (window as unknown as { heard: Record<string, unknown>[] }).heard);
const counter = (frame: FrameLocator) => frame.locator('.counter');

async function steps(page: Page): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe');
  await expect(counter(frame)).toHaveText(`2 / ${statements}`);
  await expect(frame.locator('svg.picture').first()).toBeVisible();
  await expect.poll(async () => (await heard(page)).map(({ type }) => type)).toContain('ready');
  await say(page, { type: 'goto', step: statements });
  await expect(counter(frame)).toHaveText(`${statements} / ${statements}`);
  return frame;
}

test('rules 1, 2, 3: a frame that may only run scripts shows a slide of a server without headers', async ({ page }) => {
  pages['/sandbox.html'] = deck(`${plain.address}/?view=slide${LINK}`, 'sandbox="allow-scripts"');
  await page.goto(`${host.address}/sandbox.html`);
  await steps(page);
  const ready = (await heard(page)).find(({ type }) => type === 'ready');
  expect(ready).toMatchObject({ origin: 'null', step: 2 });
  expect(page.workers().map((worker) => worker.url().slice(0, 5))).toEqual(['blob:']);
});

for (const [refused, home] of [
  ['blob:', 'data:'],
  ['blob:|data:', null],
] as const)
  test(`rule 1: where ${refused} is refused, the engine runs ${home ? `from ${home}` : 'in the page'}`, async ({
    page,
  }) => {
    await page.addInitScript((refused) => {
      window.Worker = class extends Worker {
        constructor(address: string | URL, options?: WorkerOptions) {
          if (new RegExp(`^(${refused})`).test(String(address))) throw new DOMException('Refused.', 'SecurityError');
          super(address, options);
        }
      };
    }, refused);
    pages['/refused.html'] = deck(`${plain.address}/?view=slide${LINK}`, 'sandbox="allow-scripts"');
    await page.goto(`${host.address}/refused.html`);
    await steps(page);
    expect(page.workers().map((worker) => worker.url().slice(0, 5))).toEqual(home ? [home] : []);
  });

test('rules 1, 23: a strict policy and a sandbox at once leave the slide whole', async ({ page }) => {
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text()) && !/worker/i.test(message.text()))
      refusals.push(message.text());
  });
  pages['/strict.html'] = deck(`${strict.address}/?view=slide${LINK}`, 'sandbox="allow-scripts"');
  await page.goto(`${host.address}/strict.html`);
  // The glossary is a script of its own. Driven by messages, a slide takes no keys.
  const slide = page.frameLocator('iframe');
  await expect(counter(slide)).toHaveText(`2 / ${statements}`);
  await slide.locator('main').click({ position: { x: 300, y: 10 } });
  await page.keyboard.press('g');
  await expect(slide.getByRole('dialog')).toContainText('special bit');
  await page.keyboard.press('Escape');
  await expect(slide.getByRole('dialog')).toHaveCount(0);
  const frame = await steps(page);
  await expect(frame.locator('main')).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  expect(refusals).toEqual([]);
  expect(page.workers()).toEqual([]);
});

test('under a strict policy a slide in a tab of its own has a worker from its address', async ({ page }) => {
  await page.goto(`${strict.address}/?view=slide${LINK}`);
  await expect(page.locator('.counter')).toHaveText(`2 / ${statements}`);
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual(['/slide.js']);
});

test('the site offers the one file', async ({ page }) => {
  await page.goto(`${plain.address}/`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'as one file' }).click();
  expect((await download).suggestedFilename()).toBe('folioscope.html');
});

test('rule 11: a link to the page opens as a slide where the page cannot', async ({ page }) => {
  pages['/page.html'] = deck(`${plain.address}/${LINK}`, 'sandbox="allow-scripts"');
  await page.goto(`${host.address}/page.html`);
  await expect(counter(page.frameLocator('iframe'))).toHaveText(`2 / ${statements}`);
  pages['/course.html'] = deck(`${plain.address}/?course`, 'sandbox="allow-scripts"');
  await page.goto(`${host.address}/course.html`);
  await expect(page.frameLocator('iframe').getByRole('link')).toHaveText('Open this page in a tab of its own');
});

test('rules 1, 13, 22: one file is the whole playground, without a server', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const file = pathToFileURL(join(folder, 'folioscope.html')).href;
  await page.goto(`${file}?play`);
  const playground = new Playground(page);
  await playground.ready();
  await page.goto('about:blank');
  await page.goto(`${file}${linkTo('machines s390x sparc64\nA mmap io 2 private rw anon\nA write io\n', 2)}`);
  await playground.ready();
  await expect(playground.current).toContainText('2');
  await playground.press('s');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /collision/i })
    .first()
    .click();
  await playground.press('2', 'Enter');
  await expect(playground.current).toContainText('2');
  await playground.press('l');
  await page.getByRole('button', { name: 'Copy the slide as HTML' }).click();
  const snippet = page.getByRole('textbox', { name: 'Link' });
  await expect(snippet).toHaveValue(/<iframe src="folioscope\.html\?view=slide#/);
  await expect(page.getByRole('link', { name: 'as one file' })).toHaveCount(0);
  await playground.press('Escape', '?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText(`Folioscope ${version}`);
  const licences = page.getByRole('link', { name: 'code of other projects' });
  expect(await licences.evaluate(async (link: HTMLAnchorElement) => (await fetch(link.href)).text())).toContain(
    'svelte',
  );
  await playground.press('Escape');
  await page.getByRole('link', { name: 'Lessons' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Not every browser tells of what is read from files.
  expect(requests.filter((url) => url.replace(/[?#].*/s, '') !== file && !url.startsWith('blob:'))).toEqual([]);
  expect(errors).toEqual([]);
  await page.goto('about:blank');
  await page.goto(`${file}?handout#1ncollision`);
  await page.getByRole('link', { name: 'With the answers' }).click();
  await page.getByRole('link', { name: 'Open in the playground' }).click();
  await playground.ready();
  expect(page.url()).toBe(`${file}?play#1ncollision`);
  await page.getByRole('link', { name: 'Folioscope', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('two machines');
  // The search makes its index in the file. Its text of EFAULT is that of errno(3).
  await page.getByRole('combobox').fill('Bad address');
  await expect(page.getByRole('option').filter({ hasText: 'EFAULT' }).first()).toBeVisible();
});

test('rule 1: a deck on a stick frames the file beside it', async ({ page }) => {
  writeFileSync(join(folder, 'deck.html'), deck(`folioscope.html?view=slide&first=2${LINK}`));
  await page.goto(pathToFileURL(join(folder, 'deck.html')).href);
  await steps(page);
  writeFileSync(join(folder, 'tight.html'), deck(`folioscope.html?view=slide${LINK}`, 'sandbox="allow-scripts"'));
  await page.goto(pathToFileURL(join(folder, 'tight.html')).href);
  await steps(page);
});
