/** Every kernel term on the screen explains itself to mouse, focus and finger. */
import type { Page } from '@playwright/test';
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
  // Before the narration are buttons to go back and predict, or to show the answer.
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
  test('taps a word and it is explained; a tap beside it closes that', async ({ page }) => {
    const playground = new Playground(page);
    await playground.open('#1ncollision~5');
    await tap(page.locator('.says .term').first());
    await expect(explained(page)).toContainText('linear rule');
    await tap(playground.about.locator('.says'), { x: 2, y: 2 });
    await expect(explained(page)).toHaveCount(0);
  });
});
