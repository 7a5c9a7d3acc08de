/** The contrast of the design tokens in each theme, by WCAG 2.2. The pairs are those that are drawn. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8').replace(/\/\*[^]*?\*\//g, '');
const block = (selector: string): string => {
  const from = css.indexOf(`${selector} {\n`);
  if (from < 0) throw new Error(`There is no ${selector} in theme.css.`);
  return css.slice(from, css.indexOf('\n}', from));
};
const tokensIn = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));

const base = tokensIn(block('[data-territory][data-theme]'));
const projector = tokensIn(block(":is(:root, [data-territory])[data-theme='projector']"));
const THEMES = ['light', 'dark', 'projector'] as const;
type Theme = (typeof THEMES)[number];

function colour(theme: Theme, name: string): string {
  const value = (theme === 'projector' ? projector.get(name) : undefined) ?? base.get(name) ?? '';
  const [, light = value, dark = value] = /^light-dark\((#\w+), (#\w+)\)$/.exec(value) ?? [];
  const found = theme === 'dark' ? dark : light;
  if (!/^#[\da-f]{6}$/i.test(found)) throw new Error(`--${name} is no plain colour in ${theme}: ${value}`);
  return found;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const KINDS = ['anon', 'raw', 'cache', 'zero', 'driver'] as const;
const GROUNDS = ['bg', 'panel', 'sunk', 'selected'] as const;
const TEXT = 4.5;
const GRAPHIC = 3;

type Pair = readonly [front: string, grounds: readonly string[], least: number, use: string];
const PAIRS: readonly Pair[] = [
  ['text', [...GROUNDS, 'hover'], TEXT, 'words'],
  ['muted', [...GROUNDS, 'hover'], TEXT, 'second words'],
  ['faint', GROUNDS, TEXT, 'statements to come, numbers'],
  ['accent-text', GROUNDS, TEXT, 'links'],
  ['on-accent', ['accent'], TEXT, 'the current bead, main buttons'],
  ['bad', ['bg', 'panel', 'sunk', 'bad-soft'], TEXT, 'refusals, broken invariants'],
  ['agree', ['bg', 'panel', 'agree-soft'], TEXT, 'ticks, verdicts that agree'],
  ['difference-text', [...GROUNDS, 'difference-soft'], TEXT, 'words on differences'],
  ['on-difference', ['difference'], TEXT, 'a wrong answer, on its plate'],
  ['table-text', ['table'], TEXT, 'names of page tables'],
  ['on-process-a', ['process-a'], TEXT, 'the letter of process A'],
  ['on-process-b', ['panel'], TEXT, 'the letter of another process'],
  ...KINDS.map((kind): Pair => [`${kind}-text`, ['bg', 'panel'], TEXT, `words on ${kind} pages`]),
  ...KINDS.map((kind): Pair => [kind, ['bg', 'panel'], GRAPHIC, `borders, textures and lines of ${kind} pages`]),
  ['on-anon', ['anon'], GRAPHIC, 'the bracket of an exclusive page'],
  ['table-line', ['bg', 'panel'], GRAPHIC, 'borders of page tables'],
  ['line-strong', ['bg', 'panel'], GRAPHIC, 'borders of what can be pressed'],
  ['accent', ['bg', 'panel', 'selected'], GRAPHIC, 'the current statement, the timeline'],
  ['difference', ['bg', 'panel', 'difference-soft'], GRAPHIC, 'rings, flags and marks of a difference'],
  ['focus', [...GROUNDS, 'hover'], GRAPHIC, 'the ring of focus'],
];

test('black on white has the most contrast there is, and a colour on itself has none', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  expect(contrast('#2f5fd0', '#2f5fd0')).toBe(1);
});

describe.each(THEMES)('rule 16: %s', (theme) => {
  test.each(PAIRS)('--%s on %j reaches %d: %s', (front, grounds, least) => {
    for (const ground of grounds) {
      const ratio = contrast(colour(theme, front), colour(theme, ground));
      expect(ratio, `--${front} on --${ground}: ${ratio.toFixed(2)}`).toBeGreaterThanOrEqual(least);
    }
  });
});

test('words on a projector reach 7:1', () => {
  for (const front of ['text', 'muted', 'faint', 'accent-text', 'difference-text', 'bad', 'agree']) {
    expect(contrast(colour('projector', front), colour('projector', 'panel')), front).toBeGreaterThanOrEqual(7);
  }
});

test('every text of the page has one of the sizes of theme.css', () => {
  const web = new URL('../', import.meta.url);
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(svelte|css)$/.test(name));
  expect(files).toContain('kit/theme.css');
  const own = files.filter((name) => /font(-size)?: [\d.]+rem/.test(readFileSync(new URL(name, web), 'utf8')));
  expect(own).toEqual([]);
});
