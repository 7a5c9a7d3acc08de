/** A scenario on paper. Expected: the rules of paper themselves, and what the engine answers. */
import { answersOf, answerText } from '../engine/say/index.ts';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { expect, test } from './test.ts';
import { onPaper } from './onPaper.ts';
import { engineRun } from './playground.ts';
import { LONG, shuffled } from './sample.ts';

/** In pixels, at 96 to the inch, without the hand-out's margins. */
const MM = 96 / 25.4;
const PAPERS = {
  A4: { width: Math.floor((210 - 28) * MM), height: Math.floor((297 - 28) * MM) },
  Letter: { width: Math.floor((215.9 - 28) * MM), height: Math.floor((279.4 - 28) * MM) },
};

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`./${address}`);
  await page.locator('table.of').waitFor();
}

for (const [paper, size] of Object.entries(PAPERS)) {
  test(`rule 8, ${paper}: every step fits a page, and nothing is cut, coloured or for the screen`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize(size);
    const some = shuffled(['lost-page', 'observers', 'huge-pfn', 'insert-page', 'fork-refused'], paper);
    for (const name of LONG ? some : some.slice(0, 2)) {
      await page.goto('about:blank');
      await open(page, `?handout#1n${name}`);
      await onPaper(page);
      const found = await page.evaluate(({ height }) => {
        const faults: string[] = [];
        const head = document.querySelector('thead')?.getBoundingClientRect().height ?? 0;
        for (const row of document.querySelectorAll('tbody')) {
          const box = row.getBoundingClientRect();
          const about = row.textContent.trim().slice(0, 40);
          if (box.height + head > height) faults.push(`${about} is higher than a page`);
          if (getComputedStyle(row).breakInside !== 'avoid') faults.push(`${about} may be split`);
        }
        if (!document.querySelector('footer')?.closest('tbody.step'))
          faults.push('the foot may have a page of its own');
        // In Firefox the box of a path has room for corners that its line might have.
        for (const part of document.querySelectorAll('main *:not(path)')) {
          const box = part.getBoundingClientRect();
          if (box.width > 0 && (box.left < -1 || box.right > innerWidth + 1) && !part.closest('.hidden, .bar'))
            faults.push(`${part.nodeName} leaves the paper`);
          if (['auto', 'scroll'].includes(getComputedStyle(part).overflowY)) faults.push(`${part.nodeName} scrolls`);
        }
        for (const part of document.querySelectorAll('main svg *')) {
          // Browsers print these as large images.
          if (getComputedStyle(part).fill.startsWith('url(')) faults.push(`${part.nodeName} is filled with a pattern`);
        }
        for (const word of document.querySelectorAll('svg.picture text')) {
          const [, kept = ''] = /^(?!\+\d)(\D.*)…$/.exec(word.textContent.trim()) ?? [];
          const words = word.closest('tbody')?.querySelector('.ending')?.textContent ?? '';
          if (kept !== '' && !words.includes(`"${kept}`)) faults.push(`${word.textContent} is cut`);
        }
        const buttons = [...document.querySelectorAll('button')].filter((button) => button.checkVisibility());
        return { faults, steps: document.querySelectorAll('tbody.step svg.picture').length, buttons: buttons.length };
      }, size);
      expect(found.faults, name).toEqual([]);
      const { machines, steps } = engineRun(name);
      expect(found.steps).toBe(machines.length * (steps.length - 1));
      expect(found.buttons).toBe(0);
    }
    // Ink: pixels that are not grey.
    const shot = await page.screenshot({ fullPage: false });
    const coloured = await page.evaluate(async (data) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
      let count = 0;
      for (let i = 0; i < pixels.length; i += 4) {
        const [r = 0, g = 0, b = 0] = [pixels[i], pixels[i + 1], pixels[i + 2]];
        if (Math.max(r, g, b) - Math.min(r, g, b) > 16) count++;
      }
      return count;
    }, shot.toString('base64'));
    expect(coloured).toBe(0);
  });
}

test('with answers it gives those of the engine, and without it leaves room for one for each machine', async ({
  page,
}) => {
  const { machines, steps } = engineRun('lost-page');
  const asked = steps.flatMap((step) => step.asks);
  expect(asked.length).toBeGreaterThan(0);
  await open(page, '?handout#1nlost-page');
  await expect(page.locator('.tick')).toHaveCount(asked.length * machines.length);
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  await expect(page.getByRole('link', { name: /#1nlost-page/ })).toBeVisible();
  await page.getByRole('link', { name: 'With the answers' }).click();
  await page.locator('table.of').waitFor();
  await expect(page.locator('.tick')).toHaveCount(0);
  const said = (await page.locator('tbody.asked').allTextContents()).join(' ');
  for (const result of asked)
    for (const answer of answersOf(result)) if (answer) expect(said).toContain(answerText(answer));
  // Rules R-NP-2 and R-NP-11: with the bit it alone decides, and without it the linear rule does.
  const normal = page.locator('tbody.asked', { hasText: 'what does vm_normal_page() give' });
  await expect(normal).toContainText(/Decided on arm LPAE in vm_normal_page\(A, io\+1\): pte_special\(pte\)\? .*: no/);
  await expect(normal).toContainText(/Decided on arm 2-level in vm_normal_page\(A, io\+1\): pfn == linear\? .*: yes/);
});

test('its code leads a camera to the scenario', async ({ page }) => {
  await open(page, '?handout#1nlost-page');
  const code = page.getByRole('img', { name: 'QR code' });
  await code.scrollIntoViewIfNeeded();
  const { x = 0, y = 0, width = 0, height = 0 } = (await code.boundingBox()) ?? {};
  const shot = await page.screenshot({ clip: { x: x - 8, y: y - 8, width: width + 16, height: height + 16 } });
  const { data, size } = await page.evaluate(async (png) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return { data: [...pixels], size: [bitmap.width, bitmap.height] as const };
  }, shot.toString('base64'));
  const read = jsQR(Uint8ClampedArray.from(data), ...size)?.data ?? '';
  await page.goto(read);
  await expect(page.getByRole('heading', { level: 1, name: 'The lost page' })).toBeVisible();
});

test('on a phone it is as wide as the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '?handout=answers#1nlost-page');
  // Some browsers take room for a scroll bar.
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
});
