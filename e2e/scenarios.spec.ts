import { expect, test } from './test.ts';
import type { Step } from '../engine/facts.ts';
import { SCENARIOS } from '../engine/scenario/index.ts';
import { whatDiffers } from '../web/moment/run.ts';
import { engineRun, expectedSentences, expectedTwins, Playground, plain, type Moment } from './playground.ts';

/** What the row of a statement says when it is over. Where all went well, a tick says so. */
function outcomeWords({ step, outcomes }: Step): string[] {
  const apart = new Set(outcomes).size > 1;
  // Of figures a row shows those that differ.
  const differing = whatDiffers(outcomes);
  const words = outcomes.map((outcome, i) => {
    const [word = '', ...told] = (outcome ?? 'stopped').split(': ');
    return apart ? (differing[i] ?? 'stopped') : told.join(': ') || word;
  });
  return [String(step), ...words].map(plain);
}

for (const { name, title } of SCENARIOS) {
  test(`${title}: every micro-step says what the engine says`, async ({ page }) => {
    const playground = new Playground(page);
    const { run, machines, steps, statements } = engineRun(name);
    await playground.open(`#1n${name}~0`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(playground.statements).toHaveCount(statements);

    const expected = (step: Step, bead: number): Moment => {
      const over = bead === Math.max(1, step.beads.length) - 1;
      return {
        sentences: expectedSentences(step, bead, machines).map(plain),
        twins: expectedTwins(run, { step: step.step, bead }),
        row: over && step.step > 0 ? outcomeWords(step) : [],
        about: over ? [...step.says, ...step.log.flat(), ...step.broken.flat()].map(plain) : [],
        asks: false,
        broken: 0,
      };
    };
    const see = async (moment: Moment, where: string) => {
      expect(await playground.showsInTheEnd(moment), where).toEqual(moment);
      return moment;
    };

    const [start, ...played] = steps;
    if (!start) throw new Error('Nothing was played.');
    let before = await see(expected(start, Math.max(1, start.beads.length) - 1), 'the start');
    for (const step of played) {
      for (let bead = 0; bead < Math.max(1, step.beads.length); bead++) {
        await playground.press('Shift+ArrowRight');
        if (bead === 0 && step.asks.length > 0) {
          // The question holds everything back.
          await see({ ...before, row: [], about: [], asks: true }, `the question before step ${step.step}`);
          await playground.press('Shift+ArrowRight');
        }
        before = await see(expected(step, bead), `step ${step.step}, micro-step ${bead}`);
      }
    }

    await playground.press('ArrowRight');
    await expect(playground.current).toContainText(String(steps.length - 1));
  });
}

test('a scenario is walked by statements, to its end and back, and back asks nothing', async ({ page }) => {
  const playground = new Playground(page);
  const [first] = SCENARIOS;
  const { machines, steps } = engineRun(first?.name ?? '');
  await playground.open();
  for (const step of steps.slice(1)) {
    await playground.press('PageDown');
    if (step.asks.length > 0) {
      await expect(playground.question).toBeVisible();
      await playground.press('PageDown');
    }
    await expect(playground.current).toContainText(String(step.step));
    await expect(playground.sentences()).toHaveText(expectedSentences(step, step.beads.length - 1, machines));
  }
  for (const step of steps.slice(1, -1).reverse()) {
    await playground.press('PageUp');
    await expect(playground.question).toHaveCount(0);
    await expect(playground.current).toContainText(String(step.step));
  }
});

test('another scenario is found and opened, and the way back is open', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  await playground.editor.fill('title Mine\nA mmap io 1 private rw anon');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');

  const last = SCENARIOS.at(-1);
  if (!last) throw new Error('There are no scenarios.');
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('searchbox', { name: 'Find a scenario' }).fill(last.title.toUpperCase());
  await playground.dialog('Scenarios').getByRole('listitem').getByRole('button').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(last.title);
  await expect(page).toHaveURL(new RegExp(`#1n${last.name}~0$`));

  await playground.notices.getByRole('button', { name: 'Bring it back' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
});
