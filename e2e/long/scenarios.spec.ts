import { expect, test } from '../test.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { walkMicroSteps } from '../moments.ts';
import { engineRun, Playground } from '../playground.ts';

for (const { name, title } of SCENARIOS) {
  test(`${title}: every micro-step says what the engine says`, async ({ page }) => {
    const playground = new Playground(page);
    const { steps, statements } = engineRun(name);
    await playground.open(`#1n${name}~0`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(playground.statements).toHaveCount(statements);
    const [first] = steps;
    const last = steps.at(-1);
    if (!first || !last) throw new Error('Nothing was played.');
    await walkMicroSteps(playground, name, first, last);

    await playground.press('ArrowRight');
    await expect(playground.current).toContainText(String(last.step));
  });
}
