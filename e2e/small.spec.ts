import { expect, test } from '@playwright/test';
import { engineRun, mostDifferent, Playground } from './playground.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const { name, step } = mostDifferent();

test('a phone shows everything without scrolling sideways', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${name}~${step}`);
  const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(tooWide)).toBe(0);
  // The machines are cards to swipe.
  const cards = page.getByRole('group', { name: 'Machines' });
  const titles = engineRun(name).machines.map(({ title }) => title);
  await expect(page.getByRole('heading', { name: titles[0] ?? '', exact: true })).toBeInViewport();
  await cards.evaluate((element) => element.scrollTo({ left: element.scrollWidth, behavior: 'instant' }));
  await expect(page.getByRole('heading', { name: titles[1] ?? '', exact: true })).toBeInViewport();
});

test('a phone steps by taps', async ({ page, browserName }) => {
  test.skip(browserName === 'firefox', 'Playwright has no finger for Firefox.');
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Statement forward' }).tap();
  await page.getByRole('button', { name: 'Script', exact: true }).tap();
  await expect(playground.current).toContainText('1');
  await page.getByRole('button', { name: 'Micro-step back' }).tap();
  await page.getByRole('button', { name: 'To the end' }).tap();
  await expect(playground.current).not.toContainText(/^1/);
  await page.getByRole('button', { name: 'Why', exact: true }).tap();
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
  await page.getByRole('button', { name: 'Script', exact: true }).tap();
  await expect(playground.statements.first()).toBeVisible();
});
