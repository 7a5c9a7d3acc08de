import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { DIALOGS } from '../web/panels/dialogs.ts';
import { expect, test } from './test.ts';
import { LONG, shuffled } from './sample.ts';
import { anyQuestion, mostDifferent, Playground } from './playground.ts';

const { name, step } = mostDifferent();
const link = `#1n${name}~${step}`;
const question = anyQuestion();
const beforeQuestion = `#1n${question.name}~${question.step - 1}`;

type View = readonly [view: string, show: (playground: Playground) => Promise<void>];
const VIEWS: readonly View[] = [
  ['the start', (p) => p.open()],
  [
    'the first page',
    async ({ page }) => {
      await page.goto('./');
      await expect(page.locator('svg.picture')).toHaveCount(2);
    },
  ],
  [
    'a lesson with a wrong answer',
    async ({ page }) => {
      await page.goto('./?lesson=collision#3');
      await expect(page.getByText('question 1 of')).toBeVisible();
      await page.keyboard.press('1');
      await page.keyboard.press('1');
      await expect(page.getByRole('region', { name: 'Reply' })).toBeVisible();
    },
  ],
  [
    'the list of lessons',
    async ({ page }) => {
      await page.goto('./?course');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');
    },
  ],
  [
    'the table of architectures',
    async ({ page }) => {
      await page.goto('./?archs&columns=behaviour&sort=young');
      await expect(page.getByRole('link', { name: 'm68k' })).toBeVisible();
    },
  ],
  ['a difference', (p) => p.open(link)],
  ['the slide', (p) => p.open(link, '?view=slide')],
  ...DIALOGS.map(({ key, title }): View => [
    `the dialog “${title}”`,
    async (p) => {
      await p.open();
      await p.press(key);
      await expect(p.dialog(title)).toBeVisible();
    },
  ]),
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
      await p.press('ArrowRight', ...question.ask.answers.map(() => '1'));
      await expect(p.about.locator('li').first()).toBeVisible();
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
    'the whole chart, a box of it open',
    async (p) => {
      await p.open('#1nprivate-pfn-cow~3');
      await p.page.getByRole('tab', { name: 'Chart' }).click();
      await p.page.getByRole('button', { name: 'Whole chart' }).click();
      await p.page.locator('[data-stop="do_wp_page"] rect').first().click();
      await expect(p.page.getByRole('region', { name: 'About do_wp_page' })).toBeVisible();
    },
  ],
  [
    'a word that somebody typed',
    async (p) => {
      await p.open(link);
      await p.page.getByRole('tab', { name: 'Bits' }).click();
      await p.page.getByRole('button', { name: 'What if: type a word' }).click();
      await p.page.getByRole('textbox', { name: 'Word' }).fill('xyz');
      await expect(p.page.getByText('hexadecimal digits')).toBeVisible();
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
/** In a long run every theme, otherwise one. */
const themesFor = (what: string): readonly string[] => (LONG ? THEMES : shuffled(THEMES, what).slice(0, 1));

/** Turns the page to each theme, and says what is wrong in which. A theme is colours: all other rules are for the first. */
async function violations(page: Page, themes: readonly string[], ...parts: string[]): Promise<string[]> {
  const found: string[] = [];
  // Axe skips text over gradients, which the shadows of scrolling regions are.
  await page.addStyleTag({ content: '.edges { background: none !important }' });
  for (const theme of themes) {
    await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), theme);
    // The page has no frames, and so needs no second page in which axe puts them together.
    const axe = parts.reduce((axe, part) => axe.include(part), new AxeBuilder({ page }).setLegacyMode());
    const { violations } = await (theme === themes[0] ? axe : axe.withRules(['color-contrast'])).analyze();
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ target, html }) => `${theme}, ${id}: ${target.join(' ')} ${html}`));
  }
  return found;
}

for (const [view, show] of VIEWS) {
  test(`axe finds nothing in ${view}, in any theme`, async ({ page }) => {
    await show(new Playground(page));
    expect(await violations(page, themesFor(view))).toEqual([]);
  });
}

test('axe finds nothing in any tab, in any theme', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await new Playground(page).open(link);
  const tabs = page.getByRole('tab');
  // The panel is drawn after the machines.
  await expect(tabs.first()).toBeVisible();
  const names = await tabs.allTextContents();
  expect(names.length).toBeGreaterThan(5);
  for (const [i, name] of names.entries()) {
    await tabs.nth(i).click();
    await expect(tabs.nth(i)).toHaveAttribute('aria-selected', 'true');
    // The views above cover the rest of the page.
    expect(await violations(page, themesFor(name), '[role="tablist"]', '[role="tabpanel"]'), name).toEqual([]);
  }
});

test('axe judges the colours of each theme', async ({ page }) => {
  await new Playground(page).open();
  await page.addStyleTag({ content: '[data-theme="dark"] h1 { color: #333 !important }' });
  expect(await violations(page, THEMES, 'h1')).toEqual([expect.stringMatching(/^dark, color-contrast: h1 /)]);
});
