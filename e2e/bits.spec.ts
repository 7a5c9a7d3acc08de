import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

test('a typed word is read on any machine, its bits can be pressed by keyboard, and the scenario stays', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open('#1nprivate-pfn-cow~3');
  const address = page.url();
  await page.getByRole('tab', { name: 'Bits' }).click();
  // The picked machine may be the one whose hardware reads another word.
  await expect(page.getByRole('heading', { name: 'The word that the hardware reads' })).toHaveCount(1);
  await page.getByRole('button', { name: 'What if: type a word' }).click();
  const whatIf = page.getByRole('region', { name: 'What if' });
  await expect(whatIf.getByRole('textbox', { name: 'Word' })).toBeFocused();
  await whatIf.getByRole('combobox', { name: 'Machine' }).selectOption('arm64');
  // T-172, R-AR-51: a raw, read-only entry of frame 0x80000.
  await whatIf.getByRole('textbox', { name: 'Word' }).fill('0x0160000080000fc3');
  await expect(whatIf).toContainText('Maps frame 0x80000: read-only, clean, young, special.');
  const special = whatIf.getByRole('button', { name: /^SPECIAL, bit 56/ });
  await expect(special).toHaveAttribute('aria-pressed', 'true');
  await special.focus();
  await playground.press('Enter');
  await expect(special).toHaveAttribute('aria-pressed', 'false');
  await expect(whatIf.getByRole('textbox', { name: 'Word' })).toHaveValue('0x0060000080000fc3');
  // A word of the top level leads to a table (origin: p4d_populate() of arm64, P4D_TABLE_PXN is bit 59).
  await whatIf.getByRole('combobox', { name: 'Level' }).selectOption('pgd');
  await whatIf.getByRole('textbox', { name: 'Word' }).fill('0x0800000000400003');
  await expect(whatIf).toContainText('Leads to the table in frame 0x400.');
  await expect(whatIf.getByRole('button', { name: /^PXNTable, bit 59: 1/ })).toBeVisible();
  await whatIf.getByRole('combobox', { name: 'Level' }).selectOption('pte');
  await special.focus();
  await playground.press('ArrowLeft');
  await expect(whatIf.getByRole('button', { name: /^DEVMAP|^UFFD_WP/ }).and(page.locator(':focus'))).toHaveCount(1);
  await whatIf.getByRole('textbox', { name: 'Word' }).fill('1ffffffffffffffff');
  await expect(whatIf).toContainText('It does not fit: entries have 64 bits here.');
  expect(page.url()).toBe(address);
});
