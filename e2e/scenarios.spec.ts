import { expect, test } from '@playwright/test';
import { SCENARIOS } from '../engine/index.ts';
import { engineRun, expectedSentences, Playground } from './playground.ts';

for (const { name, title } of SCENARIOS) {
  test(`${title}: every micro-step says what the engine says`, async ({ page }) => {
    const playground = new Playground(page);
    const { machines, steps, statements } = engineRun(name);
    await playground.open(`#1n${name}~0`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(playground.statements).toHaveCount(statements);

    for (const step of steps.slice(1)) {
      for (let bead = 0; bead < Math.max(1, step.beads.length); bead++) {
        await playground.press('Shift+ArrowRight');
        if (bead === 0 && step.asks.length > 0) {
          await expect(playground.question).toBeVisible();
          await playground.press('Shift+ArrowRight');
          await expect(playground.question).toHaveCount(0);
        }
        await expect(playground.sentences()).toHaveText(expectedSentences(step, bead, machines));
      }
      await expect(playground.current).toContainText(String(step.step));
      for (const sentence of step.says) await expect(playground.about).toContainText(sentence);
      for (const line of [...step.log.flat(), ...step.broken.flat()]) {
        await expect(playground.about).toContainText(line);
      }
      const apart = new Set(step.outcomes).size > 1;
      for (const outcome of step.outcomes) {
        // Where all went well, a tick says so.
        const [word, ...told] = (outcome ?? 'stopped').split(': ');
        await expect(playground.current).toContainText(
          apart ? (outcome ?? 'stopped') : told.join(': ') || (word ?? ''),
        );
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
