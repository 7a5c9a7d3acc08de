import { expect, test } from '@playwright/test';
import { Playground } from './playground.ts';

const TEXT = 'A mmap io 2 private rw anon\nA read io\nA write io+1';

test('the script becomes an editor in place, runs while one types, and says what is wrong', async ({ page }) => {
  const playground = new Playground(page);
  const errors = page.getByRole('region', { name: 'Errors in the text' });
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  await expect(playground.editor).toBeFocused();

  await playground.editor.fill(TEXT);
  await expect(errors).toContainText('The text is fine.');
  await expect(page.getByRole('slider', { name: 'Timeline' })).toHaveAttribute('aria-valuemax', '3');

  await playground.editor.fill(`${TEXT}\nA raed io\nA read nowhere`);
  await expect(errors.getByRole('button', { name: /^line/ })).toHaveCount(2);
  await expect(errors.getByRole('button').first()).toContainText('4:3');
  await errors.getByRole('button').first().click();
  await expect(playground.editor).toBeFocused();
  const caret = await playground.editor.evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(0, field.selectionStart),
  );
  expect(caret).toBe(`${TEXT}\nA `);

  // A suggestion is taken by a click, and given back by undoing.
  await errors.getByRole('button', { name: 'Change it to read' }).click();
  await expect(playground.editor).toHaveValue(`${TEXT}\nA read io\nA read nowhere`);
  await playground.press('Control+z');
  await expect(errors.getByRole('button', { name: /^line/ })).toHaveCount(2);

  // Keys that step elsewhere only write here.
  await playground.press('ArrowRight', 'Space', 'Escape');
  await expect(playground.editor).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'edit' })).toBeFocused();
  await expect(playground.about).toContainText('2 errors in the text, the first in line 4');
  await expect(playground.statements).toHaveCount(3);
  await playground.press('End');
  await expect(playground.current).toContainText('3');
});

test('an error on the way keeps the place: the step is there again when the text is whole', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  await playground.editor.fill(TEXT);
  await page.getByRole('button', { name: 'done' }).click();
  await playground.press('3', 'Enter');
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await expect(slider).toHaveAttribute('aria-valuenow', '3');
  await page.getByRole('button', { name: 'edit' }).click();
  await playground.editor.fill(TEXT.replace('read', 'raed'));
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
  await playground.editor.fill(TEXT);
  await expect(slider).toHaveAttribute('aria-valuenow', '3');
});

test('an empty text and a text without sense leave the page standing', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  for (const text of ['', '\u0000\u0001', '💥'.repeat(2000), 'title only']) {
    await playground.editor.fill(text);
    await expect(page.getByRole('slider', { name: 'Timeline' })).toHaveAttribute('aria-valuemax', '0');
  }
  await playground.editor.fill(TEXT);
  await expect(page.getByRole('slider', { name: 'Timeline' })).toHaveAttribute('aria-valuemax', '3');
});
