/** The slide in a frame, on a page of another origin. What each message and option means: docs/embed.md. */
import { createServer } from 'node:http';
import type { FrameLocator, Page } from '@playwright/test';
import { linkTo } from './playground.ts';
import { expect, test } from './test.ts';

/** A server of its own: another port is another origin. */
let host = '';
let html = '';
const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(html));
test.beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (typeof address === 'object' && address) host = `http://localhost:${address.port}/`;
});
test.afterAll(() => void server.close());

async function openHost(page: Page, content: string): Promise<void> {
  html = content;
  await page.goto(host);
}

async function embed(page: Page, site: string, query = '', fragment = '#1ncollision~2'): Promise<FrameLocator> {
  await openHost(
    page,
    `<!doctype html><script>
      heard = [];
      own = [];
      onmessage = ({ data }) => heard.push(data);
      onkeydown = ({ key }) => own.push(key);
    </script>
    <style>iframe { width: 960px; height: 540px }</style><input>
    <iframe src="${site}/?view=slide${query}${fragment}" sandbox="allow-scripts allow-same-origin allow-popups"></iframe>`,
  );
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('svg.picture').first()).toBeVisible();
  return frame;
}

interface Heard {
  readonly type: string;
  readonly key?: string;
  readonly step?: number;
}
const heard = (page: Page, type: string): Promise<Heard[]> =>
  page.evaluate((type) => (window as unknown as { heard: Heard[] }).heard.filter((one) => one.type === type), type);
const keysHeard = async (page: Page) => (await heard(page, 'key')).map(({ key }) => key);
const say = (page: Page, message: object): Promise<void> =>
  page.evaluate((message) => window.frames[0]?.postMessage(message, '*'), { folioscope: 1, ...message });
const counter = (frame: FrameLocator) => frame.locator('.counter');

test('rule 4: an embed takes keys only after a click, leaves those that it does not use, and gives them up with Escape', async ({
  page,
  baseURL,
}) => {
  const frame = await embed(page, baseURL ?? '', '&first=2&last=3');
  await page.locator('iframe').focus();
  await page.keyboard.press('PageDown');
  await expect.poll(() => keysHeard(page)).toEqual(['PageDown']);
  await expect(counter(frame)).toHaveText('2 / 3');
  await frame.locator('main').click({ position: { x: 300, y: 10 } });
  await page.keyboard.press('PageUp');
  await page.keyboard.press('x');
  await page.keyboard.press('PageDown');
  await expect(counter(frame)).toHaveText('3 / 3');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Escape');
  await expect.poll(() => keysHeard(page)).toEqual(['PageDown', 'PageUp', 'x', 'PageDown', 'Escape']);
  await page.keyboard.press('y');
  await expect.poll(() => page.evaluate(() => (window as unknown as { own: string[] }).own)).toEqual(['y']);
  await expect(frame.getByText('This is the end.')).toHaveCount(0);
});

test('rule 6: a host drives the slide by messages, which then takes no keys', async ({ page, baseURL }) => {
  const frame = await embed(page, baseURL ?? '', '&questions=off');
  await frame.locator('main').click({ position: { x: 300, y: 10 } });
  for (const message of [{ type: 'goto', step: 4 }, { type: 'goto', step: 4 }, { type: 'next' }, { type: 'prev' }])
    await say(page, message);
  await expect.poll(async () => (await heard(page, 'state')).at(-1)).toMatchObject({ step: 4, atEnd: false });
  await expect(counter(frame)).toHaveText('4 / 13');
  await page.keyboard.press('PageDown');
  await expect.poll(() => keysHeard(page)).toEqual(['PageDown']);
  await expect(counter(frame)).toHaveText('4 / 13');
  await say(page, { type: 'load', link: '#1nwarn-once~1' });
  await expect(counter(frame)).toHaveText(/^1 \/ (?!13)/);
  expect(await heard(page, 'ready')).toHaveLength(1);
  expect((await heard(page, 'resize')).at(-1)).toMatchObject({ width: 960, height: 540 });
});

test('what comes by a link is text and never markup', async ({ page, baseURL }) => {
  const title = '</svg><script>document.title="run"</script><img src=x onerror=alert(1)>';
  const frame = await embed(
    page,
    baseURL ?? '',
    '',
    linkTo(`folioscope 1\ntitle ${title}\nA mmap io 1 private rw anon\n`, 1),
  );
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(title);
  expect(await frame.locator('main script, main img').count()).toBe(0);
});

test('rules 5, 14: each option of the address does what its row in docs/embed.md says', async ({ page, baseURL }) => {
  const site = baseURL ?? '';
  const machine = (frame: FrameLocator) => frame.locator('.machine');
  const chain = (frame: FrameLocator) => frame.getByRole('list', { name: 'Kernel functions of this statement' });
  const controls = (frame: FrameLocator) => frame.getByRole('group', { name: 'Steps' });
  const height = async (frame: FrameLocator) => (await counter(frame).boundingBox())?.height ?? 0;

  // The levels that arm has: arch/arm/include/asm/pgtable-2level.h.
  const levels = (frame: FrameLocator) => frame.getByRole('button', { name: /^(PGD|PMD|PT) of A: table/ });

  let frame = await embed(page, site, '&machines=arm&chain=off&controls=off', '#1ncollision~5');
  await expect(levels(frame)).toHaveCount(0);
  await expect(machine(frame)).toHaveCount(1);
  await expect(chain(frame)).toHaveCount(0);
  await expect(controls(frame)).toHaveCount(0);
  const usual = await height(frame);

  await page.goto(`${site}/?play`);
  await page.evaluate(() => localStorage.setItem('folioscope-theme', 'projector'));
  frame = await embed(page, site, '&controls=on', '#1ncollision~99');
  await expect(frame.locator('html')).not.toHaveAttribute('data-theme');
  await expect(machine(frame)).not.toHaveCount(1);
  await expect(controls(frame)).toHaveCSS('opacity', '1');
  await expect(frame.getByText('There is no step 99: this scenario has 13.')).toBeVisible();

  frame = await embed(page, site, '&questions=off&first=3&last=5&caption=off&machines=vax', '#1ncollision~0');
  await expect(frame.getByText('There is no machine vax here')).toBeVisible();
  await expect(controls(frame)).toContainText('3 / 5');
  await expect(frame.locator('.words')).toHaveCount(0);
  await expect(controls(frame)).toHaveCSS('opacity', '0');
  await frame.locator('main').hover();
  await expect(controls(frame)).toHaveCSS('opacity', '1');
  const next = frame.getByRole('button', { name: 'Next', exact: true });
  await next.click();
  await next.click();
  await expect(controls(frame)).toContainText('5 / 5');
  await next.click();
  await expect.poll(() => heard(page, 'end')).toHaveLength(1);

  frame = await embed(page, site, '&machines=arm&trees=on', '#1nlost-page~2');
  await expect(levels(frame)).toHaveCount(2);

  frame = await embed(page, site, '&still=on&text=150');
  await frame.locator('main').click({ position: { x: 300, y: 10 }, force: true });
  await page.keyboard.press('PageDown');
  await expect.poll(() => keysHeard(page)).toEqual(['PageDown']);
  await expect(counter(frame)).toHaveText('2 / 13');
  expect((await height(frame)) / usual).toBeCloseTo(1.5, 1);
  await expect(controls(frame)).toHaveCount(0);
});
