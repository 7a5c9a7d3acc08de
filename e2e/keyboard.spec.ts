/** A whole visit by keyboard: the focus is always visible and never lost. */
import type { Page } from '@playwright/test';
import { DIALOGS } from '../web/panels/dialogs.ts';
import { expect, test } from './test.ts';
import { mostDifferent, Playground } from './playground.ts';

async function focus(page: Page): Promise<{ name: string; seen: boolean; lost: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // After the last element, the browser's own controls get the focus.
    if (!element || element === document.body || !document.hasFocus()) return { name: '', seen: false, lost: true };
    const look = () => {
      const inside = [element, ...element.querySelectorAll('*')].map((at) => {
        const { outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, borderColor } = getComputedStyle(at);
        return [outlineStyle, outlineWidth, boxShadow, stroke, strokeWidth, borderColor].join();
      });
      return inside.join(';');
    };
    // In Firefox a scrolling region can have the focus; it is not one of the elements named here.
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

  for (const { button, title } of DIALOGS.filter(({ button }) => button.place === 'first')) {
    await tabTo(page, new RegExp(`^${button.label}$`));
    await playground.press('Enter');
    await expect(playground.dialog(title)).toBeVisible();
    await playground.press('Escape');
    await expect(playground.dialog(title)).toHaveCount(0);
    expect((await focus(page)).name).toBe(button.label);
  }

  await playground.press('ArrowRight');
  await expect(playground.current).toContainText('1');

  await playground.open(`#1n${name}~${step}`);
  await page.reload();
  await playground.ready();
  await tabTo(page, /vm_normal_page/);
  await playground.press('Enter');
  await expect(page.locator('svg.picture [aria-pressed="true"]')).not.toHaveCount(0);
  await playground.press('?');
  await expect(playground.dialog('Keys')).toBeVisible();
  // Back from the page: past its last element, tests cannot return in Firefox.
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

  // Backwards: forwards leads out of the page, from where tests cannot return in Firefox.
  await tabTo(page, /^edit$/, 'Shift+Tab');
  await playground.press('Enter');
  await expect(playground.editor).toBeFocused();
  await playground.press('Escape');
  await expect(page.getByRole('button', { name: 'edit' })).toBeFocused();
});

test('the focus moves to the answer, and into what is opened', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~4');
  await playground.press('ArrowRight');
  await playground.question.locator('.choices').getByRole('button').first().focus();
  await playground.press('Enter', 'Enter');
  await expect(playground.about).toContainText('You said');
  await expect(playground.about).toBeFocused();

  const fold = page.getByRole('button', { name: /frames hold page tables\. Open\./ }).first();
  await fold.focus();
  await playground.press('Enter');
  await expect(page.locator('.picture').first().locator(':focus')).toHaveCount(1);

  await page
    .getByRole('button', { name: /^io\+1 of A/ })
    .first()
    .focus();
  await playground.press('Enter');
  await expect(page.getByRole('status', { name: 'The answer' })).toContainText('x86-64: normal page.');
});
