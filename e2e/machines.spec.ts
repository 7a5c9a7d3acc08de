import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

test('the picker tells which machines behave alike, changes them by keyboard, and can be undone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  const text = page.getByRole('region', { name: 'x86-64', exact: true });
  await expect(text).toBeVisible();
  await playground.press('m');
  const picker = playground.dialog('Machines of this scenario');
  // D-1: without the bit, the collision of statement 5 fools the rule.
  await expect(picker.getByRole('button', { name: 'With the bit, and without' })).toContainText(
    'differ from step 5 on',
  );
  await picker.getByRole('searchbox').fill('s390x');
  await playground.press('ArrowDown');
  const box = picker.getByRole('checkbox').first();
  await expect(box).toBeFocused();
  await playground.press('Space');
  await picker.getByRole('button', { name: 'Run on these' }).click();
  await expect(page.getByRole('region', { name: 's390', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/~5$/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 's390', exact: true })).toHaveCount(0);
});
