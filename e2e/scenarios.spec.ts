import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { walkMicroSteps } from './moments.ts';
import { engineRun, expectedSentences, expectedTwins, Playground } from './playground.ts';
import { groups, shuffled } from './sample.ts';

for (const { number, members } of groups(SCENARIOS, 18)) {
  test(`a statement of every scenario says at each micro-step what the engine says, group ${number}`, async ({
    page,
  }) => {
    const playground = new Playground(page);
    await playground.open();
    for (const { name, title } of members) {
      const { steps, statements } = engineRun(name);
      const [to] = shuffled(steps.slice(1), name);
      const from = steps[(to?.step ?? 0) - 1];
      if (!to || !from) throw new Error(`Nothing was played of ${name}.`);
      await page.evaluate((hash) => (location.hash = hash), `#1n${name}~${from.step}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
      await expect(playground.statements).toHaveCount(statements);
      await walkMicroSteps(playground, name, from, to);
    }
  });
}

test('rule 19: a scenario is walked by statements, to its end and back, and back shows the same and asks nothing', async ({
  page,
}) => {
  const playground = new Playground(page);
  const [first] = SCENARIOS;
  const { run, machines, steps } = engineRun(first?.name ?? '');
  const showsTwins = ({ step, beads }: (typeof steps)[number]) =>
    expect(page.locator('[data-twin]')).toHaveText(expectedTwins(run, { step, bead: Math.max(1, beads.length) - 1 }));
  await playground.open();
  for (const step of steps.slice(1)) {
    await playground.press('PageDown');
    if (step.asks.length > 0) {
      await expect(playground.question).toBeVisible();
      await playground.press('PageDown');
    }
    await expect(playground.current).toContainText(String(step.step));
    await expect(playground.sentences()).toHaveText(expectedSentences(step, step.beads.length - 1, machines));
    await showsTwins(step);
  }
  for (const step of steps.slice(1, -1).reverse()) {
    await playground.press('PageUp');
    await expect(playground.question).toHaveCount(0);
    await expect(playground.current).toContainText(String(step.step));
    await showsTwins(step);
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
