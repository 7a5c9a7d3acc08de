import { expect, test } from '@playwright/test';
import { encodeLink, START_VIEW } from '../engine/index.ts';
import { Playground } from './playground.ts';

const LARGE = `machines x86_64 arm
A mmap io 4 private rw remap_pfn_range mmio+0
A mmap heap 4096 private rw anon
A madvise heap+0..1999 populate_write
A write io+1
`;

async function openLarge(playground: Playground): Promise<void> {
  const link = encodeLink({ text: LARGE }, { ...START_VIEW, step: 4 });
  if (!link.ok) throw new Error(link.message);
  await playground.open(link.fragment);
  await expect(playground.current).toContainText('4');
}

test('a page in the middle of a large mapping is found by its name, by keys alone, and stays open', async ({
  page,
}) => {
  const playground = new Playground(page);
  await openLarge(playground);
  await playground.press('/');
  const field = page.getByRole('combobox', { name: 'Address, frame or name' });
  await expect(field).toBeFocused();
  await page.keyboard.type('heap+1234');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1);
  await expect(field).toHaveAttribute('aria-activedescendant', /.+/);
  await playground.press('Enter');
  await expect(field).toHaveCount(0);
  const found = page.getByRole('button', { name: /^heap\+1234 of A/ });
  await expect(found).toHaveCount(2);
  for (const one of await found.all()) await expect(one).toBeInViewport();
  await expect(found.first()).toHaveAttribute('aria-pressed', 'true');
  // Its neighbours are there, and stay there while the scenario moves.
  await playground.press('ArrowLeft');
  await expect(page.getByRole('button', { name: /^heap\+1235 of A/ })).toHaveCount(2);
  expect(await page.locator('.machines svg *').count()).toBeLessThan(4000);
});

test('an address and a frame lead there; what is nowhere is said', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  const field = page.getByRole('combobox', { name: 'Address, frame or name' });
  await field.fill('0x20001000');
  await expect(page.getByRole('dialog').getByRole('option')).toContainText('io+1 of A');
  await field.fill('pfn 0x77777');
  await expect(playground.dialog('Find on the stage').getByRole('status')).toContainText('No frame 0x77777');
  await field.fill('mmio+2');
  await page.getByRole('dialog').getByRole('option').first().click();
  await expect(page.getByRole('button', { name: /^Frame 0x9f002/, pressed: true })).toBeVisible();
});

test('machines zoom and scroll together', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground);
  const widths = () =>
    page.locator('.machines svg.picture').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  const [before] = await widths();
  await playground.press('+', '+');
  await expect.poll(async () => (await widths())[0]).toBeGreaterThan((before ?? 0) * 1.8);
  const [left, right] = await widths();
  expect(left).toBeCloseTo(right ?? 0, 0);
  const places = () => page.locator('.machines .scroll').evaluateAll((all) => all.map((one) => one.scrollLeft));
  await page
    .locator('.machines .scroll')
    .first()
    .evaluate((one) => one.scrollTo(150, 0));
  await expect.poll(places).toEqual([150, 150]);
  await page.getByRole('button', { name: '200 %' }).click();
  await expect.poll(async () => (await widths())[0]).toBeCloseTo(before ?? 0, 0);
});
