import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

// Firefox learns of a dark system only from its settings.
test.use({
  colorScheme: 'dark',
  launchOptions: [
    ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        firefoxUserPrefs: { ...launchOptions.firefoxUserPrefs, 'ui.systemUsesDarkTheme': 1 },
      }),
    { scope: 'worker' },
  ],
});

test('the page follows the system until a theme is chosen, and remembers the choice', async ({ page }) => {
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
