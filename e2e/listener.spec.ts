// What a person hears who sees nothing: the live region says each thing once, and in order.
import { answerText, logText } from '../engine/say/index.ts';
import type { Page } from '@playwright/test';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { expect, test } from './test.ts';
import { transcript } from '../web/moment/telling.ts';
import { engineRun, expectedSentences, Playground, plain } from './playground.ts';

async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    const region = document.querySelector('[aria-label="What happens"]');
    if (!region) throw new Error('There is no live region.');
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        for (const node of type === 'characterData' ? [target] : addedNodes) {
          const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
          if (text !== '') heard.push(text);
        }
      }
    }).observe(region, { childList: true, subtree: true, characterData: true });
    Object.assign(window, { heard });
  });
  return async () => {
    const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
    return heard;
  };
}

for (const { screen, width, height } of [
  { screen: 'a large screen', width: 1440, height: 900 },
  { screen: 'a phone', width: 390, height: 844 },
]) {
  test(`a whole lesson is announced in order, each text once, on ${screen}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const playground = new Playground(page);
    const { machines, steps } = engineRun('collision');
    await playground.open('#1ncollision~0');
    const heard = await listen(page);
    const hears = async (wanted: readonly string[], where: string) => {
      const all: string[] = [];
      await expect
        .poll(async () => (all.push(...(await heard())), all.length), { message: where })
        .toBeGreaterThanOrEqual(wanted.length);
      expect(all, where).toEqual(wanted);
    };
    for (const step of steps.slice(1)) {
      for (let bead = 0; bead < step.beads.length; bead++) {
        const where = `step ${step.step}, micro-step ${bead}`;
        await playground.press('Shift+ArrowRight');
        if (bead === 0 && step.asks.length > 0) {
          const all: string[] = [];
          await expect.poll(async () => (all.push(...(await heard())), all.length)).toBe(1);
          expect(all[0], where).toContain(`Predict: ${step.text}`);
          await playground.press('Shift+ArrowRight');
        }
        const sentences = expectedSentences(step, bead, machines).map(plain);
        const label = bead === 0 ? [`Statement ${step.step} of ${steps.length - 1}: ${step.text}.`] : [];
        if (bead < step.beads.length - 1) {
          await hears([...label, ...sentences], where);
          continue;
        }
        // What follows the sentences has wordings of its own: only check that these are included.
        const all: string[] = [];
        const next = SCENARIOS[SCENARIOS.findIndex(({ name }) => name === 'collision') + 1]?.title ?? '';
        const isEnd = step === steps.at(-1);
        const last = isEnd ? `The scenario ends here. Next: ${next}.` : (step.says.at(-1) ?? sentences.at(-1) ?? '');
        await expect.poll(async () => (all.push(...(await heard())), all.at(-1)), { message: where }).toBe(plain(last));
        expect(all.slice(0, label.length + sentences.length), where).toEqual([...label, ...sentences]);
        expect(new Set(all).size, where).toBe(all.length);
        const rest = all.slice(label.length + sentences.length).join(' ');
        for (const words of [...step.says, ...step.log.flat().map(logText)])
          expect(rest, where).toContain(plain(words));
        for (const { answers } of step.asks)
          for (const answer of answers) if (answer) expect(rest, where).toContain(answerText(answer));
        if (step.outcomes.some((outcome) => outcome?.kind !== 'ok' || outcome.value !== null))
          expect(rest, where).toContain('Outcome:');
      }
    }
  });
}

test('the transcript of a whole run is copied', async ({ page }) => {
  // Not every browser lets tests read the clipboard: intercept the write.
  await page.addInitScript(() => {
    // The empty page before this one has none.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (!clipboard) return;
    clipboard.writeText = (text) => {
      document.documentElement.dataset['copied'] = text;
      return Promise.resolve();
    };
  });
  const playground = new Playground(page);
  const { run, machines, steps } = engineRun('private-pfn-cow');
  await playground.open('#1nprivate-pfn-cow~3');
  await page.getByRole('button', { name: 'Share' }).click();
  await playground.dialog('Share this step').getByRole('button', { name: 'Copy the transcript' }).click();
  await expect(playground.dialog('Share this step').getByRole('status').first()).toHaveText(
    'The transcript is copied.',
  );
  const text = await page.evaluate(() => document.documentElement.dataset['copied']);
  expect(text).toBe(transcript({ program: run.program, machines, steps }));
});
