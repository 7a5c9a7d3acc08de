/** Dialogs load when opened, and one press of Escape closes each, wherever the focus is. */
import type { Page } from '@playwright/test';
import { DIALOGS } from '../web/panels/dialogs.ts';
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';
import { LONG } from './sample.ts';

const stops = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('dialog :is(button, a[href], input, textarea, summary)').length);

async function enter(page: Page, at: number): Promise<void> {
  const stop = page.locator('dialog :is(button, a[href], input, textarea, summary)').nth(at);
  await stop.focus();
  const isField = await stop.evaluate((element) => element.matches('input[type="search"], input[type="text"]'));
  if (isField) await page.keyboard.type('fork');
}

test('one Escape closes a dialog from everything in it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  for (const { key, title } of DIALOGS) {
    await test.step(title, async () => {
      const dialog = playground.dialog(title);
      await playground.press(key);
      await expect(dialog).toBeVisible();
      const count = await stops(page);
      expect(count).toBeGreaterThan(0);
      const few = LONG ? 8 : 3;
      const some = [...Array(count).keys()].filter((at) => at < few || at === count - 1);
      for (const at of some) {
        await enter(page, at);
        await playground.press('Escape');
        await expect(dialog, `closed from stop ${at}`).toHaveCount(0);
        await playground.press(key);
        await expect(dialog).toBeVisible();
      }
      await playground.press('Escape');
      await expect(dialog).toHaveCount(0);
    });
  }
});

test('one Escape closes a dialog and what explains a word in it', async ({ page }) => {
  const playground = new Playground(page);
  const dialog = playground.dialog('Scenarios');
  await playground.open();
  await playground.press('s');
  await page.getByRole('searchbox', { name: 'Find a scenario' }).fill('fork');
  const word = await dialog
    .locator('.promise', { hasText: 'fork' })
    .first()
    .evaluate((element) => {
      const text = [...element.childNodes].find((node) => node.textContent?.includes('fork'));
      if (!text) throw new Error('The word is in no text.');
      const range = document.createRange();
      const at = text.textContent?.indexOf('fork') ?? 0;
      range.setStart(text, at);
      range.setEnd(text, at + 'fork'.length);
      const { left, top, width, height } = range.getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2 };
    });
  await page.mouse.move(word.x, word.y);
  await expect(page.locator('.explained')).toBeVisible();
  await playground.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.explained')).toHaveCount(0);
});

test('dialogs, the editor and most tabs are not loaded before somebody is about to open them', async ({ page }) => {
  const playground = new Playground(page);
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await playground.open();
  await page.waitForLoadState('networkidle');
  const isPart = (path: string) =>
    /\/(Scenarios|Share|FindAll|Glossary|glossary|Help|Editor|Decision|\w+Tab)-/.test(path);
  expect(loaded.filter(isPart)).toEqual([]);
  await page.getByRole('button', { name: 'Share' }).hover();
  await expect.poll(() => loaded.filter(isPart).join()).toContain('/Share-');
  await page.getByRole('tab', { name: 'Log' }).hover();
  await expect.poll(() => loaded.filter(isPart).join()).toContain('/LogTab-');
});

/** Firefox does not ask again for a script that failed; the page offers what helps, and opens at the same statement. */
async function reloaded(playground: Playground, statement: string): Promise<void> {
  await playground.notices.getByRole('alert').getByRole('button', { name: 'Reload the page' }).click();
  await expect(playground.notices.getByRole('alert')).toHaveCount(0);
  await expect(playground.current).toContainText(statement);
}

for (const [part, said, open, shown] of [
  [
    'Glossary',
    'Glossary',
    (page: Page) => page.keyboard.press('g'),
    (playground: Playground) => playground.dialog('Glossary'),
  ],
  [
    'BitsTab',
    'Bits',
    (page: Page) => page.getByRole('tab', { name: 'Bits' }).click(),
    (playground: Playground) => playground.page.getByText('How Linux reads it'),
  ],
  ['Editor', '[Tt]he editor', (page: Page) => page.keyboard.press('e'), (playground: Playground) => playground.editor],
] as const) {
  test(`without a connection (${part}) the page says so, loses nothing, and tries again`, async ({
    page,
    browserName,
  }) => {
    const playground = new Playground(page);
    const styles = new RegExp(`/${part}-[^/]*\\.css$`);
    // Without its script nothing else of the part is asked for; without its styles the rest must come. The script is
    // first: once it was loaded, the browser has it.
    for (const kind of ['js', 'css'] as const) {
      await test.step(kind, async () => {
        await page.goto('about:blank');
        if (kind === 'css') await page.route(styles, (route) => route.abort('internetdisconnected'));
        await playground.open();
        await playground.press('3', 'Enter');
        await expect(playground.current).toContainText('3');
        if (kind === 'js') await page.context().setOffline(true);
        await open(page);
        const notice = playground.notices.getByRole('alert');
        // The decision may have been missed before; then the notice names both.
        await expect(notice).toContainText(new RegExp(`${said}.* could not be loaded`));
        await playground.press('ArrowRight');
        await expect(playground.current).toContainText('4');
        await page.context().setOffline(false);
        await page.unroute(styles);
        await notice.getByRole('button', { name: 'Try again' }).click();
        if (browserName === 'firefox' && kind === 'js') {
          await reloaded(playground, '4');
          await open(page);
        }
        await expect(shown(playground)).toBeVisible();
        await expect(notice).toHaveCount(0);
        await expect(page.locator(`link[rel="stylesheet"][href*="/${part}-"]`)).toHaveCount(1);
      });
    }
  });
}

test('without a connection the first decision is missed, and comes with the second try', async ({
  page,
  browserName,
}) => {
  const playground = new Playground(page);
  await playground.open();
  const address = /\/Decision-[^/]*\.js$/;
  await page.route(address, (route) => route.abort('internetdisconnected'));
  await playground.press('3', 'Enter');
  const notice = playground.notices.getByRole('alert');
  await expect(notice).toContainText('The decision could not be loaded');
  await page.unroute(address);
  await notice.getByRole('button', { name: 'Try again' }).click();
  if (browserName === 'firefox') await reloaded(playground, '3');
  await expect(page.getByRole('heading', { name: 'vm_normal_page' })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test('the page loads nothing that only the slide needs, and the slide nothing of the page', async ({ page }) => {
  const loads = async (query: string): Promise<string[]> => {
    const loaded: string[] = [];
    const hear = (request: { url(): string }) => loaded.push(new URL(request.url()).pathname.replace(/.*\//, ''));
    page.on('request', hear);
    await page.goto(`./${query}`);
    await expect(page.locator('svg.picture').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    page.off('request', hear);
    return loaded;
  };
  const [ofPage, ofSlide] = [await loads('?play'), await loads('?view=slide')];
  expect(ofPage.filter((name) => /^slide\b/.test(name))).toEqual([]);
  expect(ofSlide.filter((name) => /^(page|panels)\b/.test(name))).toEqual([]);
  expect(ofSlide.some((name) => /^slide\b/.test(name))).toBe(true);
  expect(ofPage.some((name) => /^page\b/.test(name))).toBe(true);
});

test('the help leads to the licences of the packages that the page contains', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('?');
  const [notices] = await Promise.all([
    page.waitForEvent('popup'),
    playground.dialog('Keys').getByRole('link', { name: 'code of other projects' }).click(),
  ]);
  await expect(notices.locator('body')).toContainText(/^svelte \d+\.\d+\.\d+ \(MIT\)/m);
});

test('a link that asks for the slide opens the slide', async ({ page }) => {
  await page.goto('./#1nwarn-once~lslide~2');
  await expect(page).toHaveURL(/\?view=slide#1nwarn-once~lslide~2$/);
  await expect(page.locator('main.slide')).toBeVisible();
});

test('the first press of Tab leads past the header', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the scenario' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  const address = page.url();
  await playground.press('Enter');
  expect(page.url()).toBe(address);
  await playground.press('Tab');
  await expect(page.locator('main :focus')).toHaveCount(1);
});
