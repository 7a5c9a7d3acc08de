/**
 * Textures as plain lines. When a page becomes a PDF, Chromium turns every fill with a pattern into an image of its own, of
 * some hundred kilobytes; lines stay lines.
 */
import type { Box } from '../../stage/layout/vmas.ts';
import type { DrawInk, Ink } from '../../stage/draw/ink.ts';

const INSET = 1.2;
const LINE = 1.7;
/** Between two lines of hatching in a cell of a slide; the samples of the legend are smaller. */
const SPACE = 9.5;
const CELL = 30;
const SAMPLE = 5;

const n = (value: number): string => String(Math.round(value * 10) / 10);

function multiples(from: number, to: number, of: number): number[] {
  const first = Math.ceil(from / of);
  return Array.from({ length: Math.max(0, Math.floor(to / of) - first + 1) }, (_, i) => (first + i) * of);
}

function slanted({ x, y, width, height }: Box, space: number, falls: boolean): string {
  const [right, bottom] = [x + width, y + height];
  // Upside down, falling lines rise.
  const [top, foot] = falls ? [-bottom, -y] : [y, bottom];
  return multiples(x + top, right + foot, space * Math.SQRT2)
    .map((sum) => {
      const [x0, x1] = [Math.max(x, sum - foot), Math.min(right, sum - top)];
      const at = (x: number): number => (falls ? x - sum : sum - x);
      return `M${n(x0)} ${n(at(x0))}L${n(x1)} ${n(at(x1))}`;
    })
    .join('');
}

const level = ({ x, y, width, height }: Box, space: number): string =>
  multiples(y, y + height, space)
    .map((at) => `M${n(x)} ${n(at)}h${n(width)}`)
    .join('');

const dashed = ({ x, y, width, height }: Box, space: number): string =>
  multiples(y, y + height, space)
    .flatMap((at, row) =>
      multiples(x - space, x + width, space * 2).map((start) => {
        const from = Math.max(x, start + (row % 2) * space);
        const to = Math.min(x + width, start + (row % 2) * space + space * 1.2);
        return to > from ? `M${n(from)} ${n(at)}H${n(to)}` : '';
      }),
    )
    .join('');

/** Squares: a round end of a line without length is no dot in every printer. */
const dots = ({ x, y, width, height }: Box, space: number, size: number): string =>
  multiples(0, height - size, space)
    .flatMap((down) =>
      multiples(0, width - size, space).map((right) => `M${n(x + right)} ${n(y + down + size / 2)}h${n(size)}`),
    )
    .join('');

export const inkOnPaper: DrawInk = (texture, box): Ink | null => {
  const space = box.height < CELL ? SAMPLE : SPACE;
  const inner = {
    x: box.x + INSET,
    y: box.y + INSET,
    width: box.width - 2 * INSET,
    height: box.height - 2 * INSET,
  };
  switch (texture) {
    case 'raw':
    case 'mmio':
      return { d: slanted(inner, space, false), width: LINE };
    case 'bad':
      return { d: slanted(inner, space, false) + slanted(inner, space, true), width: LINE };
    case 'cache':
      return { d: level(inner, space * 0.75), width: LINE };
    case 'shmem':
      return { d: dashed(inner, space * 0.75), width: LINE };
    case 'driver':
      return { d: dots(inner, space * 0.8, space * 0.36), width: space * 0.36 };
    case 'anon':
    case 'zero':
    case 'table':
    case 'free':
      return null;
  }
};
