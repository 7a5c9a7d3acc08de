/**
 * The deck of Slidev in docs/decks, built and stepped. Slidev is large, so it is installed for this test alone, in a version
 * that runs on Node 20: from 52.20 on, what it needs asks for 22.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DIST, serve, type Server } from '../hosts.ts';
import { expect, test } from '../test.ts';

const SLIDEV = '@slidev/cli@52.0.0';
let folder = '';
const servers: Server[] = [];
let deck = '';
test.beforeAll(async () => {
  test.setTimeout(1_200_000);
  folder = mkdtempSync(join(tmpdir(), 'folioscope-slidev-'));
  const site = await serve({}, DIST);
  servers.push(site);
  cpSync(fileURLToPath(new URL('../../docs/decks/slidev', import.meta.url)), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const slides = join(folder, 'slides.md');
  writeFileSync(slides, readFileSync(slides, 'utf8').replaceAll('https://YOUR.SITE', site.address));
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  run('npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', SLIDEV);
  run('npx', 'slidev', 'build', 'slides.md', '--out', 'dist');
  const host = await serve({}, join(folder, 'dist'));
  servers.push(host);
  deck = host.address;
});
test.afterAll(() => {
  for (const server of servers) server.close();
  if (folder !== '') rmSync(folder, { recursive: true });
});

test('rule 4: Slidev is stepped by PageDown and PageUp, also after a click into the frame, to the end and past it', async ({
  page,
}) => {
  await page.goto(deck);
  const frame = page.frameLocator('iframe');
  const walk = async (key: string, steps: readonly number[]) => {
    for (const step of steps) {
      await page.keyboard.press(key);
      await expect(frame.locator('.counter')).toHaveText(`${step} / 5`);
    }
  };
  const heading = (name: string) => page.getByRole('heading', { name });
  await expect(heading('Memory that has no page')).toBeVisible();
  await walk('PageDown', [2, 3]);
  await page.locator('iframe').click({ position: { x: 300, y: 20 } });
  await walk('PageDown', [4, 5]);
  await page.keyboard.press('PageDown');
  await expect(heading('Questions?')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(frame.locator('.counter')).toHaveText('5 / 5');
  await page.locator('iframe').click({ position: { x: 300, y: 20 } });
  await walk('PageUp', [4, 3, 2]);
  await page.keyboard.press('PageUp');
  await expect(heading('Memory that has no page')).toBeVisible();
});
