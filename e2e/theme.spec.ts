import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

test.use({ colorScheme: 'dark' });

test('the page follows the system until a theme is chosen, and remembers the choice', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'Playwright cannot darken the system for Firefox.');
  const playground = new Playground(page);
  await playground.open();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.getByRole('button', { name: 'Theme: auto' }).click();
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  expect(await ground()).not.toBe(dark);
  await page.reload();
  await playground.ready();
  expect(await ground()).not.toBe(dark);
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await ground()).toBe(dark);
  await page.getByRole('button', { name: 'Theme: dark' }).click();
  await page.getByRole('button', { name: 'Theme: projector' }).click();
  await expect(page.getByRole('button', { name: 'Theme: auto' })).toBeVisible();
  expect(await ground()).toBe(dark);
});
