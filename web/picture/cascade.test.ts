import { expect, test } from 'vitest';
import { cascadeOf, dressed } from './cascade.ts';
import { readMarkup } from './markup.ts';
import type { Drawn, Look } from './written.ts';

const THEME = `
  :root, [data-territory][data-theme] { --ink: light-dark(#111111, #eeeeee); --soft: var(--ink) }
  :is(:root, [data-territory])[data-theme='dark'] { color-scheme: dark }
  [data-theme='dark'] .wide { .line { stroke-width: 5px } & .thin { stroke-width: 3px } }`;

/** The looks of all elements, in the order of the markup. */
function looks(css: string, markup: string, theme = 'light'): Look[] {
  const all = ({ look, children }: Drawn): Look[] => [
    look,
    ...children.flatMap((c) => (typeof c === 'string' ? [] : all(c))),
  ];
  const around = [['data-territory', ''] as const, ['data-theme', theme] as const];
  return all(dressed(readMarkup(markup), cascadeOf([THEME, css]), around));
}
const first = (css: string, markup: string, theme?: string): Look => looks(css, markup, theme)[0]!;

// Expected values: the CSS specifications (Cascade 4, Variables 1, Color 5, Nesting 1).
test('the more specific rule wins, and among equals the later one', () => {
  expect(first('.a.b { fill: red } .a { fill: blue } rect { fill: green }', '<rect class="a b"/>').fill).toBe('red');
  expect(first('.a { fill: red } .b { fill: blue }', '<rect class="b a"/>').fill).toBe('blue');
  expect(first('.a { fill: red }', '<rect class="a" fill="blue" style="fill: green;"/>').fill).toBe('green');
  expect(first('.a { fill: red }', '<rect class="a" fill="blue"/>').fill).toBe('red');
});
test('what Svelte adds to a selector weighs nothing', () => {
  const css = '.a.s-1 .f:where(.s-1) { fill: red } .f.s-1 { fill: blue }';
  expect(looks(css, '<g class="a s-1"><rect class="f s-1"/></g>')[1]?.fill).toBe('red');
  expect(looks(css, '<g class="s-1"><rect class="f s-1"/></g>')[1]?.fill).toBe('blue');
});
test('`:not`, attributes and descendants', () => {
  expect(first('rect:not(.a) { fill: red }', '<rect class="a"/>').fill).toBe('#000000');
  expect(first("[data-x='1'] { fill: red }", '<rect data-x="2"/>').fill).toBe('#000000');
  expect(looks('.a .c { fill: red }', '<g class="a"><g><rect class="c"/></g></g>')[2]?.fill).toBe('red');
  expect(
    looks('.a .c { fill: red }', '<g><g class="c"><rect class="a"/></g></g>').map(({ fill }) => fill),
  ).not.toContain('red');
});
test('inherited are fill and stroke, but not opacity', () => {
  const [, inner] = looks('g { fill: red; opacity: 0.5 }', '<g><rect/></g>');
  expect(inner).toMatchObject({ fill: 'red', opacity: '1' });
});
test('variables belong to their element, and colours to its theme', () => {
  expect(first('rect { fill: var(--soft) }', '<rect/>').fill).toBe('#111111');
  expect(first('rect { fill: var(--soft) }', '<rect/>', 'dark').fill).toBe('#eeeeee');
  expect(looks('g { --c: #abc } rect { fill: var(--c, red) }', '<g><rect/></g>')[1]?.fill).toBe('#aabbcc');
  expect(first('rect { fill: var(--c, red) }', '<rect/>').fill).toBe('red');
});
test('nested rules stand within the outer ones', () => {
  const markup = '<g class="wide"><path class="line"/></g>';
  expect(looks('.line { stroke-width: 2px }', markup, 'dark')[1]?.['stroke-width']).toBe('5');
  expect(looks('.line { stroke-width: 2px }', markup)[1]?.['stroke-width']).toBe('2');
  expect(looks('', '<g class="wide"><path class="thin"/></g>', 'dark')[1]?.['stroke-width']).toBe('3');
});
test('other media and states are a page’s', () => {
  const css = '@media print { rect { fill: red } } rect:hover { fill: red } @keyframes k { from { opacity: 0 } }';
  expect(first(css, '<rect/>')).toMatchObject({ fill: '#000000', opacity: '1' });
});
