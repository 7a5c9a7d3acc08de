/** VMAs as outlines with a line or two of words above, and the cells of their pages. */
import type { EntryView, FrameView } from '../../../engine/index.ts';
import { entryTexture, type Texture } from '../look.ts';
import { entryKey } from '../selection.ts';
import type { PlacedBlock, PlacedSlot } from './blocks.ts';
import type { Metrics } from './metrics.ts';
import { placeText, type PlacedVma, type ProcessIndex } from './places.ts';
import { charsIn, elide, firstFit, textWidth } from './text.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cell of the entry row. */
export type Cell = Box & {
  /** Key of the entry or gap, the same on every machine. */
  readonly key: string;
  readonly process: string;
} & (
    | {
        readonly kind: 'entry';
        readonly label: string;
        readonly entry: EntryView;
        readonly frame: FrameView | null;
        readonly texture: Texture;
      }
    | { readonly kind: 'empty'; readonly label: string; readonly place: string }
    | {
        readonly kind: 'gap';
        readonly range: string;
        readonly from: number;
        readonly to: number;
        /** The entries in it, and their common texture; null where they differ or there are none. */
        readonly entries: readonly EntryView[];
        readonly texture: Texture | null;
      }
    | { readonly kind: 'handle' }
  );

/** A VMA: its outline, and what stands above it. */
export interface VmaBox extends Box {
  readonly key: string;
  readonly process: string;
  readonly placed: PlacedVma;
  readonly name: string;
  readonly labels: readonly { readonly text: string; readonly x: number; readonly y: number }[];
  readonly labelY: number;
}

export type FrameMap = ReadonlyMap<number, FrameView>;

/** Where a block stands, and the heights of its row. */
export interface BlockAt {
  readonly x: number;
  readonly row: Row;
}

/** A row of blocks: words, then callouts, then cells. */
export interface Row {
  readonly y: number;
  readonly cellsY: number;
  readonly labelLines: number;
}

/** Words for the kind of a VMA, best first. */
function flagWordings(placed: PlacedVma): string[] {
  const { flags } = placed.vma;
  const kinds = flags.filter((f) => f === 'PFNMAP' || f === 'MIXEDMAP');
  const share = flags.includes('SHARED') ? 'shared' : 'private';
  const names = kinds.map((f) => `VM_${f}`).join(' ');
  return [`${share} ${names}`.trim(), names, kinds.join(' '), share].filter((w) => w !== '');
}

const pgoffWordings = (placed: PlacedVma): string[] => [`pgoff ${placed.vma.pgoffHex}`, placed.vma.pgoffHex];

const vmaName = (placed: PlacedVma): string =>
  placed.from === 0 ? placed.range : placeText(placed.range, placed.from);

const slotPage = (p: PlacedSlot): number => (p.slot.kind === 'gap' ? p.slot.from : p.slot.page);

/** The slots of a block that belong to a VMA. */
const slotsOf = (block: PlacedBlock, vma: PlacedVma): PlacedSlot[] =>
  block.slots.filter((p) => slotPage(p) >= vma.from && slotPage(p) < vma.to);

interface Extent {
  readonly x: number;
  readonly width: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** How far a VMA's outline reaches within its block. */
function extentOf(block: PlacedBlock, vma: PlacedVma, m: Metrics): Extent | null {
  const slots = slotsOf(block, vma);
  if (slots.length === 0) return null;
  const left = Math.min(...slots.map((s) => s.x)) - m.pad;
  const right = Math.max(...slots.map((s) => s.x + s.width)) + m.pad;
  const lines = slots.map((s) => s.line);
  return { x: left, width: right - left, firstLine: Math.min(...lines), lastLine: Math.max(...lines) };
}

/** The texts above a VMA of some width, in one line or two; the name comes first and is bold. */
function labelTexts(placed: PlacedVma, width: number, m: Metrics): { one: string[] | null; two: string[][] } {
  const chars = charsIn(width, m.small);
  const name = elide(vmaName(placed), charsIn(width, m.font));
  const rest = chars - Math.ceil(name.length * (m.font / m.small)) - 1;
  const [flags = ''] = flagWordings(placed);
  const [pgoff = ''] = pgoffWordings(placed);
  const all = `${flags} · ${pgoff}`;
  return {
    one: all.length <= rest ? [name, all] : null,
    two: [[name, firstFit(flagWordings(placed), rest)], [firstFit(pgoffWordings(placed), chars)]],
  };
}

/** The words of a VMA need a second line. */
export function needsTwoLines(block: PlacedBlock, vma: PlacedVma, m: Metrics): boolean {
  const extent = extentOf(block, vma, m);
  return extent !== null && labelTexts(vma, extent.width, m).one === null;
}

export const cellsHeight = (lines: number, m: Metrics): number =>
  lines * m.cellHeight + (lines - 1) * m.cellGap + 2 * m.pad;

export const lineY = (at: BlockAt, line: number, m: Metrics): number =>
  at.row.cellsY + m.pad + line * (m.cellHeight + m.cellGap);

/** The outlines of a process in a block. */
export function vmaBoxes(process: ProcessIndex, block: PlacedBlock, at: BlockAt, m: Metrics): VmaBox[] {
  return process.vmas
    .filter((v) => v.range === block.span.name)
    .flatMap((placed) => {
      const extent = extentOf(block, placed, m);
      if (!extent) return [];
      const x = at.x + extent.x;
      const y = lineY(at, extent.firstLine, m) - m.pad;
      const texts = labelTexts(placed, extent.width, m);
      // The name of a VMA that begins below others stands in its cells' places: +4, +5 say enough.
      const lines = extent.firstLine > 0 ? [] : at.row.labelLines === 1 && texts.one ? [texts.one] : texts.two;
      const labels = lines.flatMap((line, i) =>
        line
          .filter((text) => text !== '')
          .map((text, j) => ({
            text,
            x: x + 1 + (j === 0 ? 0 : textWidth(line[0] ?? '', m.font) + m.small * 0.6),
            y: at.row.y + (i + 1) * m.labelLine - 3,
          })),
      );
      return [
        {
          key: entryKey(process.view.name, placed.vma.place),
          process: process.view.name,
          placed,
          name: vmaName(placed),
          labels,
          labelY: at.row.y,
          x,
          y,
          width: extent.width,
          height: cellsHeight(extent.lastLine - extent.firstLine + 1, m),
        },
      ];
    });
}

/** The cells of a process in a block. */
export function cellsOf(process: ProcessIndex, block: PlacedBlock, at: BlockAt, frames: FrameMap, m: Metrics): Cell[] {
  return block.slots.flatMap((p) => {
    const box = { x: at.x + p.x, y: lineY(at, p.line, m), width: p.width, height: m.cellHeight };
    const cell = cellOf(p, box, process, block.span.name, frames);
    return cell ? [cell] : [];
  });
}

function cellOf(p: PlacedSlot, box: Box, process: ProcessIndex, range: string, frames: FrameMap): Cell | null {
  const { slot } = p;
  const page = slotPage(p);
  if (!process.vmaAt(range, page)) return null;
  const name = process.view.name;
  const common = { ...box, process: name };
  if (slot.kind === 'handle') return { ...common, kind: 'handle', key: slot.key };
  if (slot.kind === 'page') {
    const place = placeText(range, page);
    const entry = process.entryAt(range, page);
    const label = `+${page}`;
    if (!entry) return { ...common, kind: 'empty', key: entryKey(name, place), label, place };
    const frame = frames.get(entry.pfn) ?? null;
    return {
      ...common,
      kind: 'entry',
      key: entryKey(name, place),
      label,
      entry,
      frame,
      texture: entryTexture(entry, frame),
    };
  }
  const entries = entriesIn(process, range, slot.from, slot.to);
  const textures = new Set(entries.map((e) => entryTexture(e, frames.get(e.pfn) ?? null)));
  const [texture] = textures;
  return {
    ...common,
    kind: 'gap',
    key: slot.key,
    range,
    from: slot.from,
    to: slot.to,
    entries,
    texture: textures.size === 1 ? (texture ?? null) : null,
  };
}

/** The distinct entries that map pages of a run. */
function entriesIn(process: ProcessIndex, range: string, from: number, to: number): EntryView[] {
  const found = new Set<EntryView>();
  for (let page = from; page < to; page++) {
    const entry = process.entryAt(range, page);
    if (entry) found.add(entry);
  }
  return [...found];
}
