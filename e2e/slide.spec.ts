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

/** Named by what is on them: the widest callout, two rows of mappings, a huge page, three processes, a long log. */
const SEEN = [
  'collision~5',
  'private-pfn-cow~5',
  'lost-page~7',
  'split-linear~6',
  'huge-pfn~7',
  'pin-at-fork~5',
  'warn-once~5',
];

test('it is read from the last row: at 960 × 540 no word is smaller than 16 px, and none is cut off', async ({
  page,
}) => {
  const small = () =>
    page.evaluate(() => {
      const found: string[] = [];
      for (const text of document.querySelectorAll('svg.picture text, .machine header *, .bead, .words *')) {
        if (!text.checkVisibility() || text.textContent.trim() === '' || text.closest('.hidden')) continue;
        const svg = text.closest('svg');
        const unit = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        const size = parseFloat(getComputedStyle(text).fontSize) * unit;
        if (size < 15.99) found.push(`${text.textContent.trim()}: ${size}`);
      }
      for (const room of document.querySelectorAll('.words > .caption, .scroll, ol.chain'))
        if (room.scrollHeight > room.clientHeight + 1 || room.scrollWidth > room.clientWidth + 1)
          found.push(`${room.className} is cut off`);
      return found;
    });
  for (const link of SEEN) {
    await test.step(link, async () => {
      await page.goto('about:blank');
      await new Playground(page).open(`#1n${link}`, '?view=slide');
      await expect.poll(small).toEqual([]);
    });
  }
});

test('`f` fills the screen, `l` shows the legend, `?` lists the keys that work here', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5', '?view=slide');
  await playground.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await playground.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(false);
  const legend = page.getByRole('complementary', { name: 'Legend' });
  await playground.press('l');
  await expect(legend).toContainText('wrong answer');
  await playground.press('l');
  await expect(legend).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(legend).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(legend).toHaveCount(0);
  await playground.press('?');
  const keys = page.getByRole('dialog').locator('kbd');
  for (const key of ['f', 'l', 'b']) await expect(keys.filter({ hasText: new RegExp(`^${key}$`) })).toHaveCount(1);
  await expect(keys.filter({ hasText: /^(e|z)$/ })).toHaveCount(0);
});

test('the end is told beside the caption, and covers nothing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~13', '?view=slide');
  await playground.press('ArrowRight');
  const end = page.getByText('This is the end.');
  await expect(end).toBeVisible();
  const covered = await end.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return { onTop: found === element, inCaption: element.closest('.words') !== null };
  });
  expect(covered).toEqual({ onTop: true, inCaption: true });
});

test('rule 17: on a phone every control is as large as a finger', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await new Playground(page).open('#1ncollision~5', '?view=slide&controls=on');
  const controls = page.getByRole('group', { name: 'Steps' }).locator('button, a');
  await expect(controls).toHaveCount(3);
  for (const control of await controls.all()) {
    const box = await control.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  }
});

test('a button shows the legend to those who do not know its key', async ({ page }) => {
  await new Playground(page).open('#1ncollision~5', '?view=slide&controls=on');
  const legend = page.getByRole('button', { name: 'Legend' });
  await legend.click();
  await expect(page.getByRole('complementary', { name: 'Legend' })).toContainText('wrong answer');
  await legend.click();
  await expect(page.getByRole('complementary', { name: 'Legend' })).toHaveCount(0);
});

test('the pictures keep their place from step to step, and a notice leaves the caption free', async ({ page }) => {
  await page.setViewportSize({ width: 960, height: 540 });
  const playground = new Playground(page);
  await playground.open('#1ncollision~99', '?view=slide&questions=off');
  const notice = page.getByRole('region', { name: 'Notices' });
  await expect(notice).toContainText('There is no step 99');
  const low = (await notice.boundingBox()) ?? { y: 0, height: Infinity };
  const words = await page.locator('.words').boundingBox();
  expect(low.y + low.height).toBeLessThanOrEqual(words?.y ?? 0);
  const places = new Set<string>();
  await page.keyboard.press('Home');
  for (let step = 0; step <= 13; step++) {
    await expect(page.locator('.counter')).toHaveText(`${step} / 13`);
    const { y = 0, height = 0 } = (await page.locator('svg.picture').first().boundingBox()) ?? {};
    places.add(`${Math.round(y)} ${Math.round(height)}`);
    await page.keyboard.press('PageDown');
  }
  expect([...places]).toHaveLength(1);
});
