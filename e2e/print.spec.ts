/** In print: the whole moment, and no controls. */
import { inflateSync } from 'node:zlib';
import { onPaper } from './onPaper.ts';
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

/** Widths without margins, at 96 dots per inch. */
const PAPERS = { 'A4 upright': 702, 'A4 across': 1031, 'Letter upright': 725 } as const;

for (const [paper, width] of Object.entries(PAPERS)) {
  test(`${paper}: pictures, chart and script are whole`, async ({ page }) => {
    await new Playground(page).open('#1ncollision~5');
    await onPaper(page);
    await page.setViewportSize({ width, height: 1000 });
    await expect(page.locator('.picture')).toHaveCount(2);
    const cut = () =>
      page.evaluate(() => {
        const seen = (element: Element) => element.checkVisibility({ visibilityProperty: true });
        const found: string[] = [];
        for (const element of document.querySelectorAll('.picture, .panel-why svg, .statements li, .caption p')) {
          const box = element.getBoundingClientRect();
          const name = `${element.tagName} ${element.textContent.slice(0, 30)}`;
          if (!seen(element)) found.push(`${name} is not there`);
          if (box.left < -1 || box.right > document.documentElement.clientWidth + 1)
            found.push(`${name} leaves the paper`);
          for (let around = element.parentElement; around; around = around.parentElement) {
            const room = around.getBoundingClientRect();
            const clips = getComputedStyle(around).overflowY !== 'visible' && around !== document.documentElement;
            if (clips && box.bottom > room.bottom + 1) found.push(`${name} is cut by ${around.className}`);
          }
        }
        for (const name of ['Play', 'edit', 'Scenarios', 'Share']) {
          const buttons = [...document.querySelectorAll('button')].filter((b) => b.textContent.trim() === name);
          if (buttons.some(seen)) found.push(`${name} can be pressed`);
        }
        return found;
      });
    await expect.poll(cut).toEqual([]);
    for (const part of ['script', 'why', 'machines']) {
      await page.locator('[data-part]').evaluate((element, part) => (element.dataset['part'] = part), part);
      expect(await cut(), part).toEqual([]);
    }
  });
}

function pagesOf(pdf: Buffer): number {
  const text = pdf.toString('latin1');
  // The line end before `endstream` is left to the decompressor, which knows where its data ends: they may end in the
  // same byte.
  const packed = [...text.matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)endstream/g)].map(([, data = '']) => {
    try {
      return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
    } catch {
      // Pictures and fonts may be compressed otherwise.
      return '';
    }
  });
  return [text, ...packed].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('a slide is one page, the playground a few', async ({ page, browserName }) => {
  // Playwright passes inches, which Firefox takes for centimetres.
  const unit = browserName === 'firefox' ? 2.54 : 1;
  const pages = async (landscape: boolean) =>
    pagesOf(await page.pdf({ width: `${8.27 * unit}in`, height: `${11.7 * unit}in`, landscape }));
  await new Playground(page).open('#1ncollision~5', '?view=slide');
  expect(await pages(true)).toBe(1);
  await new Playground(page).open('#1ncollision~5');
  for (const across of [false, true]) {
    const few = await pages(across);
    expect(few).toBeGreaterThan(0);
    // Firefox breaks once more.
    expect(few).toBeLessThanOrEqual(4);
  }
});

test('on paper nothing stands that only moves', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  await playground.press('ArrowLeft');
  const motions = page.locator('.motions').first();
  // Where a browser cannot be asked for motion, nothing moves on the screen either.
  const still = await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  if (!still) await expect(motions).not.toHaveCSS('display', 'none');
  await onPaper(page);
  await expect(motions).toHaveCSS('display', 'none');
});

test('rule 8: a slide fills a sheet of its own size, however large its window was', async ({ page, browserName }) => {
  await new Playground(page).open('#1ncollision~5', '?view=slide');
  for (const [width, height] of [
    [1440, 900],
    [960, 540],
    [700, 500],
  ] as const) {
    await page.setViewportSize({ width, height });
    // Other browsers are asked for the size of the sheet in other ways.
    if (browserName === 'chromium') {
      const [, sheet] =
        /MediaBox \[0 0 (.*?)\]/.exec((await page.pdf({ preferCSSPageSize: true })).toString('latin1')) ?? [];
      const [across = 0, down = 0] = (sheet ?? '').split(' ').map(Number);
      expect(across).toBeCloseTo(10 * 72, 0);
      expect(down).toBeCloseTo(5.625 * 72, 0);
    }
    await onPaper(page);
    const box = await page.locator('main.slide').boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0 });
    expect(box?.width).toBeCloseTo(10 * 96, 0);
    expect(box?.height).toBeCloseTo(5.625 * 96, 0);
    await page.emulateMedia({ media: null });
  }
});

test('rule 8: a slide in an upright window is printed whole, on either side of a sheet', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await new Playground(page).open('#1ncollision~5', '?view=slide');
  await onPaper(page);
  const box = await page.locator('main.slide').boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0 });
  expect(box?.width).toBeLessThanOrEqual(PAPERS['A4 upright']);
  // A4 across, and Letter across: 210 and 215.9 mm high.
  expect(box?.height).toBeLessThanOrEqual((210 * 96) / 25.4);
  for (const part of await page.locator('.slide svg.picture, .slide .words').all()) {
    const { y = 0, height = 0 } = (await part.boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(box?.height ?? 0);
  }
});

test('a lesson is printed as far as it was read, the figure above the text', async ({ page }) => {
  await page.setViewportSize({ width: PAPERS['A4 upright'], height: 1000 });
  await page.goto('./?lesson=fork#7');
  await expect(page.locator('svg.picture')).toHaveCount(2);
  await onPaper(page);
  const figure = await page.getByRole('region', { name: 'Figure' }).boundingBox();
  const text = await page.locator('.column').boundingBox();
  expect(figure && text && figure.y < text.y).toBe(true);
  const cut = await page
    .locator('.column, .lesson, main')
    .evaluateAll((parts) =>
      parts.filter((part) => part.scrollHeight > part.clientHeight + 1).map((part) => part.getAttribute('class')),
    );
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(text?.height ?? Infinity);
});
