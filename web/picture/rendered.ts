/** Pictures where there is no browser: the page's own components, rendered by Svelte, with the page's own themes. */
import { render } from 'svelte/server';
import theme from '../kit/theme.css?inline';
import { cascadeOf, dressed } from './cascade.ts';
import { readMarkup } from './markup.ts';
import type { Pictured } from './sheet.ts';
import Sheet from './Sheet.svelte';
import type { PictureChoice } from './choice.ts';
import { written } from './written.ts';

export function draw(pictured: Pictured, { theme: name, only }: PictureChoice): string {
  const { body, head } = render(Sheet, { props: { pictured, only } });
  const styles = [...head.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css = '']) => css);
  const around = [
    ['data-territory', ''],
    ['data-theme', name],
  ] as const;
  return written(dressed(readMarkup(body), cascadeOf([theme, ...styles]), around));
}
