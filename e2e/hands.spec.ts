// Random input in any order and at any size: nothing fails. Origin: property.
import { SCENARIOS } from '../engine/scenario/all.ts';
import { Playground } from './playground.ts';
import { LONG } from './sample.ts';
import { expect, test } from './test.ts';

const ACTIONS = LONG ? 300 : 60;
const SEEDS = LONG ? Array.from({ length: 10 }, (_, i) => i + 3) : [3, 14];
const SIZES = [
  [1440, 900],
  [960, 540],
  [390, 844],
  [844, 390],
  [768, 1024],
  [2560, 1440],
] as const;
const KEYS = [
  ...['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowLeft', 'Home', 'End', 'd', 'Shift+D'],
  ...[
    'g',
    '?',
    '/',
    'Escape',
    'Escape',
    'Escape',
    'Tab',
    'Tab',
    'Shift+Tab',
    'Enter',
    ' ',
    '+',
    '-',
    'z',
    '.',
    '1',
    '2',
  ],
  ...['ArrowDown', 'ArrowUp'],
];

function dice(seed: number) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]! };
}

for (const seed of SEEDS) {
  test(`random input causes no errors, number ${seed}`, async ({ page }) => {
    const { next, pick } = dice(seed);
    const done: string[] = [];
    const playground = new Playground(page);
    /** Enter on a link leads to the slide, and a page that is being unloaded cannot be queried. */
    const left = () => 'while the page was left';
    const link = () => `#1n${pick(SCENARIOS).name}~${Math.floor(next() * 12)}`;
    await playground.open(link());
    /** Presses something visible; false: there is nothing. */
    const press = (share: number) =>
      page
        .evaluate((share) => {
          const all = [
            ...document.querySelectorAll<HTMLElement | SVGElement>('button, [role=button], [role=tab], summary'),
          ];
          const seen = all.filter((element) => {
            const { x, y, width, height } = element.getBoundingClientRect();
            const [middle, centre] = [x + width / 2, y + height / 2];
            return element.checkVisibility() && element.contains(document.elementFromPoint(middle, centre));
          });
          const one = seen[Math.floor(share * seen.length)];
          one?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
          return one?.getAttribute('aria-label') ?? one?.textContent?.trim() ?? 'nothing';
        }, share)
        .catch(left);
    for (let i = 0; i < ACTIONS; i++) {
      const kind = next();
      if (kind < 0.6) {
        const key = pick(KEYS);
        done.push(key);
        await page.keyboard.press(key);
      } else if (kind < 0.88) {
        done.push(`press ${await press(next())}`);
      } else if (kind < 0.93) {
        const [width, height] = pick(SIZES);
        done.push(`${width}×${height}`);
        await page.setViewportSize({ width, height });
      } else if (kind < 0.97) {
        const hash = link();
        done.push(hash);
        await page.evaluate((hash) => (location.hash = hash), hash).catch(left);
      } else {
        done.push('back');
        // Before the first page there is an empty one.
        if (!(await page.goBack())?.ok() && page.url() === 'about:blank') await playground.open(link());
      }
      if (i % 20 === 19) {
        const told = `after ${done.slice(-25).join(' | ')}`;
        await expect(page.getByText('Something went wrong'), told).toHaveCount(0);
        await expect(page.locator('[data-screen], .blank').first(), told).toBeAttached();
      }
    }
  });
}
