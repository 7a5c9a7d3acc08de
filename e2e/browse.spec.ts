/** The scenario browser: search, keyboard, pictures. */
import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { Playground } from './playground.ts';

test('the first hit is marked, and Enter opens it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const dialog = playground.dialog('Scenarios');
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('collision');
  await expect(dialog.getByText('Enter opens it')).toBeVisible();
  const title = (await dialog.getByRole('listitem').first().locator('.title').textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
});

test('arrow keys walk through the hits and back; no hit says so', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const field = page.getByRole('searchbox', { name: 'Find a scenario' });
  await expect(field).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(playground.dialog('Scenarios').getByRole('listitem').nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await field.fill('qqqq');
  await expect(playground.dialog('Scenarios').getByText('No scenario matches.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(playground.dialog('Scenarios')).toBeVisible();
});

test('each scenario has a picture drawn from its own run, with its text', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Scenarios' }).click();
  const items = playground.dialog('Scenarios').getByRole('listitem');
  await expect(items).toHaveCount(SCENARIOS.length);
  const seen = new Set<string>();
  for (const i of [0, 1, SCENARIOS.length - 1]) {
    await items.nth(i).scrollIntoViewIfNeeded();
    const picture = items.nth(i).locator('.thumbnail');
    await expect(picture.locator('svg').first()).toBeVisible();
    await expect(items.nth(i)).toContainText(/Picture after .+\. Entries: |asks before anything is mapped/);
    seen.add(await picture.innerHTML());
  }
  expect(seen.size).toBe(3);
});
