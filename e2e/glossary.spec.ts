/** Every kernel term on the screen explains itself to mouse, focus and finger. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { Playground, tap } from './playground.ts';

const explained = (page: Page) => page.locator('.explained');

test('the mouse rests on a word of a text, of the picture and of a button, and each is explained', async ({ page }) => {
  await new Playground(page).open('#1ncollision~5');
  // Once everything is drawn nothing scrolls, which would close the explanation.
  await expect(page.getByRole('tab').first()).toBeVisible();
  await page.locator('.says .term', { hasText: 'linear rule' }).hover();
  await expect(explained(page)).toContainText('vm_pgoff plus its distance');
  await page.keyboard.press('Escape');
  await expect(explained(page)).toHaveCount(0);

  const flags = await page.locator('svg text', { hasText: 'VM_PFNMAP' }).first().boundingBox();
  await page.mouse.move((flags?.x ?? 0) + (flags?.width ?? 0) / 2, (flags?.y ?? 0) + (flags?.height ?? 0) / 2);
  await expect(explained(page)).toContainText('VM_PFNMAP');

  await page.getByRole('button', { name: /^do_wp_page/ }).hover({ position: { x: 30, y: 10 } });
  await expect(explained(page)).toContainText('do_wp_page()');
  await page.mouse.move(4, 4);
  await expect(explained(page)).toHaveCount(0);
});

test('the focus on a word explains it, and says it; the keys still step', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  await page.getByRole('region', { name: 'About this step' }).focus();
  await playground.press('Tab', 'Tab', 'Tab');
  await expect(page.locator('.says .term').first()).toBeFocused();
  await expect(page.getByRole('status', { name: 'Explanation' })).toContainText('linear rule:');
  const box = await explained(page).boundingBox();
  const size = page.viewportSize();
  expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= (size?.width ?? 0)).toBe(true);
  expect((box?.y ?? -1) >= 0 && (box?.y ?? 0) + (box?.height ?? 0) <= (size?.height ?? 0)).toBe(true);
  await playground.press('ArrowRight');
  await expect(explained(page)).toHaveCount(0);
  await expect(playground.current).toContainText('6');
});

test.describe('a part of the picture', () => {
  async function expectBeside(page: Page, part: Locator) {
    const [one, other, size] = [await explained(page).boundingBox(), await part.boundingBox(), page.viewportSize()];
    if (!one || !other || !size) throw new Error('There is nothing to compare.');
    const isBeside =
      one.x >= other.x + other.width ||
      one.y >= other.y + other.height ||
      one.x + one.width <= other.x ||
      one.y + one.height <= other.y;
    expect(isBeside).toBe(true);
    expect(Math.min(one.x, one.y, size.width - one.x - one.width, size.height - one.y - one.height)).toBeGreaterThan(0);
  }
  const on = (page: Page, machine: string) => page.locator(`[data-machine="${machine}"]`);

  test('the mouse rests on an entry, a table, a frame, a counter, the badge and a mark of the legend', async ({
    page,
  }) => {
    await new Playground(page).open('#1ncollision~5');
    await expect(page.getByRole('tab').first()).toBeVisible();
    const arm = on(page, 'arm');
    // R-NP-11: the copy is on the frame that the linear rule predicts.
    const parts: readonly (readonly [Locator, RegExp])[] = [
      [arm.locator('[data-about="page A io 1"]'), /vm_normal_page: no page.*R-NP-11/],
      [arm.locator('[data-about^="table A"]').first(), /entries of 4 bytes/],
      [arm.locator('[data-about^="frame "]').first(), /Frame 0x/],
      [arm.locator('[data-about="counters A"]'), /Bad rss-counter state/],
      [arm.locator('.badge'), /linear rule/],
      [page.locator('[data-about="mark rail"]'), /none on x86-64/],
    ];
    for (const [part, words] of parts) {
      await part.hover();
      await expect(explained(page)).toHaveText(words);
      await expectBeside(page, part);
      await page.keyboard.press('Escape');
      await expect(explained(page)).toHaveCount(0);
    }
  });

  test('the focus explains it and says it; Escape closes that and leaves the focus', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open('#1ncollision~5');
    const entry = on(page, 'x86_64').locator('[data-about="page A io 1"]');
    await expect(entry).toBeVisible();
    await page.keyboard.press('Tab');
    await entry.focus();
    await expect(explained(page)).toContainText('vm_normal_page: a page');
    await expect(page.getByRole('status', { name: 'Explanation' })).toContainText('vm_normal_page: a page');
    await expectBeside(page, entry);
    await page.keyboard.press('Escape');
    await expect(explained(page)).toHaveCount(0);
    await expect(entry).toBeFocused();
    const mark = page.locator('.legend li[tabindex="0"]');
    await mark.focus();
    await expect(explained(page)).toContainText('anonymous page');
    await playground.press('ArrowRight');
    await expect(mark).toBeFocused();
    await expect(explained(page)).toContainText('page');
  });
});

test('g lists all words, those on the screen first, and finds', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  await playground.press('g');
  const glossary = playground.dialog('Glossary');
  await expect(glossary.getByRole('heading', { level: 3 }).first()).toHaveText('On the screen now');
  await page.getByRole('searchbox', { name: 'Find a term' }).fill('mapcount');
  await expect(glossary.getByText('How many page-table entries map a page.').first()).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find a term' }).fill('qqq');
  await expect(glossary.getByRole('status')).toContainText('No term');
});

test.describe('a finger', () => {
  test.use({ hasTouch: true });
  test('taps an entry, which picks and explains it', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open('#1ncollision~5');
    await expect(page.getByRole('tab').first()).toBeVisible();
    const entry = page.locator('[data-machine="x86_64"] [data-about="page A io 1"]');
    await tap(entry);
    await expect(entry).toHaveAttribute('aria-pressed', 'true');
    await expect(explained(page)).toContainText('vm_normal_page: a page');
  });
  test('taps a word and it is explained; a tap beside it closes that', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open('#1ncollision~5');
    await tap(page.locator('.says .term').first());
    await expect(explained(page)).toContainText('linear rule');
    await tap(playground.about.locator('.says'), { x: 2, y: 2 });
    await expect(explained(page)).toHaveCount(0);
  });
});
