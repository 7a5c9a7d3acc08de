import { expect, test } from './test.ts';
import { FAULT_CHART } from '../engine/atlas.ts';
import { shortNames } from '../web/moment/shortNames.ts';
import { engineRun, Playground } from './playground.ts';

const LESSON = 'private-pfn-cow';
const { steps, machines } = engineRun(LESSON);
const names = shortNames(machines);
const STATES = FAULT_CHART.states.map((state) => state.name);

/** The state of each machine at a bead; null outside any fault. */
const statesAt = (step: number, bead: number): (string | null)[] =>
  (steps[step]?.beads[bead]?.machines ?? []).map((machine) => {
    const inside = machine?.chain.indexOf(FAULT_CHART.initial) ?? -1;
    if (!machine || inside < 0) return null;
    return machine.chain.slice(inside).findLast((fn) => STATES.includes(fn)) ?? null;
  });

test('at every bead of a lesson the lit state of the chart is the one that the engine is in', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${LESSON}~0`);
  await page.getByRole('tab', { name: 'Chart' }).click();
  const beads = page.getByRole('list', { name: 'Kernel functions of this statement' }).getByRole('button');
  let compared = 0;
  for (const { step, beads: all } of steps) {
    if (!all.some((_, bead) => statesAt(step, bead).some((state) => state !== null))) continue;
    await playground.open(`#1n${LESSON}~${step}`);
    for (const bead of all.keys()) {
      const wanted = statesAt(step, bead);
      if (wanted.every((state) => state === null)) continue;
      await beads.nth(bead).click();
      for (const [machine, state] of wanted.entries()) {
        if (state === null) continue;
        const way = page.getByRole('list', { name: `Path of ${names[machine] ?? ''}`, exact: true });
        await expect(way.locator('[aria-current="step"]')).toHaveText(`${state}: here now`);
        await expect(page.locator(`[data-look="now"][data-state="${state}"]`)).toBeVisible();
        compared++;
      }
      const lit = await page.locator('[data-look="now"]').evaluateAll((all) => all.map((e) => e.dataset['state']));
      if (wanted.every((state) => state !== null)) expect(new Set(lit)).toEqual(new Set(wanted));
    }
  }
  expect(compared).toBeGreaterThan(8);
});

test('the chart by keyboard: its boxes, what they say, what is folded, and a jump to a micro-step', async ({
  page,
}) => {
  const step = steps.find(({ beads }) => beads.some((bead) => bead.fn === 'do_wp_page'));
  const playground = new Playground(page);
  await playground.open(`#1n${LESSON}~${step?.step ?? 0}`);
  await page.getByRole('tab', { name: 'Chart' }).focus();
  await page.keyboard.press('Enter');
  const stop = (name: string | RegExp) =>
    page.getByRole('group', { name: 'The fault chart' }).getByRole('button', { name });

  await stop(/^handle_mm_fault:.*others/).focus();
  await page.keyboard.press('Enter');
  await expect(stop(/^create_huge_pmd: not on the path/)).toBeVisible();
  await expect(stop(/^handle_mm_fault: passed/)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(stop(/^SIGSEGV/)).toBeFocused();

  await stop(/^do_wp_page: /)
    .filter({ hasNotText: 'others' })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: 'About do_wp_page' });
  await expect(card).toContainText('mm/memory.c');
  await expect(card).toContainText('R-FT-42');
  await card.getByRole('button', { name: /^Go to micro-step/ }).click();
  await expect(stop(/^do_wp_page: .*now/)).toBeVisible();
  await expect(page.locator('.chain [aria-current="step"]')).toContainText('do_wp_page');

  await page.getByRole('button', { name: 'Whole chart' }).click();
  for (const name of STATES) await expect(stop(new RegExp(`^${name}: `)).first()).toBeVisible();
});

test('a decision taken inside a fault leads to its place in the chart', async ({ page }) => {
  const step = steps.find(({ beads }) => beads.some((bead) => bead.fn === 'do_wp_page'));
  const playground = new Playground(page);
  await playground.open(`#1n${LESSON}~${step?.step ?? 0}`);
  const beads = page.getByRole('list', { name: 'Kernel functions of this statement' }).getByRole('button');
  await beads.filter({ hasText: 'do_wp_page' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'handle_pte_fault' }).click();
  await expect(page.getByRole('tab', { name: 'Chart' })).toBeFocused();
  await expect(page.getByRole('region', { name: 'About handle_pte_fault' })).toBeVisible();
});
