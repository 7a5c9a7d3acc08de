/** Two playgrounds on one page: using one does not affect the other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import { expect, test } from './test.ts';

type Name = 'one' | 'two';

const root = fileURLToPath(new URL('..', import.meta.url));
let folder = '';
let server: PreviewServer | undefined;

// All tests share one build.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = mkdtempSync(join(tmpdir(), 'folioscope-two-'));
  const site = { configFile: join(root, 'vite.config.ts'), root: join(root, 'e2e'), logLevel: 'error' as const };
  const rolldownOptions = { input: join(root, 'e2e/two/index.html') };
  await build({ ...site, build: { outDir: folder, emptyOutDir: true, rolldownOptions } });
  server = await preview({ ...site, build: { outDir: folder }, preview: { port: 0 } });
});

test.afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function everythingOf(page: Page, name: Name): Promise<string> {
  return page.evaluate((name) => {
    const ground = document.getElementById(name);
    if (!ground) throw new Error(`There is no ${name}.`);
    const seen = [...ground.querySelectorAll('*')].map((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      return [
        color,
        backgroundColor,
        element.scrollTop,
        element.scrollLeft,
        Math.round(width),
        Math.round(height),
      ].join();
    });
    return `${ground.outerHTML}\n${seen.join('\n')}`;
  }, name);
}

async function atRest(page: Page, name: Name): Promise<string> {
  let before = '';
  await expect
    .poll(
      async () => {
        const last = before;
        before = await everythingOf(page, name);
        return before === last;
      },
      { intervals: [300], timeout: 20_000 },
    )
    .toBe(true);
  return before;
}

class Half {
  readonly page: Page;
  readonly ground: Locator;
  readonly timeline: Locator;
  readonly pressed: Locator;

  constructor(page: Page, name: Name) {
    this.page = page;
    this.ground = page.locator(`#${name}`);
    this.timeline = this.ground.getByRole('slider', { name: 'Timeline' });
    this.pressed = this.ground.locator('.picture [aria-pressed="true"]');
  }

  async ready(): Promise<void> {
    await expect(this.ground.locator('.picture')).toHaveCount(2, { timeout: 30_000 });
  }

  /** Clicks where nothing takes the focus: the keys that follow are for this playground anyway. */
  async turnTo(): Promise<void> {
    await this.ground.getByRole('heading', { level: 1 }).click();
  }

  async at(): Promise<number> {
    return Number(await this.timeline.getAttribute('aria-valuenow'));
  }
}

const DEEDS: Readonly<Record<string, (half: Half) => Promise<void>>> = {
  async step({ page, timeline }) {
    const before = Number(await timeline.getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowLeft');
    await expect(timeline).toHaveAttribute('aria-valuenow', String(before - 1));
  },
  async 'step with the focus on the timeline'({ page, timeline }) {
    const before = Number(await timeline.getAttribute('aria-valuenow'));
    await timeline.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(timeline).toHaveAttribute('aria-valuenow', String(before - 1));
  },
  async zoom({ page, ground }) {
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect(ground.getByRole('button', { name: '200 %' })).toBeVisible();
  },
  async scroll({ ground }) {
    const [first, second] = [ground.locator('.picture').first(), ground.locator('.picture').last()];
    const left = async (picture: Locator) => (await picture.boundingBox())?.x ?? 0;
    const before = await left(second);
    await first.hover();
    await ground.page().mouse.wheel(60, 0);
    await expect.poll(() => left(second)).not.toBe(before);
  },
  async fold({ ground }) {
    await ground
      .getByRole('button', { name: /frames hold page tables\. Open\./ })
      .first()
      // Zoomed in, it is out of sight, and Firefox scrolls no part of a picture to a click.
      .press('Enter');
    await expect(ground.getByRole('button', { name: 'Fold these frames.' }).first()).toBeVisible();
  },
  async select({ ground, pressed }) {
    await ground
      .locator('.picture')
      .first()
      .getByRole('button', { name: /^io\+0 of A/ })
      .click();
    await expect(pressed).not.toHaveCount(0);
  },
  async find({ page, ground, pressed }) {
    await page.keyboard.press('/');
    await ground.getByRole('combobox', { name: 'What to find' }).fill('io+1');
    await expect(ground.getByRole('dialog').getByRole('option').first()).toContainText('io+1 of A');
    await page.keyboard.press('Enter');
    await expect(ground.getByRole('dialog')).toHaveCount(0);
    await expect(pressed.first()).toHaveAccessibleName(/^io\+1 of A/);
  },
  async theme({ ground }) {
    const colour = () => ground.getByRole('heading', { level: 1 }).evaluate((one) => getComputedStyle(one).color);
    const light = await colour();
    await ground.getByRole('button', { name: 'Theme: light' }).click();
    await expect(ground.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
    expect(await colour()).not.toBe(light);
  },
};

async function open(page: Page): Promise<Record<Name, Half>> {
  await page.goto(`${server?.resolvedUrls?.local[0] ?? ''}two/#1ncollision~4`);
  const halves = { one: new Half(page, 'one'), two: new Half(page, 'two') };
  for (const half of [halves.one, halves.two]) {
    await half.ready();
    // Without its own theme a guest follows the page, as the page follows the system.
    await half.ground.getByRole('button', { name: 'Theme: auto' }).click();
  }
  return halves;
}

for (const [used, other] of [
  ['one', 'two'],
  ['two', 'one'],
] as const) {
  test(`what is done in playground ${used} leaves playground ${other} as it is`, async ({ page }) => {
    test.slow();
    const halves = await open(page);
    await halves[used].turnTo();
    const untouched = await atRest(page, other);
    const address = page.url();
    for (const [name, act] of Object.entries(DEEDS)) {
      await test.step(name, async () => {
        const before = await atRest(page, used);
        await halves[used].turnTo();
        await act(halves[used]);
        expect(await atRest(page, used), 'it does something').not.toBe(before);
        expect(await atRest(page, other)).toBe(untouched);
      });
    }
    if (used === 'one') await expect(page).not.toHaveURL(address);
    else expect(page.url()).toBe(address);
    await expect(page).toHaveTitle(/collision/);
  });

  test(`playground ${other} goes on when playground ${used} is gone`, async ({ page }) => {
    const halves = await open(page);
    await halves[used].turnTo();
    await page.evaluate((name) => (window as unknown as { end: Record<Name, () => Promise<void>> }).end[name](), used);
    await expect(page.locator(`#${used} *`)).toHaveCount(0);
    // The playground with the address bar hears keys by default; a guest must be clicked first.
    if (other === 'two') await halves[other].turnTo();
    const before = await halves[other].at();
    await page.keyboard.press('ArrowLeft');
    await expect(halves[other].timeline).toHaveAttribute('aria-valuenow', String(before - 1));
    await page.keyboard.press('+');
    await expect(halves[other].ground.getByRole('button', { name: '140 %' })).toBeVisible();
  });
}

test('no two elements of the page have the same id', async ({ page }) => {
  await open(page);
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const strays = await page.evaluate(
    () =>
      [...document.querySelectorAll<SVGElement>('[style*="url(#"]')].filter((element) => {
        const id = /url\("?#([^")]+)/.exec(element.style.fill)?.[1] ?? '';
        return element.closest('svg')?.contains(document.getElementById(id)) !== true;
      }).length,
  );
  expect(strays).toBe(0);
});
