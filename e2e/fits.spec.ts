/** No text overlaps other text, leaves its box, is cut off or covered: at any statement, size and view. */
import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/index.ts';
import { engineRun, expectedTwins, linkTo, Playground, playText } from './playground.ts';
import { textFaults } from './textFaults.ts';

// Only what stands still can be measured.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const SIZES = {
  desk: { width: 1440, height: 900 },
  low: { width: 960, height: 540 },
  phone: { width: 390, height: 844 },
  wall: { width: 2560, height: 1440 },
} as const;

/** What is to be looked at on the way: each step's state in words tells when it has come. */
interface Stop {
  readonly step: number;
  readonly twins: readonly string[];
  readonly asks: boolean;
}

/** Goes by statements from the start to the end, all inside the page, and says what it found where. */
async function walk(playground: Playground, stops: readonly Stop[]): Promise<string[]> {
  await playground.page.evaluate(`window.textFaults = ${textFaults.toString()}`);
  return playground.page.evaluate(async (stops) => {
    // It is measured, not looked at: painting is a third of the work.
    document.documentElement.style.clipPath = 'inset(100%)';
    const { textFaults } = window as unknown as { textFaults: () => string[] };
    const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
    const press = (key: string) =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const found: string[] = [];
    const look = async (where: string) => {
      // Sizes are observed once a frame.
      await frame();
      found.push(...textFaults().map((fault) => `${where}: ${fault}`));
      // Nobody scrolls on a slide.
      for (const { scrollHeight, clientHeight } of document.querySelectorAll('.slide .scroll')) {
        if (scrollHeight > clientHeight + 1)
          found.push(`${where}: a picture is cut by ${scrollHeight - clientHeight} px`);
      }
    };
    const until = async (holds: () => boolean, what: string) => {
      const deadline = performance.now() + 10_000;
      while (!holds()) {
        if (performance.now() > deadline) throw new Error(`${what} never came`);
        await new Promise((resolve) => setTimeout(resolve, 4));
      }
    };
    const asks = () => document.querySelector('section.predict') !== null;
    for (const { step, twins, asks: asked } of stops) {
      if (step === 0) press('Home');
      else press('PageDown');
      if (asked) {
        await until(asks, `the question before step ${step}`);
        await look(`the question before step ${step}`);
        press('PageDown');
      }
      const wanted = twins.join('\n');
      const shown = () =>
        [...document.querySelectorAll('[data-twin]')].map((twin) => plain(twin.textContent)).join('\n');
      await until(() => !asks() && shown() === wanted, `step ${step}`);
      await look(`step ${step}`);
    }
    return found;
  }, stops);
}

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

/** As much side by side as there can be. */
const CROWD = [
  'machines arm arm_lpae x86_64 arm_lpae_nobit',
  'A mmap io 8 private rw remap_pfn_range mmio+0',
  'A mmap heap 4 private rw anon',
  'A write heap+0',
  'A write io+2',
  ...[...'BCDEFGH'].map((name, i) => `${'ABCDEFG'[i]} fork ${name}`),
  'H write heap+1',
  'C write io+4',
].join('\n');

const WALKED = [
  ...SCENARIOS.map(({ name, title }) => ({ title, fragment: `#1n${name}~0`, made: () => engineRun(name) })),
  {
    title: 'Four machines, eight processes',
    fragment: linkTo(CROWD, 0),
    made: () => playText(CROWD),
  },
];

for (const { title, fragment, made } of WALKED) {
  test(`${title}: every word has its place, at every step and size`, async ({ page }) => {
    const playground = new Playground(page);
    const { run, steps } = made();
    const stops = steps.map(({ step, beads, asks }) => ({
      step,
      twins: expectedTwins(run, { step, bead: Math.max(1, beads.length) - 1 }),
      asks: asks.length > 0,
    }));
    const found: Record<string, string[]> = {};
    await page.setViewportSize(SIZES.desk);
    await playground.open(fragment);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      // Who skips a question is asked again at the next visit.
      found[size] = await walk(playground, stops);
    }
    await page.setViewportSize(SIZES.low);
    await playground.open(fragment, '?view=slide');
    found['slide'] = await walk(playground, stops);
    expect(Object.values(found).flat(), JSON.stringify(found, null, 2)).toEqual([]);
  });
}
