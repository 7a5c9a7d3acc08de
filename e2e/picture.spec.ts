/** Pictures of a step, as files. Expected: what the command line draws without a browser, with a cascade of its own. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { encodeLink } from '../engine/text.ts';
import { offeredBy } from './offered.ts';
import { Playground } from './playground.ts';
import { expect, test } from './test.ts';

const PROGRAM = fileURLToPath(new URL('../scripts/folioscope.mjs', import.meta.url));

function rendered(...args: string[]): string {
  const file = test.info().outputPath('rendered.svg');
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'render', ...args, '-o', file]);
  expect(status, stderr.toString()).toBe(0);
  return readFileSync(file, 'utf8');
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const { data } = await offeredBy(page, () => page.getByRole('button', { name: button }).click());
  return data;
}

/** A difference is told in a few lines. */
const tags = (svg: string | Buffer): string[] => svg.toString().split('<');

test('the page saves the picture that the command line draws', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~5');
  await page.getByRole('button', { name: 'Share' }).click();
  expect(tags(await saved(page, 'Save picture as SVG'))).toEqual(tags(rendered('collision~5')));
  await page.getByLabel('Colours').selectOption('projector');
  await page.getByRole('combobox', { name: 'Machines' }).selectOption({ label: 'arm, 2-level' });
  const svg = rendered('collision~5', '--only', 'arm', '--theme', 'projector');
  expect(tags(await saved(page, 'Save picture as SVG'))).toEqual(tags(svg));
  await expect(page.getByText('Saved as collision-5-arm.svg.')).toBeVisible();
  const png = await saved(page, 'Save picture as PNG');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
});

test('markup in a title is text in page, picture and snippet', async ({ page }) => {
  const hostile = '</title></svg><script>window.ran = 1</script><img src=x onerror="window.ran = 1">';
  const text = `title ${hostile}\nA mmap io 1 private rw anon\nA write io ${JSON.stringify(hostile)}\nsay ${hostile}\n`;
  const link = encodeLink({ text });
  await new Playground(page).open(link.ok ? `${link.fragment}~2` : '');
  await page.getByRole('button', { name: 'Share' }).click();
  const svg = (await saved(page, 'Save picture as SVG')).toString();
  await page.getByRole('button', { name: 'Copy the slide as HTML' }).click();
  const snippet = await page.getByLabel('Link').inputValue();
  // The browser's own parsers: as a file, pasted into a page, and the frame's HTML.
  const found = await page.evaluate(
    ({ svg, snippet }) => {
      const parsed = [
        new DOMParser().parseFromString(svg, 'image/svg+xml'),
        new DOMParser().parseFromString(svg, 'text/html'),
        new DOMParser().parseFromString(snippet, 'text/html'),
      ];
      return {
        alien: parsed.map((doc) => doc.querySelectorAll('script, img[onerror], parsererror').length),
        title: parsed[0]?.querySelector('title')?.textContent,
        ran: 'ran' in window,
      };
    },
    { svg, snippet },
  );
  expect(found).toEqual({ alien: [0, 0, 0], title: `${hostile}, step 2 of 2`, ran: false });
});
