import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { engineRun, Playground } from './playground.ts';

test.use({ viewport: { width: 960, height: 540 } });

test('a slide shows two machines, the chain and one caption, and no chrome', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${SCENARIOS[0]?.name}~5`, '?view=slide');
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Kernel functions of this statement' })).toBeVisible();
  for (const { title } of engineRun(SCENARIOS[0]?.name ?? '').machines) {
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }
  await expect(playground.caption).toBeVisible();
});

test('a slide fills any screen', async ({ page }) => {
  const playground = new Playground(page);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await playground.open('', '?view=slide');
  expect(await page.getByRole('main').boundingBox()).toEqual({ x: 0, y: 0, width: 1920, height: 1080 });
});

test('the playground and the slide lead to each other', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${SCENARIOS[0]?.name}~3`);
  await page.getByRole('link', { name: 'Present' }).click();
  await expect(page).toHaveURL(/\?view=slide#.*~3$/);
  // The address changes before the new page listens to keys.
  await expect(page.locator('svg.picture').first()).toBeVisible();
  await playground.press('?');
  await page.getByRole('link', { name: 'Open this step in the playground' }).click();
  await expect(playground.current).toContainText('3');
});
