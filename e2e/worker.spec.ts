import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { engineRun, expectedSentences, Playground } from './playground.ts';
import { LONG } from './sample.ts';

const first = SCENARIOS[0]?.name ?? '';
const { machines, steps } = engineRun(first);

test('an engine that is killed is restarted, and nothing is lost', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        Object.assign(window, { engine: this });
      }
    };
  });
  const playground = new Playground(page);
  await playground.open(`#1n${first}~2`);
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => (window as unknown as { engine: Worker }).engine.terminate());

  await playground.press('End');
  await expect(playground.notices).toContainText('restarted', { timeout: 15_000 });
  const end = steps.at(-1);
  if (!end) throw new Error('The scenario is empty.');
  await expect(playground.current).toContainText(String(end.step));
  await expect(playground.sentences()).toHaveText(expectedSentences(end, end.beads.length - 1, machines));
  await playground.press('3', 'Enter');
  await expect(playground.current).toContainText('3');
  expect(page.workers()).toHaveLength(1);
});

test('a page that may not start a worker runs the engine itself', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('Refused.', 'SecurityError');
      }
    } as unknown as typeof Worker;
  });
  const playground = new Playground(page);
  await playground.open(`#1n${first}~0`);
  await playground.press('End');
  await expect(playground.current).toContainText(String(steps.length - 1));
  await expect(playground.notices).toBeHidden();
});

test('a page that is refused a worker by its address gets one that is written into the page', async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        if (!/^(blob|data):/.test(String(address))) throw new DOMException('Refused.', 'SecurityError');
        super(address, options);
      }
    };
  });
  const playground = new Playground(page);
  await playground.open(`#1n${first}~2`);
  expect(page.workers()).toHaveLength(1);
  await playground.press('End');
  await expect(playground.current).toContainText(String(steps.length - 1));
});

/** The language allows 2,000. */
const MANY = LONG ? 2000 : 400;

test('rule 18: a text of many statements is played and walked', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  const writes = Array.from({ length: MANY - 1 }, (_, i) => `A write io+${i % 4}`);
  await playground.editor.fill(['A mmap io 4 private rw anon', ...writes].join('\n'));
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await expect(slider).toHaveAttribute('aria-valuemax', String(MANY));
  await page.getByRole('button', { name: 'done' }).click();
  await playground.press('2', '3', '4', 'Enter');
  await expect(slider).toHaveAttribute('aria-valuenow', '234');
  await playground.press('ArrowRight', 'End');
  await expect(slider).toHaveAttribute('aria-valuenow', String(MANY));
});
