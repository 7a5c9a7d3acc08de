import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test.ts';
import { linkTo, Playground } from './playground.ts';

const LARGE = `machines x86_64 arm
A mmap io 4 private rw remap_pfn_range mmio+0
A mmap heap 4096 private rw anon
A madvise heap+0..1999 populate_write
A write io+1
`;

const HUGE = `machines x86_64 arm
A mmap io 1024 private rw remap_pfn_range mmio+0
A mmap heap 4096 private rw anon
A madvise heap* populate_write
A fork B
B write heap+2000
`;

async function openLarge(playground: Playground, text = LARGE, step = 4): Promise<void> {
  await playground.open(linkTo(text, step));
  // Thousands of faults take a while on a busy computer.
  await expect(playground.current).toContainText(String(step), { timeout: 30_000 });
}

test('a page in the middle of a large mapping is found by its name, by keys alone, and stays open', async ({
  page,
}) => {
  const playground = new Playground(page);
  await openLarge(playground);
  await playground.press('/');
  const field = page.getByRole('combobox', { name: 'What to find' });
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
  // Enter goes there and moves the focus, so that screen readers announce it.
  await expect(found.first()).toBeFocused();
  await playground.press('PageUp');
  await expect(playground.current).toContainText('3');
  await expect(page.getByRole('button', { name: /^heap\+1235 of A/ })).toHaveCount(2);
  expect(await page.locator('.machines svg *').count()).toBeLessThan(4000);
});

test('finds addresses and frames; reports what is nowhere', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  const field = page.getByRole('combobox', { name: 'What to find' });
  await field.fill('0x20001000');
  await expect(page.getByRole('dialog').getByRole('option')).toContainText('io+1 of A');
  await field.fill('pfn 0x77777');
  await expect(playground.dialog('Find').getByRole('status')).toContainText('No frame 0x77777');
  await field.fill('mmio+2');
  await page.getByRole('dialog').getByRole('option').first().click();
  await expect(page.getByRole('button', { name: /^Frame 0x9f002/, pressed: true })).toBeVisible();
});

test('rule 15: machines zoom and scroll together, and a wheel zooms only with Ctrl', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground);
  const widths = () =>
    page.locator('.machines svg.picture').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  const [before] = await widths();
  const wheel = (ctrlKey: boolean) =>
    page
      .locator('.machines .scroll')
      .first()
      .evaluate((one, ctrlKey) => {
        return one.dispatchEvent(new WheelEvent('wheel', { deltaY: -200, ctrlKey, cancelable: true, bubbles: true }));
      }, ctrlKey);
  expect(await wheel(false)).toBe(true);
  await expect(page.getByRole('button', { name: '100 %' })).toBeVisible();
  expect(await wheel(true)).toBe(false);
  await expect.poll(async () => (await widths())[0]).toBeGreaterThan(before ?? 0);
  await playground.press('z');
  await playground.press('+', '+');
  await expect.poll(async () => (await widths())[0]).toBeGreaterThan((before ?? 0) * 1.8);
  const [left, right] = await widths();
  expect(left).toBeCloseTo(right ?? 0, 0);
  const places = () => page.locator('.machines .scroll').evaluateAll((all) => all.map((one) => one.scrollLeft));
  // Zooming in scrolls to the change once the picture is at rest, so an earlier scroll must be repeated.
  await expect(async () => {
    await page
      .locator('.machines .scroll')
      .first()
      .evaluate((one) => one.scrollTo(150, 0));
    await expect.poll(places, { timeout: 1000 }).toEqual([150, 150]);
  }).toPass();
  await page.getByRole('button', { name: '200 %' }).click();
  await expect.poll(async () => (await widths())[0]).toBeCloseTo(before ?? 0, 0);
});

test('zooming in keeps the selection in sight, or else what just changed', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1nprivate-pfn-cow~5');
  await playground.press('+', '+');
  for (const machine of await page.locator('.machines .scroll').all()) {
    await expect(machine.locator('rect.changed').first()).toBeInViewport({ ratio: 1 });
  }
  await playground.press('z');
  const [picked] = await page.getByRole('button', { name: /^io\+3 of B/ }).all();
  await picked?.click();
  await playground.press('+', '+');
  const pressed = page.locator('.machines [data-stop][aria-pressed="true"]').first();
  await expect(pressed).toBeInViewport({ ratio: 1 });
});

test('z resets the zoom', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('+', '+');
  await expect(page.getByRole('button', { name: '200 %' })).toBeVisible();
  await playground.press('z');
  await expect(page.getByRole('button', { name: '100 %' })).toBeVisible();
});

test('a large mapping has a strip, which opens its pages by keys and by the pointer', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground);
  const strip = page.getByRole('slider', { name: 'Overview of heap of A' });
  await expect(page.getByRole('slider', { name: /^Overview/ })).toHaveCount(1);
  await expect(strip).toHaveAttribute('aria-valuetext', /^heap\+0 to heap\+4095: 2000 normal pages, 2000 writable/);
  await strip.focus();
  await playground.press('End', 'Home', 'PageUp', 'ArrowRight');
  await expect(strip).toHaveAttribute('aria-valuetext', 'heap+272 to heap+287: 16 normal pages, 16 writable.');
  const opened = (at: number) => page.getByRole('button', { name: new RegExp(`^heap\\+${at} of A`) });
  await expect(opened(272)).toHaveCount(2);
  for (const one of await opened(272).all()) await expect(one).toBeInViewport();
  await expect(playground.current).toContainText('4');

  const box = await strip.boundingBox();
  if (!box) throw new Error('The strip is not seen.');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.3, middle);
  await page.mouse.move(box.x + (box.width * 3010) / 4096, middle);
  await page.mouse.up();
  await expect(strip).toHaveAttribute('aria-valuetext', 'heap+3008 to heap+3023: nothing mapped.');
  await expect(opened(3008)).toHaveCount(2);
  await expect(opened(280)).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).include('.overview').analyze();
  expect(violations).toEqual([]);
});

test('of many large mappings the strip shows one, at first the one that the step concerns', async ({ page }) => {
  const playground = new Playground(page);
  await openLarge(playground, HUGE, 5);
  const strip = page.getByRole('slider', { name: /^Overview/ });
  await expect(strip).toHaveCount(1);
  await expect(strip).toHaveAccessibleName('Overview of heap of B');
  await expect(strip).toHaveAttribute('aria-valuetext', /4096 normal pages, 1 writable, 1 changed/);
  const list = page.getByRole('combobox', { name: 'Which mapping' });
  await expect(list.getByRole('option')).toHaveText(['io of A', 'heap of A', 'io of B', 'heap of B']);
  await list.selectOption('io of B');
  await expect(strip).toHaveAttribute('aria-valuetext', /^io\+0 to io\+1023: 1024 raw entries, 0 writable/);
});

test('an ordinary lesson has no strip', async ({ page }) => {
  await new Playground(page).open();
  await expect(page.getByRole('slider', { name: /^Overview/ })).toHaveCount(0);
});
