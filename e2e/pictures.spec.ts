/**
 * Baseline pictures. They catch changes and prove nothing: look before you replace one. `npm run e2e --
 * --update-snapshots pictures` redraws them.
 */
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';
import { groups } from './sample.ts';

const SIZES = {
  desk: { width: 1440, height: 900 },
  low: { width: 960, height: 540 },
  phone: { width: 390, height: 844 },
} as const;

const PICTURES: readonly {
  readonly name: string;
  readonly size: keyof typeof SIZES;
  readonly scheme: 'light' | 'dark';
  readonly address: string;
  readonly query?: string;
  readonly theme?: 'projector';
  readonly tab?: string;
}[] = [
  { name: 'copied', size: 'desk', scheme: 'light', address: '#1nprivate-pfn-cow~5' },
  { name: 'collision', size: 'desk', scheme: 'light', address: '#1ncollision~5' },
  { name: 'collision', size: 'desk', scheme: 'dark', address: '#1ncollision~5' },
  { name: 'collision', size: 'low', scheme: 'light', address: '#1ncollision~5' },
  { name: 'collision', size: 'phone', scheme: 'light', address: '#1ncollision~5' },
  { name: 'copied', size: 'phone', scheme: 'dark', address: '#1nprivate-pfn-cow~5' },
  { name: 'slide', size: 'low', scheme: 'light', address: '#1ncollision~5', query: '?view=slide' },
  { name: 'slide', size: 'low', scheme: 'dark', address: '#1nprivate-pfn-cow~5', query: '?view=slide' },
  { name: 'fork', size: 'desk', scheme: 'light', address: '#1nfork-reuse~3' },
  { name: 'huge', size: 'desk', scheme: 'dark', address: '#1nhuge-pfn~2' },
  { name: 'chart', size: 'desk', scheme: 'light', address: '#1nprivate-pfn-cow~5', tab: 'Chart' },
  // Last: the theme stays chosen.
  { name: 'projector', size: 'desk', scheme: 'light', address: '#1ncollision~5', theme: 'projector' },
];

for (const { number, members } of groups(PICTURES, 6)) {
  test(`the page looks as it did, group ${number}`, async ({ page }) => {
    for (const { name, size, scheme, address, query, theme, tab } of members) {
      await test.step(`${name}, ${size}, ${scheme}`, async () => {
        await page.goto('about:blank');
        await page.setViewportSize(SIZES[size]);
        await page.emulateMedia({ colorScheme: scheme });
        if (theme) await page.addInitScript((chosen) => localStorage.setItem('folioscope-theme', chosen), theme);
        await new Playground(page).open(address, query);
        if (tab) await page.getByRole('tab', { name: tab }).click();
        // Fonts differ between computers, and may be hinted differently. One that differs does not hide the others.
        await expect.soft(page).toHaveScreenshot(`${name}-${size}-${scheme}.png`, { maxDiffPixelRatio: 0.02 });
      });
    }
  });
}
