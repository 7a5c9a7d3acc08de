/** `<folio-scope>` on somebody else's page. What its attributes, methods and events mean: docs/embed.md. */
import type { Locator, Page } from '@playwright/test';
import { DIST, serve, type Pages, type Server } from './hosts.ts';
import { engineRun, linkTo } from './playground.ts';
import { expect, test } from './test.ts';

const { statements } = engineRun('collision');
const pages: Pages = {};
let host: Server;
let site: Server;
test.beforeAll(async () => {
  site = await serve(pages, DIST);
  host = await serve(pages);
});
test.afterAll(() => {
  for (const server of [host, site]) server.close();
});

async function open(page: Page, body: string, head = ''): Promise<void> {
  pages['/page.html'] = `<!doctype html><meta charset="windows-1252" /><title>Theirs</title>${head}
    <script>
      heard = [];
      keys = [];
      addEventListener('keydown', ({ key, defaultPrevented }) => keys.push(key + (defaultPrevented ? ' used' : '')));
      for (const type of ['ready', 'state', 'end'])
        addEventListener(type, ({ target, detail }) => heard.push({ type, id: target.id, ...detail }), true);
    </script>
    <script src="${site.address}/slide.js"></script>
    <body style="height: 3000px">${body}`;
  await page.goto(`${host.address}/page.html`);
}

interface Heard {
  readonly type: string;
  readonly id: string;
  readonly step?: number;
  readonly at?: string;
}
const heard = (page: Page): Promise<Heard[]> => page.evaluate(() => (window as unknown as { heard: Heard[] }).heard);
const keys = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { keys: string[] }).keys);
const call = (page: Page, id: string, method: string, ...args: unknown[]): Promise<void> =>
  page.evaluate(
    ([id, method, args]) => {
      const element = document.getElementById(id) as unknown as Record<string, (...args: unknown[]) => void>;
      element[method]?.(...args);
    },
    [id, method, args] as const,
  );
const counter = (slide: Locator) => slide.locator('.counter');
const TWO = `
  <folio-scope id="one" link="#1ncollision~2" questions="off" style="width: 900px"></folio-scope>
  <input>
  <folio-scope id="two" link="#1nwarn-once~1" machines="arm" chain="off" theme="dark" style="width: 480px"></folio-scope>`;

test('rule 25: two elements on a page go their own ways', async ({ page }) => {
  await open(page, TWO);
  const one = page.locator('#one');
  const two = page.locator('#two');
  await expect(counter(one)).toHaveText(`2 / ${statements}`);
  await expect(two.locator('.machine')).toHaveCount(1);
  const other = await counter(two).textContent();
  await call(page, 'one', 'goto', 4);
  await call(page, 'one', 'goto', 4);
  await expect(counter(one)).toHaveText(`4 / ${statements}`);
  await call(page, 'one', 'next');
  await call(page, 'one', 'prev');
  await expect(counter(one)).toHaveText(`4 / ${statements}`);
  await call(page, 'one', 'goto', statements);
  await call(page, 'one', 'next');
  await expect
    .poll(async () => (await heard(page)).filter(({ type }) => type === 'end'))
    .toMatchObject([{ id: 'one', at: 'end' }]);
  await expect(counter(two)).toHaveText(other ?? '');
  const ready = async () => (await heard(page)).filter(({ type }) => type === 'ready').map(({ id }) => id);
  await expect.poll(async () => (await ready()).sort()).toEqual(['one', 'two']);
  await page.evaluate(() => document.getElementById('one')?.setAttribute('link', '#1nwarn-once~1'));
  await expect(counter(one)).toHaveText(other ?? '');
  await page.evaluate(() => document.getElementById('two')?.setAttribute('machines', 'x86_64,arm'));
  await expect(two.locator('.machine')).toHaveCount(2);
  // An option changes how a moment looks, not which it is.
  await call(page, 'two', 'goto', 3);
  await expect(counter(two)).toHaveText(/^3 /);
  await page.evaluate(() => document.getElementById('two')?.setAttribute('theme', 'light'));
  await expect(two.locator('[data-theme="light"]')).toBeVisible();
  await expect(counter(two)).toHaveText(/^3 /);
  const [box, room] = await Promise.all([two.locator('main').boundingBox(), two.boundingBox()]);
  expect(box?.width).toBeCloseTo(room?.width ?? 0, 0);
});

test('rule 4: an element takes keys after a click into it, and none from elsewhere', async ({ page }) => {
  await open(page, TWO);
  const one = page.locator('#one');
  await expect(counter(one)).toHaveText(`2 / ${statements}`);
  await expect(counter(page.locator('#two'))).toBeVisible();
  await page.keyboard.press('PageDown');
  await one.locator('main').click({ position: { x: 300, y: 10 } });
  await page.keyboard.press('PageDown');
  await expect(counter(one)).toHaveText(`3 / ${statements}`);
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  await page.keyboard.press('PageDown');
  await one.locator('main').click({ position: { x: 300, y: 10 } });
  await page.locator('input').click();
  await page.keyboard.press('PageDown');
  await page.mouse.click(1200, 700);
  await page.keyboard.press('End');
  expect(await keys(page)).toEqual(['PageDown', 'PageDown used', 'x', 'Escape', 'PageDown', 'PageDown', 'End']);
  await expect(counter(one)).toHaveText(`3 / ${statements}`);
});

test('rules 14, 25: neither the page’s styles, nor its title, nor a remembered theme reach across', async ({
  page,
}) => {
  const looks = (slide: Locator) =>
    slide.locator('main').evaluate((main) =>
      [...main.querySelectorAll('*')].map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const { color, fontFamily, fontSize, letterSpacing, textAlign, direction } = getComputedStyle(element);
        return [
          element.tagName,
          Math.round(width),
          Math.round(height),
          color,
          fontFamily,
          fontSize,
          letterSpacing,
          textAlign,
          direction,
        ].join();
      }),
    );
  const body =
    '<h1 id="theirs">Theirs</h1><folio-scope id="one" link="#1ncollision~5" style="width: 960px"></folio-scope>';
  const shown = async () => {
    await expect(counter(page.locator('#one'))).toHaveText(`5 / ${statements}`);
    await page.evaluate(() => document.fonts.ready);
  };
  await open(page, body);
  await shown();
  await page.waitForTimeout(500);
  // The page says another encoding than the script's.
  await expect(page.locator('#one')).toContainText('→ NULL');
  const usual = await looks(page.locator('#one'));
  expect(usual.length).toBeGreaterThan(100);
  const own = await page.locator('#theirs').evaluate((e) => [getComputedStyle(e).fontSize, getComputedStyle(e).margin]);
  expect(own).toEqual(['32px', '21.44px 0px']);
  await page.evaluate(() => localStorage.setItem('folioscope-theme', 'projector'));
  await open(
    page,
    body,
    `<style>
      html { font-size: 30px; --bg: red; --text: red; direction: rtl }
      body { letter-spacing: 3px; text-align: right; color: red; line-height: 3; font-family: cursive }
      * { text-transform: uppercase; --accent: red }
      main, svg, .machine, .panel, h1 { display: none; border: 9px solid red; color: red !important }
    </style>`,
  );
  await shown();
  await page.waitForTimeout(500);
  expect(await looks(page.locator('#one'))).toEqual(usual);
  await expect(page).toHaveTitle('Theirs');
});

test('what attributes and links bring is text and never markup', async ({ page }) => {
  const bad = '</svg><script>document.title="run"</script><img src=x onerror="document.title=1">';
  const quoted = bad.replaceAll('"', '&quot;');
  await open(
    page,
    `<folio-scope id="one" link="${linkTo(`folioscope 1\ntitle ${bad}\nA mmap io 1 private rw anon\n`, 1)}"></folio-scope>
    <folio-scope id="two" link="${quoted}" machines="${quoted}" theme="${quoted}"></folio-scope>`,
  );
  await expect(page.locator('#one').getByRole('heading', { level: 1 })).toHaveText(bad);
  await expect(page.locator('#two').getByRole('region', { name: 'Notices' })).toContainText('onerror');
  expect(await page.locator('folio-scope script, folio-scope img').count()).toBe(0);
  await expect(page).toHaveTitle('Theirs');
});

test('a module may include it, and a strict policy that allows its site', async ({ page }) => {
  pages['/module.html'] = `<!doctype html><script type="module" src="./slide.js"></script>
    <folio-scope link="#1ncollision~2"></folio-scope>`;
  const strict = await serve(pages, DIST, { 'content-security-policy': "default-src 'self'" });
  await page.goto(`${strict.address}/module.html`);
  await expect(counter(page.locator('folio-scope'))).toHaveText(`2 / ${statements}`);
  await expect(page.locator('folio-scope svg.picture').first()).toBeVisible();
  await page.locator('folio-scope main').click({ position: { x: 300, y: 10 } });
  await page.keyboard.press('g');
  await expect(page.locator('folio-scope').getByRole('dialog')).toContainText('special bit');
  strict.close();
});
