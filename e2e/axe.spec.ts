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

interface View {
  readonly view: string;
  /** From what the view before it in its group has left. */
  readonly show: (playground: Playground) => Promise<void>;
  /** What is new in it. `npm run long` judges the whole page again. */
  readonly part?: string;
}

const fresh = async (p: Playground, ...address: [fragment?: string, query?: string]): Promise<void> => {
  await p.page.goto('about:blank');
  await p.open(...address);
};

const GROUPS: Readonly<Record<string, readonly View[]>> = {
  'the start, and in what opens over it': [
    { view: 'the start', show: (p) => fresh(p) },
    ...DIALOGS.map(({ key, title }): View => ({
      view: `the dialog “${title}”`,
      show: async (p) => {
        await p.press('Escape');
        await expect(p.page.getByRole('dialog')).toHaveCount(0);
        await p.press(key);
        await expect(p.dialog(title)).toBeVisible();
      },
      part: 'dialog',
    })),
    {
      view: 'the editor',
      show: async (p) => {
        await p.press('Escape');
        await expect(p.page.getByRole('dialog')).toHaveCount(0);
        await p.page.getByRole('button', { name: 'edit' }).click();
        await p.editor.fill('A raed io');
        await expect(p.page.getByText('1:3')).toBeVisible();
      },
    },
  ],
  'the pages before the playground': [
    {
      view: 'the first page',
      show: async ({ page }) => {
        await page.goto('./');
        await expect(page.locator('svg.picture')).toHaveCount(2);
      },
    },
    {
      view: 'a lesson with a wrong answer',
      show: async ({ page }) => {
        await page.goto('./?lesson=collision#3');
        await expect(page.getByText('question 1 of')).toBeVisible();
        await page.keyboard.press('1');
        await page.keyboard.press('1');
        await expect(page.getByRole('region', { name: 'Reply' })).toBeVisible();
      },
    },
    {
      view: 'the list of lessons',
      show: async ({ page }) => {
        await page.goto('./?course');
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lessons');
      },
    },
    {
      view: 'the table of architectures',
      show: async ({ page }) => {
        await page.goto('./?archs&columns=behaviour&sort=young');
        await expect(page.getByRole('link', { name: 'm68k' })).toBeVisible();
      },
    },
  ],
  'a difference, on every screen': [
    { view: 'a difference', show: (p) => fresh(p, link) },
    {
      view: 'a word that somebody typed',
      show: async ({ page }) => {
        await page.getByRole('tab', { name: 'Bits' }).click();
        await page.getByRole('button', { name: 'What if: type a word' }).click();
        await page.getByRole('textbox', { name: 'Word' }).fill('xyz');
        await expect(page.getByText('hexadecimal digits')).toBeVisible();
      },
      part: '[role="tabpanel"]',
    },
    {
      view: 'a phone',
      show: async (p) => {
        await p.page.setViewportSize({ width: 390, height: 844 });
        await fresh(p, link);
      },
    },
  ],
  'a question and in what follows it': [
    {
      view: 'a question',
      show: async (p) => {
        await fresh(p, beforeQuestion);
        await p.press('ArrowRight');
        await expect(p.question).toBeVisible();
      },
      part: 'section.predict',
    },
    {
      view: 'the reply to a prediction',
      show: async (p) => {
        await p.press(...question.ask.answers.map(() => '1'));
        await expect(p.about.locator('li').first()).toBeVisible();
      },
      part: '[aria-label="About this step"]',
    },
    {
      view: 'the blanked screen',
      show: async (p) => {
        await p.press('.');
        await expect(p.page.getByRole('button', { name: 'Show the page again' })).toBeVisible();
      },
      part: '.blank',
    },
  ],
  slides: [
    { view: 'the slide', show: (p) => fresh(p, link, '?view=slide') },
    {
      view: 'a question on a slide',
      show: async (p) => {
        await fresh(p, beforeQuestion, '?view=slide');
        await p.press('ArrowRight');
        await expect(p.question).toBeVisible();
      },
      part: 'section.predict',
    },
  ],
  'a broken link and in the whole chart': [
    { view: 'a broken link', show: (p) => fresh(p, '#1zbroken'), part: '[aria-label="Notices"]' },
    {
      view: 'the whole chart, a box of it open',
      show: async (p) => {
        await fresh(p, '#1nprivate-pfn-cow~3');
        await p.page.getByRole('tab', { name: 'Chart' }).click();
        await p.page.getByRole('button', { name: 'Whole chart' }).click();
        await p.page.locator('[data-stop="do_wp_page"] rect').first().click();
        await expect(p.page.getByRole('region', { name: 'About do_wp_page' })).toBeVisible();
      },
      part: '[role="tabpanel"]',
    },
  ],
};

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
    // What passes need not be described.
    axe.options({ resultTypes: ['violations'] });
    const { violations } = await (theme === themes[0] ? axe : axe.withRules(['color-contrast'])).analyze();
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ target, html }) => `${theme}, ${id}: ${target.join(' ')} ${html}`));
  }
  return found;
}

for (const [title, views] of Object.entries(GROUPS)) {
  test(`axe finds nothing in ${title}, in any theme`, async ({ page }) => {
    const playground = new Playground(page);
    for (const { view, show, part } of views) {
      await test.step(view, async () => {
        await show(playground);
        const parts = part === undefined || LONG ? [] : [part];
        expect(await violations(page, themesFor(view), ...parts), view).toEqual([]);
      });
    }
  });
}

test('axe finds nothing in any tab, in any theme', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await new Playground(page).open(link);
  const tabs = page.getByRole('tab');
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
