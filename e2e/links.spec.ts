import { expect, test } from './test.ts';
import { SCENARIOS } from '../engine/scenario/all.ts';
import { encodeLink, START_TARGET } from '../engine/text.ts';
import { offeredBy } from './offered.ts';
import { engineRun, expectedSentences, Playground } from './playground.ts';

const first = SCENARIOS[0]?.name ?? '';
const { machines, steps } = engineRun(first);

test('the address follows, and its link opens the same step elsewhere', async ({ page, context }) => {
  const playground = new Playground(page);
  await playground.open();
  await playground.press('6', 'Enter');
  await expect(page).toHaveURL(new RegExp(`#1n${first}~6$`));
  expect(await page.evaluate(() => history.length)).toBeLessThan(4);

  const other = new Playground(await context.newPage());
  await other.page.goto(page.url());
  await other.ready();
  await expect(other.current).toContainText('6');
  const step = steps[6];
  if (!step) throw new Error('The scenario has no step 6.');
  await expect(other.sentences()).toHaveText(expectedSentences(step, step.beads.length - 1, machines));
});

test('a micro-step is named by its function', async ({ page }) => {
  const playground = new Playground(page);
  const at = steps.findIndex(({ beads }) => beads.length > 2);
  const bead = steps[at]?.beads[1];
  if (!bead) throw new Error('No statement has three micro-steps.');
  const fragment = `#1n${first}~${at}.${bead.fn}-${bead.occurrence}`;
  await playground.open(fragment);
  await expect(page.locator('[aria-current="step"]', { hasText: bead.fn })).toBeVisible();
  await playground.press('Shift+ArrowRight', 'Shift+ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`${fragment.replace('.', '\\.')}$`));
});

test('a micro-step that does not exist opens the end of its statement', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${first}~3.no_such_function-7`);
  await expect(playground.current).toContainText('3');
});

test('a broken link opens the page and says what is wrong', async ({ page }) => {
  const playground = new Playground(page);
  for (const fragment of [
    '#1tA%20mmap',
    '#1zAAAA',
    '#9nfoo~1',
    '#nonsense',
    '#1nno-such-scenario~3',
    '#%00%ff',
    '#1',
  ]) {
    await test.step(fragment, async () => {
      await page.goto('about:blank');
      await playground.open(fragment);
      await expect(playground.notices.getByRole('alert')).toBeVisible();
      await expect(playground.statements).toHaveCount(steps.length - 1);
      expect(new URL(page.url()).hash.length).toBeGreaterThan(0);
      await expect(playground.notices.getByRole('button', { name: 'Copy the link' })).toBeVisible();
      await playground.notices.getByRole('button', { name: 'Dismiss' }).click();
      await playground.press('ArrowRight');
      await expect(playground.current).toContainText('1');
    });
  }
});

test('what can be read of a cut link can be opened', async ({ page }) => {
  const playground = new Playground(page);
  const link = encodeLink({ text: 'A mmap io 4 private rw anon\nA read io\nA write io+1\n' }, START_TARGET);
  if (!link.ok) throw new Error(link.message);
  await playground.open(link.fragment.slice(0, -6));
  await playground.notices.getByRole('button', { name: 'Open what can be read' }).click();
  await expect(playground.editor).toHaveValue(/^A mmap io 4 private rw anon/);
});

test('another link in the same tab is opened', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open();
  const second = SCENARIOS[1];
  if (!second) throw new Error('There is one scenario only.');
  await page.evaluate((hash) => (location.hash = hash), `#1n${second.name}~2`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second.title);
  await expect(playground.current).toContainText('2');
});

test('Back and Forward go from text to text, each at its step; steps and edits add no entries', async ({ page }) => {
  const playground = new Playground(page);
  const [, second] = SCENARIOS;
  if (!second) throw new Error('There is one scenario only.');
  const title = page.getByRole('heading', { level: 1 });
  const slider = page.getByRole('slider', { name: 'Timeline' });
  await playground.open(`#1n${first}~0`);
  const before = await page.evaluate(() => history.length);
  await playground.press('2', 'Enter');
  await page.getByRole('button', { name: 'Scenarios' }).click();
  await page.getByRole('searchbox', { name: 'Find a scenario' }).fill(second.title);
  await playground.dialog('Scenarios').getByRole('listitem').getByRole('button').first().click();
  await expect(title).toHaveText(second.title);
  await page.getByRole('button', { name: 'edit' }).click();
  for (const name of ['Mine', 'Mine indeed']) {
    await playground.editor.fill(`title ${name}\nA mmap io 1 private rw anon\nA read io\n`);
    await expect(title).toHaveText(name);
  }
  await page.getByRole('button', { name: 'done' }).click();
  await playground.press('1', 'Enter');
  expect(await page.evaluate(() => history.length)).toBe(before + 2);

  await page.goBack();
  await expect(title).toHaveText(second.title);
  await page.goBack();
  await expect(title).not.toHaveText(second.title);
  await expect(slider).toHaveAttribute('aria-valuenow', '2');
  await page.goForward();
  await page.goForward();
  await expect(title).toHaveText('Mine indeed');
  await expect(slider).toHaveAttribute('aria-valuenow', '1');
});

test('Back from a long text with something picked to a short one asks the engine nothing of what it has forgotten', async ({
  page,
}) => {
  const playground = new Playground(page);
  const title = page.getByRole('heading', { level: 1 });
  await playground.open('#1nwarn-once~4');
  const short = await title.innerText();
  await page.evaluate(() => (location.hash = '#1ncollision~sm0-cA-cio-0~10'));
  await expect(title).not.toHaveText(short);
  await playground.ready();
  await page.goBack();
  await expect(title).toHaveText(short);
  await playground.ready();
  await playground.press('Home');
  await expect(page.getByText('Something went wrong')).toHaveCount(0);
});

/** More than an address can hold: its comments compress badly. */
function tooLong(): string {
  let noise = 1;
  const word = () => ((noise = (noise * 48271) % 2147483647), noise.toString(36));
  const lines = Array.from({ length: 120 }, () => `# ${Array.from({ length: 13 }, word).join(' ')}`);
  return ['A mmap io 1 private rw anon', ...lines].join('\n');
}

// Origin: links that were given out before machines had names in them; `arm` is the second machine of the scenario.
test('rule 11: an old link selects on its machine, and the next one names it', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open('#1ncollision~sm1-cA-cio-1~9');
  const picked = page.locator('.machines [data-stop][aria-pressed="true"]');
  await expect(picked.first()).toBeVisible();
  const pressed = await picked.evaluateAll((stops) => stops.map((stop) => stop.closest('section')?.ariaLabel ?? ''));
  await playground.press('ArrowRight');
  await expect(page).toHaveURL(/#1ncollision~sarm_A_io-1~10$/);
  await page.goto('about:blank');
  await playground.open('#1ncollision~sarm_A_io-1~9');
  await expect(picked.first()).toBeVisible();
  expect(await picked.evaluateAll((stops) => stops.map((stop) => stop.closest('section')?.ariaLabel ?? ''))).toEqual(
    pressed,
  );
});

test('rule 9: a text too long for an address survives a reload, and Back and Forward', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${first}~0`);
  await page.getByRole('button', { name: 'edit' }).click();
  await playground.editor.fill(`title Long\n${tooLong()}`);
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText('Long');
  await expect(playground.notices).toContainText('this tab keeps it');
  await page.reload();
  await playground.ready();
  await expect(title).toHaveText('Long');
  await page.goBack();
  await expect(title).not.toHaveText('Long');
  await page.goForward();
  await expect(title).toHaveText('Long');
});

test('a link carries a text of one\u2019s own, and waits for what unpacks it', async ({ page, browserName }) => {
  const playground = new Playground(page);
  const unpacker = /\/packing-[^/]*\.js$/;
  await page.route(unpacker, (route) => route.abort('internetdisconnected'));
  const link = encodeLink(
    // Long enough for a link that is packed.
    { text: `title Mine\nA mmap io 1 private rw anon\n${'A read io\n'.repeat(20)}` },
    { ...START_TARGET, step: 2 },
  );
  if (!link.ok) throw new Error(link.message);
  await page.goto(`./${link.fragment}`);
  const notice = playground.notices.getByRole('alert');
  await expect(notice).toContainText('What unpacks links could not be loaded');
  await page.unroute(unpacker);
  await notice.getByRole('button', { name: 'Try again' }).click();
  if (browserName === 'firefox') await notice.getByRole('button', { name: 'Reload the page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mine');
  await expect(notice).toHaveCount(0);
  await expect(playground.current).toContainText('2');
});

test('the address of a slide names its theme; an unknown one gives a notice', async ({ page }) => {
  const playground = new Playground(page);
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  await page.goto(`./?view=slide&theme=projector#1n${first}~2`);
  await expect(page.locator('svg.picture').first()).toBeVisible();
  expect(await theme()).toBe('projector');
  // The deck's choice, not the reader's.
  await page.goto('about:blank');
  await playground.open(`#1n${first}~2`);
  expect(await theme()).toBeUndefined();
  await page.goto('about:blank');
  await page.goto(`./?theme=pink#1n${first}~2`);
  await expect(page.getByText('theme=pink')).toBeVisible();
});

test('the share dialog shows the link, and a file when it is too long', async ({ page }) => {
  const playground = new Playground(page);
  await playground.open(`#1n${first}~2`);
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(page.url());
  const slide = page.url().replace('#', '?view=slide#');
  await page.getByRole('button', { name: 'Copy link to the slide' }).click();
  await expect(field).toHaveValue(slide);
  await page.getByRole('button', { name: 'Copy the slide as HTML' }).click();
  const code = await field.inputValue();
  const frame = await page.evaluate((code) => {
    const found = new DOMParser().parseFromString(code, 'text/html').querySelector('iframe');
    return found && { src: found.src, title: found.title };
  }, code);
  expect(frame).toEqual({ src: slide, title: SCENARIOS[0]?.title });
  // For the keys of a deck, as docs/decks/reveal.html has it.
  await page.getByRole('combobox', { name: 'to' }).selectOption('4');
  await page.getByRole('button', { name: 'Copy the steps as HTML' }).click();
  await expect(field).toHaveValue(/\?view=slide&amp;controls=off&amp;questions=off&amp;first=2&amp;last=4#[^~]*~2"/);
  await playground.press('Escape');

  await page.getByRole('button', { name: 'edit' }).click();
  await playground.editor.fill(tooLong());
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(playground.dialog('Share this step')).toContainText('too many to share');
  const button = page.getByRole('button', { name: 'Download as file' });
  await expect(button).toBeVisible();
  const text = await playground.editor.inputValue();
  const { name, data } = await offeredBy(page, () => button.click());
  expect(name).toMatch(/^[\w-]+\.scenario$/);
  expect(data.toString()).toBe(text);
});
