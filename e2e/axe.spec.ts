import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mostDifferent, Playground } from './playground.ts';

const { name, step } = mostDifferent();
const link = `#1n${name}~${step}`;

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
    'a phone',
    async (p) => {
      await p.page.setViewportSize({ width: 390, height: 844 });
      await p.open(link);
    },
  ],
];

async function violations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [view, show] of VIEWS) {
      test(`axe finds nothing in ${view}`, async ({ page }) => {
        await show(new Playground(page));
        expect(await violations(page)).toEqual([]);
      });
    }
  });
}
