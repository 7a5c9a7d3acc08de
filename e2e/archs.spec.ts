import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

test('the table keeps its order and filter in the address, and opens the scenario that one came from', async ({
  page,
}) => {
  await page.goto('./?archs#1ncollision~3');
  const rows = page.getByRole('table').getByRole('row');
  await page.getByRole('button', { name: 'without', exact: true }).click();
  await page.getByRole('button', { name: 'Page', exact: true }).click();
  await page.getByRole('button', { name: 'Page', exact: true }).click();
  await expect(page).toHaveURL(/\?archs&bit=without&sort=page&down#1ncollision~3$/);
  // R-AR-27: Alpha's pages have 8 KiB, and no others without the bit are larger.
  await expect(rows.nth(1)).toContainText('8 KiB');
  await page.reload();
  await expect(rows.nth(1)).toContainText('8 KiB');
  await expect(page.getByRole('columnheader', { name: 'Page' })).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('link', { name: 'alpha' }).click();
  const playground = new Playground(page);
  await playground.ready();
  await expect(page.getByRole('region', { name: 'Alpha', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/~3$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('(edited)');
});
