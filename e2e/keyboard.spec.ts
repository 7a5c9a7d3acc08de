/** A whole visit by keyboard alone: no mouse, the focus always seen, and never lost. */
import type { Page } from '@playwright/test';
import { expect, test } from './test.ts';
import { mostDifferent, Playground } from './playground.ts';

/** What has the focus, and whether one sees that it has. */
async function focus(page: Page): Promise<{ name: string; seen: boolean; lost: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // After the last part of the page the browser's own bars have their turn.
    if (!element || element === document.body || !document.hasFocus()) return { name: '', seen: false, lost: true };
    const look = () => {
      const inside = [element, ...element.querySelectorAll('*')].map((at) => {
        const { outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, borderColor } = getComputedStyle(at);
        return [outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, borderColor].join();
      });
      return inside.join(';');
    };
    // A part that scrolls can have the focus in Firefox; it is none of the things that are named here.
    const words = element.matches('button, a, input, select, textarea, summary, [role="button"], [role="tab"]')
      ? element.textContent
      : '';
    const name = (element.getAttribute('aria-label') ?? words ?? '').replace(/\s+/g, ' ').trim();
    const focused = look();
    const { activeElement } = document;
    (element as HTMLElement).blur();
    const blurred = look();
    (activeElement as HTMLElement).focus();
    return { name, seen: focused !== blurred, lost: false };
  });
}

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (now.lost) continue;
    expect(now.seen, `the focus is seen on "${now.name}"`).toBe(true);
    if (name.test(now.name)) return;
    passed.push(now.name.slice(0, 30));
  }
  throw new Error(`Tab does not lead to ${name}; it passed ${passed.join(', ')}`);
}

test('a whole visit by keyboard alone', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step } = mostDifferent();
  await page.setViewportSize({ width: 1440, height: 900 });
  await playground.open();

  // Dialogs open and give the focus back.
  for (const [button, dialog] of [
    [/^Scenarios$/, 'Scenarios'],
    [/^Share$/, 'Share this step'],
  ] as const) {
    await tabTo(page, button);
    await playground.press('Enter');
    await expect(playground.dialog(dialog)).toBeVisible();
    await playground.press('Escape');
    await expect(playground.dialog(dialog)).toHaveCount(0);
    expect((await focus(page)).name).toMatch(button);
  }

  await playground.press('ArrowRight');
  await expect(playground.current).toContainText('1');

  // An entry of the picture is chosen, and the tabs speak about it.
  await playground.open(`#1n${name}~${step}`);
  await page.reload();
  await playground.ready();
  await tabTo(page, /vm_normal_page/);
  await playground.press('Enter');
  await expect(page.locator('svg.picture [aria-pressed="true"]')).not.toHaveCount(0);
  await playground.press('?');
  await expect(playground.dialog('Keys')).toBeVisible();
  // There and back: beyond the last part of the page Firefox has no way back for a test.
  await tabTo(page, /^All terms$/);
  await tabTo(page, /^Close$/, 'Shift+Tab');
  await playground.press('Enter');
  expect((await focus(page)).name).toMatch(/vm_normal_page/);
  await tabTo(page, /^Why$/);
  const count = await page.getByRole('tab').count();
  for (let i = 0; i < count; i++) {
    expect((await focus(page)).seen).toBe(true);
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await playground.press('ArrowRight');
  }

  await playground.press('d');
  await playground.press('?');
  await expect(playground.dialog('Keys')).toBeVisible();
  await playground.press('Escape');
  await expect(playground.dialog('Keys')).toHaveCount(0);
  expect((await focus(page)).lost).toBe(false);

  // Backwards: in Firefox the way on leads out of the page, from where a test has no way back.
  await tabTo(page, /^edit$/, 'Shift+Tab');
  await playground.press('Enter');
  await expect(playground.editor).toBeFocused();
  await playground.press('Escape');
  await expect(page.getByRole('button', { name: 'edit' })).toBeFocused();
});

test('the focus goes where the answer comes, and into what is opened', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~4');
  await playground.press('ArrowRight');
  await playground.question.getByRole('button').first().focus();
  await playground.press('Enter');
  await expect(playground.about).toContainText('You said');
  await expect(playground.about).toBeFocused();

  // The frames of the page tables stand folded; open, the first of them has the focus.
  const fold = page.getByRole('button', { name: /frames hold page tables\. Open\./ }).first();
  await fold.focus();
  await playground.press('Enter');
  await expect(page.locator('.picture').first().locator(':focus')).toHaveCount(1);

  // An entry that is asked answers.
  await page
    .getByRole('button', { name: /^io\+1 of A/ })
    .first()
    .focus();
  await playground.press('Enter');
  await expect(page.getByRole('status', { name: 'The answer' })).toContainText('x86-64: normal page.');
});
