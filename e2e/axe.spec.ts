import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { anyQuestion, mostDifferent, Playground } from './playground.ts';

const { name, step } = mostDifferent();
const link = `#1n${name}~${step}`;
const question = anyQuestion();
const beforeQuestion = `#1n${question.name}~${question.step - 1}`;

const VIEWS: readonly (readonly [view: string, show: (playground: Playground) => Promise<void>])[] = [
  ['the start', (p) => p.open()],
  ['a difference', (p) => p.open(link)],
  ['the slide', (p) => p.open(link, '?view=slide')],
  [
    'the scenarios',
    async (p) => {
      await p.open();
      await p.page.getByRole('button', { name: 'Scenarios' }).click();
    },
  ],
  [
    'the share dialog',
    async (p) => {
      await p.open();
      await p.page.getByRole('button', { name: 'Share' }).click();
    },
  ],
  [
    'the help',
    async (p) => {
      await p.open();
      await p.press('?');
    },
  ],
  [
    'the editor',
    async (p) => {
      await p.open();
      await p.page.getByRole('button', { name: 'edit' }).click();
      await p.editor.fill('A raed io');
      await expect(p.page.getByText('1:3')).toBeVisible();
    },
  ],
  ['a broken link', (p) => p.open('#1zbroken')],
  [
    'a question',
    async (p) => {
      await p.open(beforeQuestion);
      await p.press('ArrowRight');
      await expect(p.question).toBeVisible();
    },
  ],
  [
    'the reply to a prediction',
    async (p) => {
      await p.open(beforeQuestion);
      await p.press('ArrowRight', '1');
      await expect(p.about).toContainText('You said');
    },
  ],
  [
    'a question on a slide',
    async (p) => {
      await p.open(beforeQuestion, '?view=slide');
      await p.press('ArrowRight');
      await expect(p.question).toBeVisible();
    },
  ],
  [
    'the blanked screen',
    async (p) => {
      await p.open();
      await p.press('.');
      await expect(p.page.getByRole('button', { name: 'Show the page again' })).toBeVisible();
    },
  ],
  [
    'a phone',
    async (p) => {
      await p.page.setViewportSize({ width: 390, height: 844 });
      await p.open(link);
    },
  ],
];

const THEMES = ['light', 'dark', 'projector'] as const;

/** A theme is colours: what does not depend on them is judged once, in the first. */
function judge(page: Page, theme: (typeof THEMES)[number]): AxeBuilder {
  const axe = new AxeBuilder({ page });
  return theme === THEMES[0] ? axe : axe.withRules(['color-contrast']);
}

async function violations(page: Page, theme: (typeof THEMES)[number]): Promise<string[]> {
  const { violations } = await judge(page, theme).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const theme of THEMES) {
  test.describe(theme, () => {
    test.beforeEach(({ page }) => page.addInitScript((name) => localStorage.setItem('folioscope-theme', name), theme));

    for (const [view, show] of VIEWS) {
      test(`axe finds nothing in ${view}`, async ({ page }) => {
        await show(new Playground(page));
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
        expect(await violations(page, theme)).toEqual([]);
      });
    }

    test('axe finds nothing in any tab', async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 900 });
      await new Playground(page).open(link);
      const tabs = page.getByRole('tab');
      const names = await tabs.allTextContents();
      expect(names.length).toBeGreaterThan(5);
      const found: Record<string, string[]> = {};
      for (const [i, name] of names.entries()) {
        await tabs.nth(i).click();
        await expect(tabs.nth(i)).toHaveAttribute('aria-selected', 'true');
        // The first view of this theme has judged the rest of the page.
        const { violations } = await judge(page, theme)
          .include('[role="tablist"]')
          .include('[role="tabpanel"]')
          .analyze();
        found[name.trim()] = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
      }
      expect(found).toEqual(Object.fromEntries(names.map((name) => [name.trim(), []])));
    });
  });
}
