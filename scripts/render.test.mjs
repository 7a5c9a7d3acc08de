// Pictures without a browser. That they look as in one is tested where there is one: e2e/picture.spec.ts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { png } from './png.mjs';
import { cardOf } from './preview.mjs';

const PROGRAM = fileURLToPath(new URL('folioscope.mjs', import.meta.url));
const HOSTILE = '</svg><script>alert(1)</script>" onload="alert(2)';
const TEXT = `title ${HOSTILE}\nmachines x86_64 arm\nA mmap io 2 private rw remap_pfn_range driver+8\nA write io+1 "<&>"\nsay ${HOSTILE}\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'folioscope-'));
  writeFileSync(join(folder, 'hostile.scenario'), TEXT);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {...string} args */
function render(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'render', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const file = (/** @type {string} */ name) => readFileSync(join(folder, name));

test('a picture stands alone, and what a text says in it is text (origin: resvg, which reads XML)', () => {
  expect(render('hostile.scenario~2', '-o', 'all.svg')).toEqual({ status: 0, stdout: '', stderr: '' });
  const svg = file('all.svg').toString();
  expect(new Resvg(svg).width).toBeGreaterThan(900);
  const names = [...svg.matchAll(/<([\w:-]+)/g)].map(([, name]) => name);
  expect([...new Set(names)].sort()).toEqual(
    ['circle', 'defs', 'desc', 'g', 'line', 'path', 'pattern', 'rect', 'svg', 'text', 'title'].filter((name) =>
      names.includes(name),
    ),
  );
  expect(svg.replace(/>[^<]*</g, '><')).not.toMatch(
    /var\(|light-dark|class=|style=|href|\bon\w+=|NaN|undefined|function/,
  );
  expect(svg).toContain('&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;" onload="alert(2)');
  const defined = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const used = new Set([...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id));
  expect(used.size).toBeGreaterThan(0);
  expect([...used].filter((id) => !defined.has(id))).toEqual([]);
});

test('a PNG has two pixels for each unit, and words in it (origin: the header of a PNG)', () => {
  expect(render('hostile.scenario~2', '-o', 'all.svg').status).toBe(0);
  expect(render('hostile.scenario~2', '-o', 'all.png', '--theme', 'light')).toEqual({
    status: 0,
    stdout: '',
    stderr: '',
  });
  const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(file('all.svg').toString()) ?? [];
  const png = file('all.png');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
  const wordless = new Resvg(
    file('all.svg')
      .toString()
      .replace(/<text[^]*?<\/text>/g, ''),
    { fitTo: { mode: 'zoom', value: 2 } },
  );
  expect(png.length).toBeGreaterThan(1.3 * wordless.render().asPng().length);
});

test('of one machine the rest is left out, and nothing moves', () => {
  expect(render('collision~5', '-o', 'both.svg').status).toBe(0);
  expect(render('collision~5', '--only', 'x86_64', '-o', 'one.svg').status).toBe(0);
  const [both, one] = [file('both.svg').toString(), file('one.svg').toString()];
  expect(both).toContain('arm, 2-level');
  expect(one).not.toContain('arm, 2-level');
  const drawing = (/** @type {string} */ svg) => /<text[^>]*>x86-64<[^]*?(<g transform[^]*?<\/g>)/.exec(svg)?.[1];
  expect(drawing(one)).toContain('<circle');
  expect(drawing(one)).toBe(drawing(both));
});

test.each([
  [['collision~99', '-o', 'x.svg'], /no step 99.*13/],
  [['collision~5.no_such-1', '-o', 'x.svg'], /no micro-step/],
  [['collision~5'], /-o/],
  [['collision~5', '-o', 'x.pdf'], /\.svg or \.png/],
  [['collision~5', '-o', 'x.svg', '--theme', 'blue'], /blue.*light, dark, projector/],
  [['collision~5', '-o', 'x.svg', '--only', 'arm64'], /no machine arm64/],
])('%j is wrong usage', (args, why) => {
  const { status, stderr } = render(...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(why);
});

test('`--version` names the package and the commit, and does without git (origin: package.json, an archive)', () => {
  const run = (/** @type {Record<string, string>} */ env) =>
    spawnSync(process.execPath, [PROGRAM, '--version'], { encoding: 'utf8', env: { ...process.env, ...env } });
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(run({ FOLIOSCOPE_COMMIT: '0123456789abcdef' }).stdout).toBe(`${version} (0123456789ab)\n`);
  const { status, stdout } = run({ PATH: '', FOLIOSCOPE_COMMIT: '', GITHUB_SHA: '' });
  expect([status, stdout]).toEqual([0, `${version}\n`]);
});

test('the preview for chats is a card of 1200 × 630, with the whole picture in it (origin: resvg)', async () => {
  expect(render('collision~5', '-o', 'card.svg').status).toBe(0);
  const svg = file('card.svg').toString();
  const card = cardOf(svg);
  const pixels = Buffer.from(await png(card, 1));
  // Width and height in the header of a PNG.
  expect([pixels.readUInt32BE(16), pixels.readUInt32BE(20)]).toEqual([1200, 630]);
  const [own, whole] = [card, card.replace(svg, '')].map((text) => new Resvg(text).render().pixels);
  expect(own?.equals(whole ?? Buffer.of())).toBe(false);
  const { x = 0, y = 0, width = 0, height = 0 } = new Resvg(card).innerBBox() ?? {};
  expect(Math.min(x, y, 1200 - x - width, 630 - y - height)).toBeGreaterThanOrEqual(0);
});
