import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

test('the words of an error lead from the first page to the moment that answers, by keys alone', async ({ page }) => {
  await page.goto('./');
  const field = page.getByRole('combobox', { name: 'What to find' });
  await expect(field).toBeVisible();
  await page.keyboard.press('/');
  await expect(field).toBeFocused();
  await page.keyboard.type('ibv_reg_mr');
  const question = page.getByRole('option', { name: /register the BAR/ });
  await expect(question).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(question).toHaveAttribute('aria-selected', 'false');
  await page.keyboard.press('ArrowUp');
  await expect(question).toHaveAttribute('aria-selected', 'true');
  const { violations } = await new AxeBuilder({ page }).include('.ask').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#1nrdma-bar~2$/);
  await expect(new Playground(page).current).toContainText('A pin bar write longterm as mr');
});

test('without a connection the search says so, and finds once there is one', async ({ page, browserName }) => {
  await page.goto('./');
  const field = page.getByRole('combobox', { name: 'What to find' });
  await expect(page.locator('svg.picture').first()).toBeVisible();
  await page.context().setOffline(true);
  await field.fill('EFAULT');
  const told = page.getByRole('status').filter({ hasText: 'could not be loaded' });
  await expect(told).toContainText('The search could not be loaded');
  await field.fill('0x8000000000412867');
  await expect(told).toContainText('What explains this');
  await page.context().setOffline(false);
  if (browserName === 'firefox') {
    // It does not ask again for a script that failed; the page says what helps.
    await expect(told).toContainText('Reload the page');
    await page.reload();
    await field.fill('0x8000000000412867');
  }
  await expect(page.getByText('An entry').first()).toBeVisible();
  await field.fill('EFAULT');
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('the playground finds what it shows and everything else; what is not modelled is said to be so', async ({
  page,
}) => {
  const playground = new Playground(page);
  await playground.open('#1nprivate-pfn-cow~3');
  await playground.press('/');
  const field = page.getByRole('combobox', { name: 'What to find' });
  await field.fill('io+1');
  const hits = page.getByRole('dialog').getByRole('option');
  await expect(hits).toContainText('io+1 of A');
  await field.fill('ENOSPC');
  await expect(hits).toContainText('Not modelled');
  await field.fill('dirty cow');
  await hits.filter({ hasText: 'Dirty COW: a forced write' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/#1ndirty-cow/);
});

test('the list of readers is narrowed, and its address says how', async ({ page }) => {
  await page.goto('./?readers');
  await page.getByRole('combobox', { name: /^Verdict/ }).selectOption('suspect');
  await page.getByRole('searchbox', { name: 'Words' }).fill('gup.c');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page).toHaveURL(/readers=gup.c&verdict=suspect/);
  await page.reload();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('listitem').first()).toContainText('mm/gup.c:1277');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('the page of questions has an answer and a way to see it for each', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?questions#q16');
  const question = page.getByRole('heading', { name: /CVE-2016-5195/ });
  await expect(question).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
});

test('what is pasted anywhere is explained, several lines in the field, too (form of check_mm(), kernel/fork.c)', async ({
  page,
}) => {
  const paste = (text: string) =>
    page.evaluate((put) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', put);
      const at = document.activeElement ?? document.body;
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      // In Firefox what the constructor is given cannot be read.
      at.dispatchEvent(Object.defineProperty(event, 'clipboardData', { value: clipboardData }));
    }, text);
  const heading = page.getByRole('dialog').getByRole('heading', { level: 3 });

  await page.goto('./?play#1ncollision~5');
  await expect(page.getByRole('heading', { name: 'x86-64' })).toBeVisible();
  await paste('[   12.3] BUG: Bad rss-counter state mm:00000000deadbeef type:MM_ANONPAGES val:1');
  await expect(heading).toHaveText('Bad rss-counter');
  await page.getByRole('link', { name: 'Watch it happen in the playground' }).click();
  await expect(page).toHaveURL(/#1ncollision~13$/);

  await page.goto('./?course');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('arm64 0x0160000080000fc3');
  await expect(heading).toHaveText('0x0160000080000fc3: a pte entry of arm64');
  await page.getByRole('combobox').press('ControlOrMeta+a');
  await paste(
    '7f1234567000-7f1234569000 rw-p fd000000 00:05 1057 /dev/mem\nRss: 4 kB\nVmFlags: rd wr mr mw me pf io de dd',
  );
  await expect(heading).toHaveText('A mapping of /dev/mem');
});
