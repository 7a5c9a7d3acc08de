/**
 * The strip of physical frames: which frames get a cell, and where. Frames stand in the order of their numbers; what lies
 * between is folded. The strip is cut out in blocks of four, so that a new frame fills an empty cell and moves nothing.
 */
import type { FrameView, MachineView } from '../../../engine/index.ts';
import { leakedFrames } from '../look.ts';
import type { Metrics } from './metrics.ts';

export type FrameSlot =
  | { readonly kind: 'frame'; readonly pfn: number; readonly struct: boolean }
  /** Frames that are listed, but not looked at: `from` to `to`, exclusive. */
  | { readonly kind: 'run'; readonly from: number; readonly to: number; readonly struct: boolean; readonly key: string }
  /** All page-table pages together; how many is the machine's affair. */
  | { readonly kind: 'tables'; readonly key: string; readonly struct: true }
  /** The handle that folds an opened run or the tables again. */
  | { readonly kind: 'handle'; readonly key: string; readonly struct: boolean }
  /** Frame numbers that are left out. */
  | { readonly kind: 'break'; readonly struct: boolean };

export interface PlacedFrame {
  readonly slot: FrameSlot;
  readonly x: number;
  readonly row: number;
  readonly width: number;
}

/** A stretch of one row that is all RAM or all device memory. */
export interface Zone {
  readonly struct: boolean;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

export interface Strip {
  readonly frames: readonly PlacedFrame[];
  readonly zones: readonly Zone[];
  readonly rows: number;
  /** Some frame of some machine leaked: that is written below it, whatever room there is. */
  readonly leaks: boolean;
}

export interface StripInput {
  readonly machines: readonly MachineView[];
  /** Frames that a drawn line ends at, or that just changed: they are always seen. */
  readonly seen: ReadonlySet<number>;
  /** Frames that one entry maps together, on some machine. */
  readonly blocks: readonly FrameRange[];
  readonly open: ReadonlySet<string>;
  readonly width: number;
  readonly metrics: Metrics;
}

/** Frames `from` to `to`, exclusive. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

const TABLES_KEY = 'tables';
/** Unseen frames in a row from which on they fold. */
const RUN = 3;
const BLOCK = 4;

interface Known {
  readonly struct: boolean;
  readonly table: boolean;
  readonly zero: boolean;
}

/** Every listed frame of any machine. */
function knownFrames(machines: readonly MachineView[]): Map<number, Known> {
  const known = new Map<number, Known>();
  const add = (f: FrameView): void => {
    const before = known.get(f.pfn);
    const table = f.kind === 'table' && (before?.table ?? true);
    known.set(f.pfn, { struct: f.struct, table, zero: f.kind === 'zero' });
  };
  for (const machine of machines) machine.frames.forEach(add);
  return known;
}

/** Device memory lies above all RAM, so the frame below tells what an unlisted one is. */
function structOf(known: ReadonlyMap<number, Known>, pfn: number): boolean {
  const exact = known.get(pfn);
  if (exact) return exact.struct;
  let nearest: { distance: number; struct: boolean } | null = null;
  for (const [other, { struct }] of known) {
    const distance = Math.abs(other - pfn);
    if (!nearest || distance < nearest.distance) nearest = { distance, struct };
  }
  return nearest?.struct ?? true;
}

/** An opened run shows this many frames, or runs that can be opened in turn. */
const PIECES = 16;

const runKey = (r: FrameRange): string => `frames:${r.from}-${r.to}`;

/** Runs of listed frames that nobody looks at. */
function unseenRuns(pfns: readonly number[], seen: (pfn: number) => boolean): FrameRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const pfn of pfns) {
    if (seen(pfn)) continue;
    const last = runs.at(-1);
    if (last && last.to === pfn) last.to += 1;
    else runs.push({ from: pfn, to: pfn + 1 });
  }
  return runs.filter((r) => r.to - r.from >= RUN);
}

/** A run as it is drawn: folded, or opened into frames or smaller runs. */
interface Piece extends FrameRange {
  readonly kind: 'frame' | 'run' | 'handle';
  readonly key: string;
}

function piecesOf(run: FrameRange, open: ReadonlySet<string>): Piece[] {
  const { from, to } = run;
  const key = runKey(run);
  if (to - from === 1) return [{ kind: 'frame', from, to, key }];
  if (!open.has(key)) return [{ kind: 'run', from, to, key }];
  const size = Math.ceil((to - from) / PIECES);
  const pieces: Piece[] = [{ kind: 'handle', from, to: from, key }];
  for (let at = from; at < to; at += size) pieces.push(...piecesOf({ from: at, to: Math.min(at + size, to) }, open));
  return pieces;
}

/** The slots in order, with a break wherever numbers are left out. */
export function frameSlots(input: StripInput, roomy: boolean): FrameSlot[] {
  const known = knownFrames(input.machines);
  const openTables = input.open.has(TABLES_KEY);
  const isShown = (pfn: number): boolean => !known.get(pfn)?.table || openTables;
  const listed = new Set([...known.keys(), ...input.seen].filter(isShown));
  for (const { from, to } of input.blocks) for (let pfn = from; pfn < to; pfn++) listed.add(pfn);
  const sorted = [...listed].sort((a, b) => a - b);

  const runs = unseenRuns(sorted, (pfn) => input.seen.has(pfn) || known.get(pfn)?.table === true);
  const inRun = new Set<number>();
  for (const { from, to } of runs) for (let pfn = from; pfn < to; pfn++) inRun.add(pfn);

  const cells = new Set<number>();
  for (const pfn of sorted) {
    if (inRun.has(pfn)) continue;
    cells.add(pfn);
    const k = known.get(pfn);
    if (!roomy || k?.zero || k?.table) continue;
    const base = pfn - (pfn % BLOCK);
    for (let n = base; n < base + BLOCK; n++) if (!inRun.has(n) && !known.get(n)?.table) cells.add(n);
  }

  const items: Piece[] = [
    ...[...cells].map((pfn): Piece => ({ kind: 'frame', from: pfn, to: pfn + 1, key: '' })),
    ...runs.flatMap((run) => piecesOf(run, input.open)),
  ].sort((a, b) => a.from - b.from || a.to - b.to);

  const slots: FrameSlot[] = [];
  let end: number | null = null;
  let struct = true;
  let handled = false;
  const tables = [...known.values()].some((k) => k.table) && !openTables;
  const pushTables = (): void => {
    if (!tables) return;
    if (slots.length > 0) slots.push({ kind: 'break', struct: true });
    slots.push({ kind: 'tables', key: TABLES_KEY, struct: true });
  };
  for (const item of items) {
    const itemStruct = structOf(known, item.from);
    if (struct && !itemStruct) pushTables();
    else if (end !== null && end !== item.from) slots.push({ kind: 'break', struct: itemStruct });
    if (openTables && !handled && known.get(item.from)?.table) {
      slots.push({ kind: 'handle', key: TABLES_KEY, struct: true });
      handled = true;
    }
    if (item.kind === 'frame') slots.push({ kind: 'frame', pfn: item.from, struct: itemStruct });
    else if (item.kind === 'handle') slots.push({ kind: 'handle', key: item.key, struct: itemStruct });
    else slots.push({ kind: 'run', from: item.from, to: item.to, struct: itemStruct, key: item.key });
    end = item.to;
    struct = itemStruct;
  }
  if (struct) pushTables();
  return slots;
}

/** Room between RAM and device memory. */
const zoneGap = (m: Metrics): number => m.breakWidth + 4;

interface Widths {
  readonly ram: number;
  readonly device: number;
}

const widthOf = (slot: FrameSlot, w: Widths, m: Metrics): number => {
  if (slot.kind === 'break') return m.breakWidth;
  if (slot.kind === 'handle') return m.foldHandle;
  if (slot.kind === 'run') return Math.max(m.frameMax, w.ram);
  if (slot.kind === 'tables') return m.frameMax;
  return slot.struct ? w.ram : w.device;
};

/** Width of all slots in one row. */
function totalWidth(slots: readonly FrameSlot[], w: Widths, m: Metrics): number {
  let total = 0;
  slots.forEach((slot, i) => {
    const before = slots[i - 1];
    if (before) total += before.struct && !slot.struct ? zoneGap(m) : m.frameGap;
    total += widthOf(slot, w, m);
  });
  return total;
}

/** Cells as wide as one row allows; null where one row is too little even for the narrowest. */
function widthsForOneRow(slots: readonly FrameSlot[], width: number, m: Metrics): Widths | null {
  for (let ram = m.frameMax; ram >= m.frameMin; ram--) {
    const w = { ram, device: Math.min(m.deviceMax, ram) };
    if (totalWidth(slots, w, m) <= width) return w;
  }
  return null;
}

function placeRows(slots: readonly FrameSlot[], w: Widths, width: number, m: Metrics, wrapped: boolean): PlacedFrame[] {
  const placed: PlacedFrame[] = [];
  let x = 0;
  let row = 0;
  let before: FrameSlot | null = null;
  for (const slot of slots) {
    const slotWidth = widthOf(slot, w, m);
    if (before) x += before.struct && !slot.struct ? zoneGap(m) : m.frameGap;
    // Where one row is too little, device memory has rows of its own.
    const leavesRam = wrapped && before?.struct === true && !slot.struct;
    if (x > 0 && (leavesRam || x + slotWidth > width)) {
      row += 1;
      x = 0;
    }
    // A row neither begins with a break nor needs one: its end already says that something is left out.
    if (slot.kind === 'break' && x === 0) {
      before = null;
      continue;
    }
    placed.push({ slot, x, row, width: slotWidth });
    x += slotWidth;
    before = slot;
  }
  return placed;
}

/** One row uses the whole width: RAM at the left edge, device memory at the right; one alone stands in the middle. */
function justify(placed: readonly PlacedFrame[], width: number): PlacedFrame[] {
  const last = placed.at(-1);
  if (!last) return [];
  const spare = width - (last.x + last.width);
  const both = placed.some((p) => p.slot.struct) && !last.slot.struct;
  return placed.map((p) => ({ ...p, x: p.x + (both ? (p.slot.struct ? 0 : spare) : spare / 2) }));
}

function zonesOf(placed: readonly PlacedFrame[]): Zone[] {
  const zones: { struct: boolean; row: number; from: number; to: number }[] = [];
  for (const p of placed) {
    const last = zones.at(-1);
    if (last && last.struct === p.slot.struct && last.row === p.row) last.to = p.x + p.width;
    else zones.push({ struct: p.slot.struct, row: p.row, from: p.x, to: p.x + p.width });
  }
  return zones;
}

/** Lays out the strip: with empty neighbours where there is room, without where there is not, in rows where it must. */
export function layoutStrip(input: StripInput): Strip {
  const { width, metrics: m } = input;
  const roomy = frameSlots(input, true);
  const roomyWidths = widthsForOneRow(roomy, width, m);
  const slots = roomyWidths ? roomy : frameSlots(input, false);
  const widths = roomyWidths ?? widthsForOneRow(slots, width, m);
  const placed = widths
    ? justify(placeRows(slots, widths, width, m, false), width)
    : placeRows(slots, { ram: m.frameMin + 6, device: m.frameMin + 3 }, width, m, true);
  const leaks = input.machines.some((view) => leakedFrames(view).size > 0);
  return { frames: placed, zones: zonesOf(placed), rows: 1 + Math.max(0, ...placed.map((p) => p.row)), leaks };
}
