import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { engineRun, Playground } from './playground.ts';

const first = SCENARIOS[0]?.name ?? '';
const { steps } = engineRun(first);
const last = steps.length - 1;

test('the keys work right after the page has opened', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('End');
  await expect(playground.current).toContainText(String(last));
  await playground.press('Home');
  await expect(playground.current).toHaveCount(0);
  await playground.press('2', 'Enter');
  await expect(playground.current).toContainText('2');
  await playground.press('ArrowLeft');
  await expect(playground.current).toContainText('1');
});

test('space plays and pauses', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(playground.current).toContainText('1');
  await playground.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('a full stop blanks the screen, and the next statement shows it again', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const blank = page.getByRole('button', { name: 'Show the page again' });
  await playground.press('.');
  await expect(blank).toBeVisible();
  await playground.press('b');
  await expect(blank).toHaveCount(0);
  await playground.press('.', 'ArrowRight');
  await expect(blank).toHaveCount(0);
});

test('a question mark opens the help, Escape closes it, and no key steps meanwhile', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('?');
  await expect(playground.dialog('Keys')).toBeVisible();
  await playground.press('ArrowRight', 'Escape');
  await expect(playground.dialog('Keys')).toHaveCount(0);
  await expect(playground.current).toHaveCount(0);
});

test('a focused button keeps its space, and the arrows still step', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'Share' }).focus();
  await playground.press('ArrowRight');
  await expect(playground.current).toContainText('1');
  await playground.press('Space');
  await expect(playground.dialog('Share this step')).toBeVisible();
});

test('a letter opens the scenarios, the link and the text; a slide has none of them', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1n' + first + '~2');
  const before = await page.evaluate(() => location.hash);
  await playground.press('s');
  await expect(playground.dialog('Scenarios')).toBeVisible();
  await playground.press('Escape');
  // A dialog that is closing still gets the keys.
  await expect(page.locator('dialog')).toHaveCount(0);
  await playground.press('l');
  await expect(playground.dialog('Share this step')).toBeVisible();
  await playground.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await playground.press('e');
  await expect(playground.editor).toBeFocused();
  await playground.press('Escape');
  await expect(playground.editor).toHaveCount(0);
  // The letter itself is not typed into the text.
  expect(await page.evaluate(() => location.hash)).toBe(before);
  await playground.open('#1n' + first + '~2', '?view=slide');
  await playground.press('s', 'l', 'e');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a key that means nothing here is left to the browser', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    window.addEventListener('keydown', (event) => heard.push(`${event.key} ${event.defaultPrevented}`));
  });
  await playground.press('x', 'Escape', 'Enter', 'ArrowDown', 'Control+ArrowRight', 'ArrowRight');
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  expect(heard.filter((word) => word.endsWith('true'))).toEqual(['ArrowRight true']);
});

test('everything can be reached with the keyboard alone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1n' + first + '~2');
  const reached = new Set<string>();
  for (let i = 0; i < 150; i++) {
    await playground.press('Tab');
    const name = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      return (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();
    });
    if (name === null) break;
    reached.add(name);
  }
  const names = [...reached];
  for (const expected of ['Scenarios', 'Share', 'Present', 'edit', 'To the start', 'Play', 'To the end', 'Timeline']) {
    expect(names).toContain(expected);
  }
  const statement = steps[2]?.text.split(' ').slice(1).join(' ') ?? '';
  expect(names.some((name) => name.includes(statement))).toBe(true);
});

test('the timeline is a slider', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await slider.focus();
  await playground.press('ArrowUp', 'ArrowRight', 'ArrowDown');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^Statement 1 of ${last}, `));
  const box = await slider.boundingBox();
  if (!box) throw new Error('The timeline has no box.');
  await page.mouse.move(box.x + 20, box.y + 16);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + 16, { steps: 8 });
  await page.mouse.up();
  await expect(slider).toHaveAttribute('aria-valuenow', String(last));
});
