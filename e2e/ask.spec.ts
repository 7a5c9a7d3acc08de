import { expect, test } from '@playwright/test';
import { anyQuestion, Playground } from './playground.ts';

test('a question holds the statement back, and tells who was right', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~${step - 1}`);
  await playground.press('ArrowRight');
  await expect(playground.question).toBeVisible();
  await expect(playground.current).toHaveCount(step > 1 ? 1 : 0);

  const right = ask.answers[0] ?? '';
  const wrong = ask.choices.find((choice) => !ask.answers.includes(choice)) ?? '';
  await playground.question.getByRole('button', { name: wrong, exact: true }).click();
  await expect(playground.current).toContainText(String(step));
  await expect(playground.about).toContainText(`You said ${wrong}.`);
  await expect(playground.about).toContainText('Not so');
  await expect(playground.about).toContainText(right);

  // Stepping back and forth does not ask again; another visit does, and takes a digit.
  await playground.press('ArrowLeft', 'ArrowRight');
  await expect(playground.question).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`~${step}$`));
  await page.reload();
  await playground.ready();
  await playground.press('ArrowLeft', 'ArrowRight');
  await expect(playground.question).toBeVisible();
  await playground.press(String(ask.choices.indexOf(right) + 1));
  await expect(playground.about).toContainText('Right');
});

test('a click on a statement asks first; what was skipped says so and is asked again', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~0`);
  await playground.statements.nth(step - 1).click();
  await expect(playground.question).toBeVisible();
  // Digits answer while a question stands; they do not jump.
  await playground.press('9');
  await expect(page.getByText('press Enter')).toHaveCount(0);
  await playground.press('ArrowRight');
  await expect(playground.about).toContainText('Skipped.');
  await playground.about.getByRole('button', { name: 'Show the question again' }).click();
  await expect(playground.question).toBeVisible();
  await playground.press('ArrowRight', 'ArrowLeft', 'ArrowRight');
  await expect(playground.question).toBeVisible();
  await playground.press(String(ask.choices.indexOf(ask.answers[0] ?? '') + 1));
  await expect(playground.about).toContainText('Right.');
});

test('a slide replies to a prediction', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~${step - 1}`, '?view=slide');
  await playground.press('ArrowRight');
  const wrong = ask.choices.findIndex((choice) => !ask.answers.includes(choice));
  await playground.press(String(wrong + 1));
  await expect(page.getByRole('main')).toContainText('Not so.');
  await expect(page.getByRole('main')).toContainText(ask.answers[0] ?? '');
});
