import { expect, test } from './test.ts';
import { engineRun, mostDifferent, Playground, tap } from './playground.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const { name, step } = mostDifferent();

test('a phone shows everything without scrolling sideways', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${name}~${step}`);
  const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await page.evaluate(tooWide)).toBe(0);
  const cards = page.getByRole('group', { name: 'Machines' });
  const titles = engineRun(name).machines.map(({ title }) => title);
  await expect(page.getByRole('heading', { name: titles[0] ?? '', exact: true })).toBeInViewport();
  await cards.evaluate((element) => element.scrollTo({ left: element.scrollWidth, behavior: 'instant' }));
  await expect(page.getByRole('heading', { name: titles[1] ?? '', exact: true })).toBeInViewport();
});

test('a phone steps by taps', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await tap(page.getByRole('button', { name: 'Next statement' }));
  await tap(page.getByRole('button', { name: 'Script', exact: true }));
  await expect(playground.current).toContainText('1');
  await tap(page.getByRole('button', { name: 'Previous micro-step' }));
  await tap(page.getByRole('button', { name: 'To the end' }));
  await expect(playground.current).not.toContainText(/^1/);
  await tap(page.getByRole('button', { name: 'Why', exact: true }));
  await expect(page.getByRole('region', { name: 'Why' })).toBeVisible();
  await tap(page.getByRole('button', { name: 'Script', exact: true }));
  await expect(playground.statements.first()).toBeVisible();
});

test('a phone has every machine a tap away, and the question at the thumb', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${name}~${step}`);
  const titles = engineRun(name).machines.map(({ title }) => title);
  const switches = page.getByRole('group', { name: 'Which machine' }).getByRole('button');
  await expect(switches.first()).toContainText('differs');
  await tap(switches.nth(1));
  await expect(page.getByRole('heading', { name: titles[1] ?? '', exact: true })).toBeInViewport({ ratio: 1 });
  await expect(switches.nth(1)).toHaveAttribute('aria-pressed', 'true');

  const menu = page.getByRole('button', { name: 'Menu' });
  await tap(menu);
  await tap(page.getByRole('button', { name: 'Scenarios' }));
  await expect(playground.dialog('Scenarios')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  await playground.open('#1ncollision~4');
  await tap(page.getByRole('button', { name: 'Next statement' }));
  const choice = playground.question.locator('.choices').getByRole('button').first();
  await expect(choice).toBeVisible();
  const box = await choice.boundingBox();
  expect(box && box.y > 422 && box.height >= 40).toBe(true);
  await tap(choice);
  await tap(choice);
  await expect(playground.about).toContainText('You said');
  await expect(playground.about).toBeInViewport({ ratio: 1 });
});

test('the timeline is scrubbed by statements, and away from the line by micro-steps', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1nprivate-pfn-cow');
  const track = page.getByRole('slider', { name: 'Timeline' });
  const box = await track.boundingBox();
  if (!box) throw new Error('The timeline is not drawn.');
  const now = () => track.getAttribute('aria-valuetext');
  await tap(track, { x: box.width - 15, y: 16 });
  await expect(track).toHaveAttribute('aria-valuenow', (await track.getAttribute('aria-valuemax')) ?? '');

  await page.mouse.move(box.x + box.width - 15, box.y + 16);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.75, box.y + 16, { steps: 8 });
  const there = Number(await track.getAttribute('aria-valuemax')) * 0.75;
  await expect(async () => {
    expect(Math.abs(Number(await track.getAttribute('aria-valuenow')) - there)).toBeLessThanOrEqual(1);
  }).toPass();
  const coarse = await now();
  await page.mouse.move(box.x + box.width * 0.75, box.y - 80);
  // A hand takes more than one frame.
  await page.mouse.move(box.x + box.width * 0.75 - 15, box.y - 80, { steps: 15 });
  await expect.poll(now).not.toBe(coarse);
  await page.mouse.up();
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
});

test('on a low screen a question shows all its answers', async ({ page }) => {
  const playground = new Playground(page);
  for (const [width, height] of [
    [960, 540],
    [844, 390],
  ] as const) {
    await test.step(`${width} × ${height}`, async () => {
      await page.goto('about:blank');
      await page.setViewportSize({ width, height });
      await playground.open('#1ncollision~4');
      await page.keyboard.press('ArrowRight');
      await expect(playground.question).toBeVisible();
      for (const button of await playground.question.getByRole('button').filter({ hasNotText: 'Skip' }).all())
        await expect(button).toBeInViewport({ ratio: 0.9 });
    });
  }
});

test('on small screens the player covers nothing, and nothing is out of reach', async ({ page }) => {
  const playground = new Playground(page);
  for (const [width, height] of [
    [844, 390],
    [320, 568],
    [768, 1024],
  ] as const) {
    await test.step(`${width} × ${height}`, async () => {
      await page.goto('about:blank');
      await page.setViewportSize({ width, height });
      await playground.open(`#1n${name}~${step}`);
      for (const button of ['Play', 'Next statement', 'To the end'])
        await expect(page.getByRole('button', { name: button, exact: true })).toBeInViewport({ ratio: 1 });
      await expect(page.getByRole('slider', { name: 'Timeline' })).toBeInViewport({ ratio: 1 });
      await expect(
        page.getByRole('heading', { level: 2, name: engineRun(name).machines[0]?.title ?? '' }),
      ).toBeInViewport();
      const { scrollWidth, scrollHeight } = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return { scrollWidth, scrollHeight };
      });
      expect({ scrollWidth, scrollHeight }).toEqual({ scrollWidth: width, scrollHeight: height });
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('header *, .transport *, .switch *, .side *, .legend summary')]
          .filter((e) => e.matches('button, select, a, summary'))
          .map((e) => ({ name: e.textContent?.trim() || e.ariaLabel, box: e.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
          .map(({ name, box }) => `${name} ${Math.round(box.width)} × ${Math.round(box.height)}`),
      );
      expect(small).toEqual([]);
    });
  }
});

test('a screen that is rotated repeatedly shows each step without errors', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${name}~0`);
  const sizes = [
    { width: 1440, height: 900 },
    { width: 844, height: 390 },
    { width: 390, height: 844 },
  ];
  for (const size of [...sizes, ...sizes, ...sizes]) {
    // Both at once: deferred work of a step may find its part of the page gone.
    await Promise.all([page.keyboard.press('ArrowRight'), page.setViewportSize(size)]);
  }
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowRight');
  await page.setViewportSize({ width: 960, height: 540 });
  // Up to the fraction of a pixel to which browsers scroll.
  await expect(playground.current).toBeInViewport({ ratio: 0.98 });
});
