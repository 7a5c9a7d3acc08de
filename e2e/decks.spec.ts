/** The decks of docs/decks in a real browser: from a server of their own, stepped by the keys of a clicker. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { DIST, serve, type Pages, type Server } from './hosts.ts';
import { expect, test } from './test.ts';

const decks = new URL('../docs/decks/', import.meta.url);
const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));
const pages: Pages = {};
let site: Server;
let host: Server;
test.beforeAll(async () => {
  site = await serve({}, DIST);
  host = await serve(pages, MODULES);
  for (const name of ['plain.html', 'reveal.html', 'folioscope-reveal.js'])
    pages[`/${name}`] = readFileSync(new URL(name, decks), 'utf8').replaceAll('https://YOUR.SITE', site.address);
});
test.afterAll(() => {
  for (const server of [site, host]) server.close();
});

const DECKS = {
  'plain.html': { current: 'section.current', last: 'Questions?' },
  'reveal.html': { current: 'section.present', last: 'Questions?' },
} as const;

interface Deck {
  readonly current: Locator;
  readonly frame: FrameLocator;
  readonly walk: (key: string, steps: readonly number[]) => Promise<void>;
  readonly click: () => Promise<void>;
}

async function open(page: Page, name: keyof typeof DECKS): Promise<Deck> {
  await page.goto(`${host.address}/${name}`);
  // Keys pressed earlier are lost.
  if (name === 'reveal.html') await expect(page.locator('.reveal.ready')).toBeVisible();
  const current = page.locator(`${DECKS[name].current} :is(h1, h2, h3)`);
  const frame = page.frameLocator('iframe');
  return {
    current,
    frame,
    walk: async (key, steps) => {
      for (const step of steps) {
        await page.keyboard.press(key);
        await expect(frame.locator('.counter')).toHaveText(`${step} / 5`);
      }
    },
    click: () => page.locator('iframe').click({ position: { x: 300, y: 20 } }),
  };
}

for (const name of ['plain.html', 'reveal.html'] as const)
  test(`rule 4: ${name} is stepped by PageDown and PageUp after a click into its frame, to the end and past it`, async ({
    page,
  }) => {
    const { current, frame, walk, click } = await open(page, name);
    await expect(current).toHaveText('Memory that has no page');
    await walk('PageDown', [2]);
    await expect(current).toHaveText('A copied page that looks raw');
    await click();
    await walk('PageDown', [3, 4, 5]);
    await page.keyboard.press('PageDown');
    await expect(current).toHaveText('Questions?');
    await page.keyboard.press('PageUp');
    await expect(current).toHaveText('A copied page that looks raw');
    await expect(frame.locator('.counter')).toHaveText('5 / 5');
    await click();
    await walk('PageUp', [4, 3, 2]);
    await page.keyboard.press('PageUp');
    await expect(current).toHaveText('Memory that has no page');
  });

interface Revealed {
  readonly Reveal: { isPaused(): boolean; getIndices(): { readonly h: number; readonly f: number } };
}

test('rule 4: keys of the deck work after a click into its frame, and those of the browser do nothing to the deck', async ({
  page,
}) => {
  const { walk, click } = await open(page, 'reveal.html');
  await walk('PageDown', [2, 3]);
  await click();
  await page.keyboard.press('.');
  await expect(page.locator('.reveal.paused')).toBeVisible();
  await page.keyboard.press('.');
  await expect(page.locator('.reveal.paused')).toHaveCount(0);
  const done = await page.evaluate(() => {
    const { Reveal } = window as unknown as Revealed;
    const source = document.querySelector('iframe')?.contentWindow ?? null;
    const did: string[] = [];
    document.documentElement.requestFullscreen = async () => void did.push('full screen');
    const post = (key: string, held = {}) => {
      const data = { folioscope: 1, type: 'key', key, ctrlKey: false, altKey: false, metaKey: false, ...held };
      const before = Reveal.getIndices();
      // In Firefox the constructor takes no window of another origin.
      dispatchEvent(Object.defineProperty(new MessageEvent('message', { data }), 'source', { value: source }));
      const { h, f } = Reveal.getIndices();
      if (Reveal.isPaused() || h !== before.h || f !== before.f) did.push(`${key} ${Reveal.isPaused()} ${h} ${f}`);
    };
    for (const key of ['F5', 'F11', "'", '(', 'Delete', 'Backspace']) post(key);
    post('p', { ctrlKey: true });
    post('ArrowLeft', { altKey: true });
    post('n', { metaKey: true });
    post('PageDown');
    post('f');
    return did;
  });
  expect(done).toEqual(['PageDown false 1 1', 'full screen']);
});

test('rule 7: a frame that reveal.js blanks comes back at its step', async ({ page }) => {
  const { frame, walk } = await open(page, 'reveal.html');
  await walk('PageDown', [2, 3, 4]);
  await page.evaluate(() => (window as unknown as { Reveal: { slide(h: number): void } }).Reveal.slide(0));
  await expect(page.locator('iframe')).not.toHaveAttribute('src');
  await page.evaluate(() =>
    (window as unknown as { Reveal: { slide(h: number, v: number, f: number): void } }).Reveal.slide(1, 0, 1),
  );
  await expect(page.locator('iframe')).toHaveAttribute('src', /~4$/);
  await expect(frame.locator('.counter')).toHaveText('4 / 5');
  // The deck writes its address a little later.
  await expect(page).toHaveURL(/#\/1\/0\/1$/);
  await page.reload();
  await expect(page.locator('iframe')).toHaveAttribute('src', /~4$/);
  await expect(frame.locator('.counter')).toHaveText('4 / 5');
});

test('rule 6: the speaker view shows the step of the deck, whichever of the two was stepped', async ({ page }) => {
  const { frame, walk } = await open(page, 'reveal.html');
  await walk('PageDown', [2]);
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('s');
  const speaker = await opened;
  const own = speaker.frameLocator('#current-slide iframe').frameLocator('.present iframe').locator('.counter');
  await expect(own).toHaveText('2 / 5');
  await page.bringToFront();
  await walk('PageDown', [3, 4]);
  await expect(own).toHaveText('4 / 5');
  await speaker.bringToFront();
  await speaker.keyboard.press('PageUp');
  await expect(own).toHaveText('3 / 5');
  await expect(frame.locator('.counter')).toHaveText('3 / 5');
});

test('a frame as "Share" writes it, without steps in its address, stays where its link stands', async ({ page }) => {
  pages['/still.html'] = pages['/reveal.html']!.replace('&amp;first=2&amp;last=5', '');
  await page.goto(`${host.address}/still.html`);
  await expect(page.locator('.reveal.ready')).toBeVisible();
  await page.keyboard.press('PageDown');
  const slide = page.locator('section.present iframe').contentFrame();
  await expect(slide.locator('.counter')).toHaveText(/^2 \/ /);
  await expect(slide.locator('svg.picture')).toHaveCount(2);
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Questions?' })).toBeVisible();
});

test('rule 8: ?print-pdf shows each step of a frame on a page of its own, and says when all are drawn', async ({
  page,
}) => {
  const held: (() => Promise<void>)[] = [];
  let slow = true;
  await page.route('**/slide.js', (route) => (slow ? void held.push(() => route.continue()) : route.continue()));
  await page.goto(`${host.address}/reveal.html?print-pdf`, { waitUntil: 'commit' });
  const frames = page.locator('.pdf-page iframe');
  await expect(frames).toHaveCount(4);
  await expect(page.getByText('Frames still to be drawn: 4.')).toBeVisible();
  slow = false;
  await Promise.all(held.map((go) => go()));
  await page.locator('.reveal.folioscope-drawn').waitFor();
  await expect(page.getByText('Frames still to be drawn')).toHaveCount(0);
  for (let i = 0; i < 4; i++)
    expect(await frames.nth(i).contentFrame().locator('svg.picture').count(), `frame ${i + 1}, at once`).toBe(2);
  for (const [i, step] of [2, 3, 4, 5].entries()) {
    await expect(frames.nth(i).contentFrame().locator('.counter')).toHaveText(`${step} / 5`);
    // Most of these frames are out of sight, where the browser does not lay them out by itself.
    await expect(frames.nth(i).contentFrame().locator('svg.picture')).toHaveCount(2);
  }
  // On paper it fills the frame that it is given, whatever sheets are as wide as the frame.
  await page.emulateMedia({ media: 'print' });
  const slide = frames.first().contentFrame().locator('main.slide');
  await expect
    .poll(() => slide.evaluate((element) => Math.round(element.getBoundingClientRect().width - innerWidth)))
    .toBe(0);
});
