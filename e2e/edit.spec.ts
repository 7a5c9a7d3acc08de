import { expect, test } from './test.ts';
import { Playground } from './playground.ts';

const TEXT = 'A mmap io 2 private rw anon\nA read io\nA write io+1';

test('the script becomes an editor in place, runs while one types, and says what is wrong', async ({ page }) => {
  const playground = new Playground(page);
  const errors = page.getByRole('region', { name: 'Errors in the text' });
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  await expect(playground.editor).toBeFocused();

  await playground.editor.fill(TEXT);
  await expect(errors).toContainText('No errors.');
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

  await errors.getByRole('button', { name: 'Change it to read' }).click();
  await expect(playground.editor).toHaveValue(`${TEXT}\nA read io\nA read nowhere`);
  await playground.press('Control+z');
  await expect(errors.getByRole('button', { name: /^line/ })).toHaveCount(2);

  await page.getByRole('button', { name: 'done' }).click();
  await expect(playground.editor).toHaveCount(0);
  await page.getByRole('button', { name: 'edit' }).click();
  await expect(playground.editor).toBeFocused();
  await playground.press('Control+Shift+z');
  await expect(errors.getByRole('button', { name: /^line/ })).toHaveCount(1);
  await playground.press('Control+z');
  await expect(errors.getByRole('button', { name: /^line/ })).toHaveCount(2);

  // The line of the current statement is marked and in sight as soon as the text is. (property: editor and list of
  // statements agree)
  const shown = page.locator('.sheet .shown');
  await expect(shown).toHaveCount(0);
  await page.getByRole('button', { name: 'Next statement' }).click();
  await expect(shown).toHaveText(/^1A mmap io/);
  await page.getByRole('button', { name: 'Previous statement' }).click();
  await playground.editor.focus();

  // Keys that step elsewhere only type here.
  await playground.press('ArrowRight', 'Space', 'Escape');
  await expect(playground.editor).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'edit' })).toBeFocused();
  await expect(playground.about).toContainText('2 errors in the text, the first on line 4');
  await expect(page.getByRole('button', { name: '2 errors' })).toBeVisible();
  await expect(playground.statements).toHaveCount(3);
  await playground.press('End');
  await expect(playground.current).toContainText('3');
});

test('an error while typing keeps the place: the step is shown again once the text is valid', async ({ page }) => {
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

test('a message leads to its line, however long the text; wrapped lines keep their numbers', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  await page.getByRole('button', { name: 'edit' }).click();
  const long = Array.from({ length: 60 }, (_, i) => `# ${'a comment that is wrapped '.repeat((i % 4) + 1)}`);
  await playground.editor.fill([TEXT, ...long, 'A raed io'].join('\n'));
  await page.getByRole('button', { name: /^line 64:3/ }).click();
  const wrong = page.locator('[data-column="3"]', { hasText: 'raed' });
  const field = await playground.editor.boundingBox();
  const place = await wrong.boundingBox();
  expect(place?.y).toBeGreaterThan(field?.y ?? Infinity);
  expect((place?.y ?? Infinity) + (place?.height ?? 0)).toBeLessThan((field?.y ?? 0) + (field?.height ?? 0));
  const heights = await playground.editor.evaluate((text) => [
    text.scrollHeight,
    document.querySelector('.sheet')?.clientHeight,
  ]);
  expect(Math.abs((heights[1] ?? 0) - (heights[0] ?? 0))).toBeLessThanOrEqual(1);
});

test('the editor opens at the statement that is shown, the first time too', async ({ page }) => {
  const playground = new Playground(page);
  await page.setViewportSize({ width: 1440, height: 640 });
  await page.goto('./#1ncollision~3');
  await expect(page.getByRole('slider', { name: 'Timeline' })).toHaveAttribute('aria-valuenow', '3');
  await page.keyboard.press('e');
  await expect(playground.editor).toBeFocused();
  const shown = page.locator('.sheet .shown');
  await expect(shown).toContainText('kernel free');
  const field = await playground.editor.boundingBox();
  const line = await shown.boundingBox();
  expect(line?.y).toBeGreaterThanOrEqual(field?.y ?? Infinity);
  expect((line?.y ?? Infinity) + (line?.height ?? 0)).toBeLessThanOrEqual((field?.y ?? 0) + (field?.height ?? 0));
});

test('a click on the title of a machine says how its kernel is configured', async ({ page }) => {
  await page.goto('./#1ncollision~3');
  const [x86, arm] = [
    page.getByRole('button', { name: 'x86-64', exact: true }),
    page.getByRole('button', { name: /^arm, 2-level/ }),
  ];
  await x86.click();
  const sheet = page.locator('.configuration:popover-open');
  await expect(sheet).toContainText('PAT yes');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await arm.click();
  await expect(sheet).toContainText('PAT no');
  await expect(sheet).toBeInViewport({ ratio: 1 });
});

test('an empty text offers a start, and a copy of what was open', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const title = page.getByRole('heading', { level: 1 });
  const before = await title.innerText();
  await page.getByRole('button', { name: 'edit' }).click();
  await expect(playground.editor).toBeFocused();
  const slider = page.getByRole('slider', { name: 'Timeline' });
  for (const [label, name] of [
    ['Fork and copy-on-write', 'Fork and copy-on-write'],
    ['A private mapping of device memory', 'A private mapping of device memory'],
    [`Copy of “${before}”`, before],
  ] as const) {
    await playground.press('ControlOrMeta+a', 'Delete');
    await page.getByRole('button', { name: label, exact: true }).click();
    await expect(playground.editor).toBeFocused();
    await expect(title).toHaveText(name);
    await expect(slider).not.toHaveAttribute('aria-valuemax', '0');
  }
});
