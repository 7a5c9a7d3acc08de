/**
 * No text overlaps other text, leaves its box, is cut off or covered. One step of every scenario in two views; `npm
 * run long` checks every step in every view.
 */
import { expect, test } from './test.ts';
import { Playground } from './playground.ts';
import { groups, shuffled } from './sample.ts';
import { textFaults } from './textFaults.ts';
import { SIZES, stopsOf, walk, WALKED, type Stop } from './walk.ts';

test('the measure finds what is wrong, and only that', async ({ page }) => {
  const svg = (content: string) => `<svg width="300" height="40">${content}</svg>`;
  const box = 'position: relative; height: 30px; font: 16px/20px sans-serif;';
  const planted = {
    fine: `<p style="${box}">One line<br>and another</p>`,
    overlap: `<div style="${box}"><span>under</span><span style="position: absolute; left: 10px">over</span></div>`,
    'for screen readers':
      '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)">unseen words</p>',
    transparent: `<div style="${box}"><span>shown</span><span style="position: absolute; left: 0; opacity: 0">faded</span></div>`,
    'scrolled away': `<div style="${box} overflow: auto"><p style="height: 100px">near</p><p>far away</p></div>`,
    'too wide': `<button style="${box} width: 60px; white-space: nowrap">a long label</button>`,
    cut: `<p style="${box} width: 60px; overflow: hidden; white-space: nowrap">a severed line</p>`,
    'cut below': `<p style="${box} width: 90px; height: 12px; overflow: hidden">a buried sentence</p>`,
    'cut, unsaid': `<p style="${box} width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">a dotted line</p>`,
    'cut, said': `<p title="a told line" style="${box} width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">a told line</p>`,
    'in its shape': svg('<rect width="80" height="30" fill="#eee" /><text x="5" y="20">inside</text>'),
    'out of its shape': svg(
      '<rect width="80" height="30" fill="#eee" /><text x="5" y="20">out of its rectangle</text>',
    ),
    'covered by a shape': svg('<text x="5" y="20">covered</text><rect x="30" width="80" height="30" fill="#eee" />'),
    'beside a shape': svg('<text x="5" y="20">free</text><rect x="60" width="80" height="30" fill="#eee" />'),
    'a card over it': `<div style="${box}">below<div style="position: absolute; inset: 0; background: white">above</div></div>`,
  };
  await page.setContent(
    Object.values(planted)
      .map((html) => `<section>${html}</section>`)
      .join(''),
  );
  const faults = await page.evaluate(textFaults);
  expect(faults.map((fault) => fault.replace(/ by [\d.]+ px$/, '')).sort()).toEqual([
    '"a buried sentence" is cut by p',
    '"a dotted line" is cut by p',
    '"a long label" leaves button',
    '"a severed line" is cut by p',
    '"covered" is covered by rect',
    '"out of its rectangle" leaves its shape',
    '"under" overlaps "over"',
  ]);

  await page.setContent(`<dialog open><p>to be read</p></dialog><p style="width: 3000px">wide</p>`);
  expect(await page.evaluate(textFaults)).toEqual([expect.stringMatching(/^the page is too wide by \d/)]);
});

const SCARCE = ['phone', 'slide'] as const;
const OTHERS = ['desk', 'low', 'wall'] as const;
const VIEWS = [...SCARCE, ...OTHERS].map((view) => ({
  view,
  seen: WALKED.filter(({ title }) => shuffled(SCARCE, title)[0] === view || shuffled(OTHERS, title)[0] === view),
}));

for (const { view, seen } of VIEWS) {
  for (const { number, members } of groups(seen, 18)) {
    test(`${view}: every word has its place, group ${number}`, async ({ page }) => {
      const stops: Stop[] = [];
      for (const walked of members) {
        const { steps } = walked.made();
        const before = stops.at(-1)?.twins.join();
        const ways = shuffled(steps.slice(1), `${view} ${walked.title}`).map(({ step, asks }) =>
          // A link asks nothing: questions come when stepping from the step before.
          stopsOf(walked, asks.length > 0 ? step - 1 : step, step),
        );
        // A stop that looks like the one before could be measured too early.
        stops.push(...(ways.find(([first]) => first?.twins.join() !== before) ?? ways[0] ?? []));
      }
      await page.setViewportSize(view === 'slide' ? SIZES.low : SIZES[view]);
      await new Playground(page).open('', view === 'slide' ? '?view=slide' : '');
      // A slide shows at most two machines (docs/embed.md).
      const seenThere = view === 'slide' ? stops.map((stop) => ({ ...stop, twins: stop.twins.slice(0, 2) })) : stops;
      expect(await walk(page, seenThere)).toEqual([]);
    });
  }
}
