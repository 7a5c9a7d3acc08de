import type { Locator } from '@playwright/test';
import { ruleOf } from '../engine/rules/index.ts';
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

async function openTab(playground: Playground, name: string): Promise<Locator> {
  await playground.page.getByRole('tab', { name, exact: true }).click();
  return playground.page.getByRole('tabpanel');
}

test('of several decisions the one on which the machines differ is open, its verdict in sight on a low screen', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const playground = new Playground(page);
  await playground.open('#1ncollision~6');
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('heading', { name: 'vm_normal_page(A, io+1)' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'smaps_pte_range' })).toContainText('(io+1) → a page | NULL');
  for (const verdict of ['normal page', 'NULL: the linear rule holds']) {
    await expect(panel.locator('strong', { hasText: verdict })).toBeInViewport({ ratio: 1 });
  }
  await expect(panel.locator('strong', { hasText: 'The machines differ.' })).toBeInViewport({ ratio: 1 });
  await panel.getByRole('button', { name: 'Flips' }).click();
  await expect(panel.getByRole('heading', { name: 'What would flip it' })).toBeInViewport();
});

test('a question explains itself to the keyboard, and its rule opens', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  await page.getByRole('button', { name: /^ARCH_HAS_PTE_SPECIAL/ }).focus();
  await playground.press('ArrowDown', 'ArrowDown', 'Enter');
  const card = page.getByRole('dialog');
  await expect(card).toContainText('x86-64:');
  await expect(card).toContainText('mm/memory.c');
  await card.locator('summary').first().focus();
  await playground.press('Enter');
  await expect(card.locator('details[open]')).toHaveCount(1);
  // The rule's text is loaded now. Origin: mm/memory.c, and the list of rules.
  const rule = await card.locator('details[open] summary code').innerText();
  const own = ruleOf(rule);
  if (!own?.fn) throw new Error(`${rule} is no rule of a kernel function.`);
  for (const part of [own.says, own.fn, 'mm/memory.c']) await expect(card.locator('details[open]')).toContainText(part);
  await playground.press('Escape');
  await expect(card).toBeHidden();
});

test('the level of the entry is shown, and what 6.12 does two levels up', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  const levels = page.getByRole('group', { name: 'Level of the entry' });
  await expect(levels.getByRole('button', { name: 'pte' })).toHaveAttribute('aria-pressed', 'true');
  await levels.getByRole('button', { name: 'pud' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('6.12 has no vm_normal_page_pud.');
  await levels.getByRole('button', { name: 'pmd' }).click();
  await expect(page.getByRole('heading', { name: 'vm_normal_page_pmd' })).toBeVisible();
});

test('the history of a frame leads to its micro-steps; its references add up, or not', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~8');
  const panel = await openTab(playground, 'Folio');
  await panel
    .getByRole('button', { name: /^copy_present_ptes/ })
    .first()
    .click();
  await expect(playground.current).toContainText('7');
  await expect(panel.locator('[aria-current="step"]')).toBeVisible();
  await expect(panel).toContainText('Does not add up');

  // Nothing beyond an open question is told: the write of statement 5 takes this frame.
  await playground.open('#1ncollision~4');
  await openTab(playground, 'Folio');
  await page
    .getByRole('button', { name: /^io\+1 of A/ })
    .first()
    .click();
  await expect(panel).toContainText('History of this run');
  await expect(panel).not.toContainText('still to come');
});

test('where the process in question has exited, /proc says so and shows another', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~11');
  const panel = await openTab(playground, '/proc');
  await expect(panel).toContainText('B has exited');
  await expect(panel.getByRole('heading', { name: '/proc of A' })).toBeVisible();
});
