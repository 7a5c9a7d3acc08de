/** VMAs as outlines with labels above, and the cells of their pages. */
import { placeText, type EntryView, type FrameView, type MachineInfo, type Place } from '../../../engine/facts.ts';
import { entriesBetween, remembered, type FrameMap } from '../../moment/lookup.ts';
import { entryTexture, type Texture } from '../look.ts';
import { entryKey } from '../../moment/selection.ts';
import type { PlacedBlock, PlacedSlot } from './blocks.ts';
import { levelName, pagesOf, sizeText } from './leaves.ts';
import type { Metrics } from './metrics.ts';
import type { PlacedLeaf, PlacedVma, ProcessIndex } from './places.ts';
import { textWidth } from './text.ts';
import { labelLinesOf, vmaLabel } from './vmaLabel.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Leaf {
  readonly level: string;
  readonly pages: number;
  readonly size: string;
}

export type Cell = Box & {
  /** The same on every machine. */
  readonly key: string;
  readonly process: string;
} & (
    | {
        readonly kind: 'entry';
        /** For a leaf, the first page that it maps in its mapping. */
        readonly place: Place;
        readonly label: string;
        readonly entry: EntryView;
        readonly frame: FrameView | null;
        readonly texture: Texture;
        readonly leaf: Leaf | null;
        readonly more: readonly Box[];
      }
    | { readonly kind: 'empty'; readonly label: string; readonly place: Place }
    | {
        readonly kind: 'gap';
        readonly range: string;
        readonly from: number;
        readonly to: number;
        /** Their common texture is null where they differ or there are none. */
        readonly entries: readonly EntryView[];
        readonly texture: Texture | null;
      }
    | { readonly kind: 'handle' }
  );

export interface VmaBox extends Box {
  readonly key: string;
  readonly process: string;
  readonly placed: PlacedVma;
  readonly name: string;
  readonly labels: readonly {
    readonly text: string;
    readonly bold: boolean;
    readonly x: number;
    readonly y: number;
  }[];
  readonly labelY: number;
  readonly rowY: number;
}

export interface BlockAt {
  readonly x: number;
  readonly row: Row;
  /** Room for words from the block's left edge to the next block or the end of the column. */
  readonly roomRight: number;
}

export interface Row {
  readonly y: number;
  readonly cellsY: number;
  readonly labelLines: number;
}

const vmaName = (placed: PlacedVma): string => (placed.from === 0 ? placed.range : placeText(placed.vma.place));

const slotPage = (p: PlacedSlot): number => (p.slot.kind === 'gap' ? p.slot.from : p.slot.page);

const slotsOf = (block: PlacedBlock, vma: PlacedVma): PlacedSlot[] =>
  block.slots.filter((p) => slotPage(p) >= vma.from && slotPage(p) < vma.to);

interface Extent {
  readonly x: number;
  readonly width: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

function extentOf(block: PlacedBlock, vma: PlacedVma, m: Metrics): Extent | null {
  const slots = slotsOf(block, vma);
  if (slots.length === 0) return null;
  const left = Math.min(...slots.map((s) => s.x)) - m.pad;
  const right = Math.max(...slots.map((s) => s.x + s.width)) + m.pad;
  const lines = slots.map((s) => s.line);
  return { x: left, width: right - left, firstLine: Math.min(...lines), lastLine: Math.max(...lines) };
}

function labelRoom(block: PlacedBlock, extent: Extent, process: ProcessIndex, roomRight: number, m: Metrics): number {
  const next = process.vmas
    .filter((v) => v.range === block.span.name)
    .map((v) => extentOf(block, v, m))
    .filter((e) => e !== null && e.firstLine === 0 && e.x > extent.x)
    .map((e) => e?.x ?? 0);
  return Math.min(roomRight, ...next.map((x) => x - m.small * 0.6)) - extent.x;
}

/** 0 where it needs none. */
export function labelLines(
  process: ProcessIndex,
  block: PlacedBlock,
  vma: PlacedVma,
  roomRight: number,
  m: Metrics,
): number {
  const extent = extentOf(block, vma, m);
  if (!extent || extent.firstLine > 0) return 0;
  return labelLinesOf(vmaName(vma), vma.vma, labelRoom(block, extent, process, roomRight, m), m);
}

export const cellsHeight = (lines: number, m: Metrics): number =>
  lines * m.cellHeight + (lines - 1) * m.cellGap + 2 * m.pad;

export const lineY = (at: BlockAt, line: number, m: Metrics): number =>
  at.row.cellsY + m.pad + line * (m.cellHeight + m.cellGap);

export function vmaBoxes(process: ProcessIndex, block: PlacedBlock, at: BlockAt, m: Metrics): VmaBox[] {
  return process.vmas
    .filter((v) => v.range === block.span.name)
    .flatMap((placed) => {
      const extent = extentOf(block, placed, m);
      if (!extent) return [];
      const x = at.x + extent.x;
      const y = lineY(at, extent.firstLine, m) - m.pad;
      const room = labelRoom(block, extent, process, at.roomRight, m);
      const lines = extent.firstLine > 0 ? [] : vmaLabel(vmaName(placed), placed.vma, room, at.row.labelLines, m);
      const labelY = at.row.y + (at.row.labelLines - lines.length) * m.labelLine;
      const labels = lines.flatMap((line, i) =>
        line.map((text, j) => ({
          text,
          bold: i === 0 && j === 0,
          x: x + 1 + (j === 0 ? 0 : textWidth(line[0] ?? '', m.font) + m.small * 0.6),
          y: labelY + (i + 1) * m.labelLine - 3,
        })),
      );
      return [
        {
          key: entryKey(process.view.name, placed.vma.place),
          process: process.view.name,
          placed,
          name: vmaName(placed),
          labels,
          labelY,
          rowY: at.row.y,
          x,
          y,
          width: extent.width,
          height: cellsHeight(extent.lastLine - extent.firstLine + 1, m),
        },
      ];
    });
}

export function cellsOf(
  process: ProcessIndex,
  block: PlacedBlock,
  at: BlockAt,
  frames: FrameMap,
  info: MachineInfo,
  m: Metrics,
): Cell[] {
  const range = block.span.name;
  const cells: Cell[] = [];
  const wide = new Map<PlacedLeaf, Box[]>();
  for (const p of block.slots) {
    const box = { x: at.x + p.x, y: lineY(at, p.line, m), width: p.width, height: m.cellHeight };
    const leaf = leafOf(p, process, range);
    if (leaf) {
      const parts = wide.get(leaf) ?? [];
      wide.set(leaf, parts);
      const last = parts.at(-1);
      if (last?.y === box.y) parts[parts.length - 1] = { ...last, width: box.x + box.width - last.x };
      else parts.push(box);
      continue;
    }
    const cell = cellOf(p, box, process, range, frames);
    if (cell) cells.push(cell);
  }
  for (const [leaf, parts] of wide) cells.push(leafCell(leaf, joined(parts, cells), process, frames, info));
  return cells;
}

function joined(parts: readonly Box[], others: readonly Box[]): readonly Box[] {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last || parts.some(({ x }) => x !== first.x)) return parts;
  const width = Math.max(...parts.map((part) => part.width));
  const height = last.y + last.height - first.y;
  const isFree = others.every(
    ({ x, y }) => x < first.x || x >= first.x + width || y < first.y || y >= first.y + height,
  );
  return isFree ? [{ ...first, width, height }] : parts;
}

function leafOf({ slot }: PlacedSlot, process: ProcessIndex, range: string): PlacedLeaf | null {
  const [from, to] = slot.kind === 'gap' ? [slot.from, slot.to] : [slot.page, slot.page + 1];
  return process.leaves.find((l) => l.range === range && from >= l.from && to <= l.to) ?? null;
}

function leafCell(
  { entry, range, from, to }: PlacedLeaf,
  [first, ...more]: readonly Box[],
  process: ProcessIndex,
  frames: FrameMap,
  info: MachineInfo,
): Cell {
  const frame = frames.get(entry.pfn) ?? null;
  const pages = pagesOf(entry, info);
  const place = { name: range, page: from };
  return {
    ...(first ?? { x: 0, y: 0, width: 0, height: 0 }),
    kind: 'entry',
    key: entryKey(process.view.name, place),
    process: process.view.name,
    place,
    label: `+${from}…+${to - 1}`,
    entry,
    frame,
    texture: entryTexture(entry, frame),
    leaf: { level: levelName(entry, info), pages, size: sizeText(pages, info) },
    more,
  };
}

function cellOf(p: PlacedSlot, box: Box, process: ProcessIndex, range: string, frames: FrameMap): Cell | null {
  const { slot } = p;
  const page = slotPage(p);
  if (!process.vmaAt(range, page)) return null;
  const name = process.view.name;
  const common = { ...box, process: name };
  if (slot.kind === 'handle') return { ...common, kind: 'handle', key: slot.key };
  if (slot.kind === 'page') {
    const place = { name: range, page };
    const entry = process.entryAt(range, page);
    const label = `+${page}`;
    if (!entry) return { ...common, kind: 'empty', key: entryKey(name, place), label, place };
    const frame = frames.get(entry.pfn) ?? null;
    return {
      ...common,
      kind: 'entry',
      key: entryKey(name, place),
      place,
      label,
      entry,
      frame,
      texture: entryTexture(entry, frame),
      leaf: null,
      more: [],
    };
  }
  const { entries, texture } = runIn(process, range, slot.from, slot.to, frames);
  return {
    ...common,
    kind: 'gap',
    key: slot.key,
    range,
    from: slot.from,
    to: slot.to,
    entries,
    texture,
  };
}

interface Run {
  readonly entries: readonly EntryView[];
  readonly texture: Texture | null;
}

const runsIn = remembered((_: readonly EntryView[]) => new Map<string, Run>());

/** Their common texture is null where they differ. */
function runIn(process: ProcessIndex, range: string, from: number, to: number, frames: FrameMap): Run {
  const at = process.vmaAt(range, from);
  if (!at) return { entries: [], texture: null };
  const known = runsIn(at.vma.entries);
  const first = at.vma.start + from - at.from;
  const key = `${first}-${to - from}`;
  const found = known.get(key);
  if (found) return found;
  const entries = entriesBetween(at.vma.entries, first, first + to - from, process.reach);
  const textures = new Set(entries.map((e) => entryTexture(e, frames.get(e.pfn) ?? null)));
  const [texture] = textures;
  const run = { entries, texture: textures.size === 1 ? (texture ?? null) : null };
  known.set(key, run);
  return run;
}
