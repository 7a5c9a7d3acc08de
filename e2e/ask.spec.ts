import { SCENARIOS } from '../engine/scenario/all.ts';
import { expect, test } from './test.ts';
import { anyQuestion, engineRun, linkTo, Playground } from './playground.ts';

test('a question comes before its statement, and the reply says who was right', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~${step - 1}`);
  await playground.press('ArrowRight');
  await expect(playground.question).toBeVisible();
  await expect(playground.current).toHaveCount(step > 1 ? 1 : 0);

  const right = ask.answers[0] ?? '';
  const wrong = ask.choices.find((choice) => !ask.answers.includes(choice)) ?? '';
  const choice = playground.question.locator('.choices').getByRole('button').nth(ask.choices.indexOf(wrong));
  const { machines } = engineRun(name);
  await choice.click();
  await playground.question.getByRole('button', { name: /^Take back/ }).click();
  for (const _ of machines) await choice.click();
  await expect(playground.current).toContainText(String(step));
  await expect(playground.about).toContainText(`You said ${wrong}`);
  await expect(playground.about).toContainText('Wrong');
  await expect(playground.about).toContainText(right);

  // Stepping back and forth does not ask again; another visit does, and a digit answers.
  await playground.press('ArrowLeft', 'ArrowRight');
  await expect(playground.question).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`~${step}$`));
  await page.reload();
  await playground.ready();
  await playground.press('ArrowLeft', 'ArrowRight');
  await expect(playground.question).toBeVisible();
  for (const answer of ask.answers) await playground.press(String(ask.choices.indexOf(answer) + 1));
  await expect(playground.about).toContainText('Right.');
  await expect(playground.about).not.toContainText('Wrong.');
});

test('a click on a statement asks first; what was skipped says so and is asked again', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~0`);
  await playground.statements.nth(step - 1).click();
  await expect(playground.question).toBeVisible();
  // During a question digits answer; they do not jump.
  await playground.press('9');
  await expect(page.getByText('press Enter')).toHaveCount(0);
  await playground.press('ArrowRight');
  await expect(playground.about).toContainText('Skipped.');
  await playground.about.getByRole('button', { name: 'Show the question again' }).click();
  await expect(playground.question).toBeVisible();
  await playground.press('ArrowRight', 'ArrowLeft', 'ArrowRight');
  await expect(playground.question).toBeVisible();
  for (const answer of ask.answers) await playground.press(String(ask.choices.indexOf(answer) + 1));
  await expect(playground.about).toContainText('Right.');
});

test('a slide replies to a prediction', async ({ page }) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~${step - 1}`, '?view=slide');
  await playground.press('ArrowRight');
  const wrong = ask.choices.findIndex((choice) => !ask.answers.includes(choice));
  for (const _ of engineRun(name).machines) await playground.press(String(wrong + 1));
  await expect(page.getByRole('main')).toContainText('Wrong.');
  await expect(page.getByRole('main')).toContainText(ask.answers[0] ?? '');
});

test('a drag along the timeline passes a question; where it ends, or on coming back, it is still to be predicted', async ({
  page,
}) => {
  const playground = new Playground(page);
  const { name, step, ask } = anyQuestion();
  await playground.open(`#1n${name}~0`);
  const track = page.getByRole('slider', { name: 'Timeline' });
  const box = await track.boundingBox();
  if (!box) throw new Error('The timeline is not drawn.');
  const readout = page.locator('.readout');
  await page.mouse.move(box.x + 14, box.y + 16);
  await page.mouse.down();
  let x = 14;
  const dragTo = async (wanted: number) => {
    const shown = () => readout.locator('b').innerText().then(Number);
    while ((await shown()) < wanted) await page.mouse.move(box.x + (x += 6), box.y + 16);
    while ((await shown()) > wanted) await page.mouse.move(box.x + (x -= 6), box.y + 16);
  };
  await dragTo(step);
  await expect(readout).toContainText('release here to predict');
  await dragTo(step + 1);
  await expect(playground.question).toHaveCount(0);
  await expect(playground.current).toContainText(String(step + 1));
  await dragTo(step);
  await page.mouse.up();
  await expect(playground.question).toBeVisible();

  // A link shows no answer that was not asked for.
  await playground.open(`#1n${name}~${step}`);
  await page.reload();
  await playground.ready();
  await expect(playground.about).toContainText('Not predicted yet.');
  await expect(playground.about.getByText('On all machines')).toHaveCount(0);
  await playground.about.getByRole('button', { name: 'Show the answer' }).focus();
  await page.keyboard.press('Enter');
  await expect(playground.about).toContainText('Skipped.');
  await expect(playground.about).toContainText(ask.answers[0] ?? '');
  await expect(playground.about.getByRole('button', { name: 'Show the question again' })).toBeFocused();
});

test('a number is answered by its own digit', async ({ page }) => {
  const playground = new Playground(page);
  const script = 'A mmap m 1 private rw anon\nask m in A: refcount\nA write m\n';
  await playground.open(linkTo(script, 1));
  await playground.press('ArrowRight');
  await expect(playground.question).toBeVisible();
  await playground.press('1', '0');
  // On both machines one reference, by rule R-FT-24.
  await expect(playground.about.locator('li.right')).toHaveText(/Right\. 1$/);
  await expect(playground.about.locator('li.wrong')).toHaveText(/You said 0 .*It is 1$/);
});

test('at the end of a lesson the next one is offered, and a key without effect says so', async ({ page }) => {
  const playground = new Playground(page);
  const [first, second] = SCENARIOS;
  await playground.open(`#1n${first?.name}~0`);
  await playground.press('End');
  await expect(playground.about).toContainText('The scenario ends here.');
  await playground.press('ArrowRight');
  await expect(playground.notices).toContainText('This is the end.');
  await playground.about.getByRole('link', { name: second?.title ?? '' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second?.title ?? '');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first?.title ?? '');
});
