/** Lines from entries to frames: those that they map, and those that the linear rule predicts. */
import type { EntryView, MachineInfo } from '../../../engine/facts.ts';
import type { Texture } from '../look.ts';
import type { FrameBox } from './strip.ts';
import type { Cell } from './vmas.ts';

export interface Link {
  readonly key: string;
  readonly entry: string;
  readonly pfn: number;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /**
   * `real`: the mapped frame. `rail`: the same, which the rule predicts too. `predicted`: another frame that the rule
   * predicts.
   */
  readonly kind: 'real' | 'rail' | 'predicted';
  readonly texture: Texture;
  readonly wrong: boolean;
  readonly band: string | null;
}

const ARROW = 6;

type Point = readonly [x: number, y: number];

function curve([x0, y0]: Point, [x1, y1]: Point): string {
  const middle = (y0 + y1) / 2;
  return `${x0},${y0}C${x0},${middle},${x1},${middle},${x1},${y1}`;
}

const pathTo = (from: Point, [x, y]: Point): string => `M${curve(from, [x, y - ARROW])}`;

function bandBetween(cell: Cell, box: FrameBox): string {
  const [top, bottom] = [cell.y + cell.height, box.y];
  const left = curve([cell.x, top], [box.x, bottom]);
  const right = curve([box.x + box.width, bottom], [cell.x + cell.width, top]);
  return `M${left}L${right}Z`;
}

export type FrameFinder = (pfn: number) => FrameBox | null;

/** Predictions are drawn where the rule decides: on machines without the bit. */
export function layoutLinks(info: MachineInfo, cells: readonly Cell[], find: FrameFinder): Link[] {
  const links: Link[] = [];
  const add = (cell: Cell, pfn: number, kind: Link['kind'], texture: Texture, wrong: boolean): void => {
    const box = find(pfn);
    if (!box) return;
    const from = [cell.x + cell.width / 2, cell.y + cell.height] as const;
    const to = [box.x + box.width / 2, box.y - 2] as const;
    links.push({
      key: `${cell.process} ${cell.key}>${kind}${pfn}`,
      entry: cell.key,
      pfn,
      path: pathTo(from, to),
      x: to[0],
      y: to[1],
      kind,
      texture,
      wrong,
      band: cell.kind === 'entry' && cell.leaf && box.block ? bandBetween(cell, box) : null,
    });
  };
  const rule = (entry: EntryView): number | null => (info.hasPteSpecial ? null : entry.linear);
  for (const cell of cells) {
    if (cell.kind === 'entry') {
      const predicted = rule(cell.entry);
      const { pfn } = cell.entry;
      const matches = predicted === cell.entry.pfn;
      add(cell, pfn, matches ? 'rail' : 'real', cell.texture, cell.entry.wrong !== null);
      if (predicted !== null && !matches) add(cell, predicted, 'predicted', 'raw', false);
    } else if (cell.kind === 'gap') {
      const ends = new Set<FrameBox>();
      let last: FrameBox | null = null;
      for (const entry of cell.entries) {
        if (ends.size >= 3) break;
        // Most entries of a run map one run of frames.
        const slot = last?.placed.slot;
        if (slot?.kind === 'run' && entry.pfn >= slot.from && entry.pfn < slot.to) continue;
        const box = find(entry.pfn);
        last = box;
        if (!box || ends.has(box)) continue;
        ends.add(box);
        add(cell, entry.pfn, rule(entry) === entry.pfn ? 'rail' : 'real', cell.texture ?? 'raw', false);
      }
    }
  }
  return links;
}
