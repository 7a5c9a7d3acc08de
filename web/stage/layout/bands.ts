/**
 * Processes in columns: letter, page-table tree, VMAs with their entries. The fullest machine decides the height of a
 * row.
 */
import type { EntryView, MachineInfo, ProcessView } from '../../../engine/facts.ts';
import { framesBy, rememberedWith } from '../../moment/lookup.ts';
import type { PlacedBlock } from './blocks.ts';
import { calloutHeight, calloutLines, calloutOf, type Callout } from './callouts.ts';
import type { Metrics } from './metrics.ts';
import type { MachineIndex } from './places.ts';
import type { Columns } from './shared.ts';
import { charsIn, firstFit, textWidth } from './text.ts';
import { layoutTree, levelRows, treeTexts, type LeafNode, type TableNode, type Tree } from './tree.ts';
import { cellsHeight, cellsOf, labelLines, vmaBoxes, type Box, type Cell, type Row, type VmaBox } from './vmas.ts';

export interface ProcessBox {
  readonly process: ProcessView;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rss: string;
  readonly nodes: readonly TableNode[];
  readonly leaves: readonly LeafNode[];
  readonly fold: (Box & { readonly text: string }) | null;
  /** Lines from the last tables to the VMAs that they serve. */
  readonly stems: readonly string[];
}

export interface Bands {
  readonly height: number;
  readonly machines: readonly {
    readonly processes: readonly ProcessBox[];
    readonly vmas: readonly VmaBox[];
    readonly cells: readonly Cell[];
    readonly callouts: readonly Callout[];
  }[];
}

export interface BandRows {
  readonly height: number;
  readonly bands: readonly { readonly top: number; readonly rows: readonly Row[] }[];
}

export interface BandsInput {
  readonly top: number;
  readonly machines: readonly MachineIndex[];
  readonly columns: Columns;
  readonly blocks: readonly PlacedBlock[];
  readonly metrics: Metrics;
}

export const rssText = (process: ProcessView): string =>
  (['anon', 'file', 'shmem'] as const)
    .filter((kind) => process.rss[kind] !== 0)
    .map((kind) => `${kind} ${process.rss[kind]}`)
    .join(' · ');

function roomRight(block: PlacedBlock, inRow: readonly PlacedBlock[], columns: Columns, m: Metrics): number {
  const next = inRow.filter((b) => b.x > block.x).map((b) => b.x - m.small * 0.6);
  return Math.min(columns.width, ...next) - block.x;
}

function rowAt(input: BandsInput, row: number, y: number): Row & { bottom: number } {
  const { machines, blocks, columns, metrics: m } = input;
  const inRow = blocks.filter((b) => b.row === row);
  let lines = 1;
  let callouts = 0;
  for (const block of inRow) {
    for (const machine of machines) {
      for (const process of machine.processes.values()) {
        const vmas = process.vmas.filter((v) => v.range === block.span.name);
        const room = roomRight(block, inRow, columns, m);
        for (const v of vmas) lines = Math.max(lines, labelLines(process, block, v, room, m));
        callouts = Math.max(callouts, calloutLines(process, machine.info, block, columns.width, m));
      }
    }
  }
  const cellsY = y + lines * m.labelLine + 3 + calloutHeight(callouts, m);
  const bottom = cellsY + cellsHeight(Math.max(1, ...inRow.map((b) => b.lines)), m);
  return { y, cellsY, labelLines: lines, bottom };
}

function bandRows(input: BandsInput, top: number): { rows: Row[]; bottom: number } {
  const count = Math.max(0, ...input.blocks.map((b) => b.row + 1));
  const rows: Row[] = [];
  let bottom = top;
  for (let n = 0; n < count; n++) {
    const row = rowAt(input, n, n === 0 ? top : bottom + input.metrics.blockGapY);
    rows.push(row);
    bottom = row.bottom;
  }
  return { rows, bottom };
}

/** The heights alone: cheap, and enough to see that a layout is too high. */
export function layoutRows(input: BandsInput): BandRows {
  const { machines, columns, metrics: m } = input;
  const treeHeight = m.treeRow * levelRows(machines.map((machine) => machine.info)).rows + m.treeFold;
  const bands: { top: number; rows: Row[] }[] = [];
  let { top } = input;
  for (let band = 0; band < Math.ceil(columns.processes.length / columns.perBand); band++) {
    const { rows, bottom } = bandRows(input, top + m.badgeRow + treeHeight);
    bands.push({ top, rows });
    top = bottom + m.blockGapY;
  }
  return { height: Math.max(0, top - m.blockGapY), bands };
}

export function layoutBands(input: BandsInput, { height, bands }: BandRows): Bands {
  const { machines, columns, blocks, metrics: m } = input;
  const levels = levelRows(machines.map((machine) => machine.info));
  const results = machines.map(() => ({
    processes: [] as ProcessBox[],
    vmas: [] as VmaBox[],
    cells: [] as Cell[],
    callouts: [] as Callout[],
  }));
  const frameMaps = machines.map((machine) => framesBy(machine.view.frames));

  bands.forEach(({ top, rows }, band) => {
    const treeTop = top + m.badgeRow;
    const names = columns.processes.slice(band * columns.perBand, (band + 1) * columns.perBand);
    names.forEach((name, column) => {
      const left = column * (columns.width + m.columnGap);
      machines.forEach((machine, index) => {
        const process = machine.processes.get(name);
        const result = results[index];
        const frames = frameMaps[index];
        if (!process || !result || !frames) return;
        const tree = layoutTree({
          process: process.view,
          info: machine.info,
          rows: levels.of[index] ?? [],
          x: left,
          y: treeTop,
          width: columns.width,
          metrics: m,
        });
        const boxes: VmaBox[] = [];
        for (const block of blocks) {
          const row = rows[block.row];
          if (!row) continue;
          const inRow = blocks.filter((b) => b.row === block.row);
          const at = { x: left + block.x, row, roomRight: roomRight(block, inRow, columns, m) };
          boxes.push(...vmaBoxes(process, block, at, m));
          result.cells.push(...cellsOf(process, block, at, frames, machine.info, m));
          const callout = calloutOf(machines, index, name, block, { ...at, left }, columns.width, m);
          if (callout) result.callouts.push(callout);
        }
        result.vmas.push(...boxes);
        result.processes.push({
          process: process.view,
          x: left + columns.width / 2,
          y: top + m.badgeRow / 2,
          width: columns.width,
          rss: rssText(process.view),
          ...tree,
          fold: foldedTree(process.view, machine.info, left, treeTop, columns.width, m),
          stems: stemsOf(tree, boxes, machine.info, left),
        });
      });
    });
  });
  return { height, machines: results };
}

function foldedTree(
  process: ProcessView,
  info: MachineInfo,
  left: number,
  top: number,
  width: number,
  m: Metrics,
): ProcessBox['fold'] {
  if (m.treeFold === 0 || process.tables.length === 0) return null;
  const text = firstFit(treeTexts(process, info), charsIn(width - 12, m.small));
  const box = Math.min(width, textWidth(text, m.small) + 12);
  return { x: left + (width - box) / 2, y: top - 1, width: box, height: m.treeFold - 3, text };
}

const LANE = 5;

const tablesOf = rememberedWith(
  (entries: readonly EntryView[], levels: number): ReadonlySet<number> =>
    new Set(entries.filter((e) => e.indices.length === levels).map((e) => e.table)),
);

/** Stems to lower rows run beside the upper rows, not through them. */
function stemsOf({ nodes, leaves }: Tree, vmas: readonly VmaBox[], info: MachineInfo, left: number): string[] {
  const top = Math.min(...vmas.map((v) => v.rowY));
  return vmas.flatMap((box) => {
    const tables = tablesOf(box.placed.vma.entries, info.levels.length);
    const to = { x: box.x + box.width / 2, y: box.labelY };
    const holding = nodes.filter((n) => tables.has(n.table.pfn));
    const own = leaves.filter((l) => l.vma === box.placed.vma.start);
    return [...holding, ...own].map((n) => {
      const start = `M${n.x} ${n.y + n.height}`;
      const turn = n.y + n.height + (top - n.y - n.height) / 2;
      if (box.rowY === top) return `${start}V${turn}H${to.x}V${to.y}`;
      return `${start}V${turn}H${left - LANE}V${to.y - LANE}H${to.x}V${to.y}`;
    });
  });
}
