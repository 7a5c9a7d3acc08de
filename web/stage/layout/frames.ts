/**
 * Decides which physical frames get a cell, and where. Frames are in numerical order, with folded runs between. Blocks
 * of four keep cells in place when a new frame appears.
 */
import type { FrameView, MachineView } from '../../../engine/facts.ts';
import { leakedFrames, newContent } from '../look.ts';
import { framesBy, nearestFrames, remembered } from '../../moment/lookup.ts';
import type { Metrics } from './metrics.ts';
import { charsIn, textWidth } from './text.ts';

export type FrameSlot =
  | { readonly kind: 'frame'; readonly pfn: number; readonly struct: boolean }
  /** Listed frames of no interest now: `from` to `to`, exclusive. */
  | { readonly kind: 'run'; readonly from: number; readonly to: number; readonly struct: boolean; readonly key: string }
  /** All page-table frames; their number depends on the machine. */
  | { readonly kind: 'tables'; readonly key: string; readonly struct: true }
  | { readonly kind: 'handle'; readonly key: string; readonly struct: boolean }
  | { readonly kind: 'break'; readonly struct: boolean };

export interface PlacedFrame {
  readonly slot: FrameSlot;
  readonly x: number;
  readonly row: number;
  readonly width: number;
}

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
  /** A leak on any machine is always written out. */
  readonly leaks: boolean;
}

export interface StripInput {
  readonly machines: readonly MachineView[];
  readonly seen: ReadonlySet<number>;
  readonly blocks: readonly FrameRange[];
  readonly open: ReadonlySet<string>;
  /** What frames contain is to be read in full, if it can be: wide frames come before empty neighbours. */
  readonly readable: boolean;
  readonly width: number;
  readonly metrics: Metrics;
}

/** `to` is exclusive. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

const TABLES_KEY = 'tables';
const RUN = 3;
const BLOCK = 4;

interface Known {
  readonly struct: boolean;
  readonly table: boolean;
  readonly zero: boolean;
}

const stretchesOf = remembered((frames: readonly FrameView[]) => {
  const of = (table: boolean): FrameRange[] => {
    const found: { from: number; to: number }[] = [];
    for (const { pfn, kind } of frames) {
      if ((kind === 'table') !== table) continue;
      const last = found.at(-1);
      if (last?.to === pfn) last.to += 1;
      else found.push({ from: pfn, to: pfn + 1 });
    }
    return found;
  };
  return { data: of(false), tables: of(true) };
});

function union(lists: readonly (readonly FrameRange[])[]): FrameRange[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of lists.flat().sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** `holes` must be sorted. */
function without(stretches: readonly FrameRange[], holes: readonly number[]): FrameRange[] {
  const rest: FrameRange[] = [];
  let at = 0;
  for (const { from, to } of stretches) {
    let start = from;
    while (at < holes.length && holes[at]! < from) at++;
    for (; at < holes.length && holes[at]! < to; at++) {
      if (holes[at]! > start) rest.push({ from: start, to: holes[at]! });
      start = holes[at]! + 1;
    }
    if (to > start) rest.push({ from: start, to });
  }
  return rest;
}

const numbersIn = ({ from, to }: FrameRange): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** Null: no machine lists it. */
function knownFrame(machines: readonly MachineView[], pfn: number): Known | null {
  const found = machines.flatMap((m) => framesBy(m.frames).get(pfn) ?? []);
  const last = found.at(-1);
  if (!last) return null;
  return { struct: last.struct, table: found.every((f) => f.kind === 'table'), zero: last.kind === 'zero' };
}

/** Device memory lies above all RAM, so the nearest listed frame tells the kind of an unlisted one. */
function structOf(machines: readonly MachineView[], pfn: number): boolean {
  const exact = knownFrame(machines, pfn);
  if (exact) return exact.struct;
  const near = machines.flatMap((m) => nearestFrames(m.frames, pfn));
  near.sort((a, b) => Math.abs(a.pfn - pfn) - Math.abs(b.pfn - pfn));
  return near[0]?.struct ?? true;
}

const PIECES = 16;

const runKey = (r: FrameRange): string => `frames:${r.from}-${r.to}`;

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

export function frameSlots(input: StripInput, roomy: boolean): FrameSlot[] {
  const { machines, blocks } = input;
  const known = (pfn: number): Known | null => knownFrame(machines, pfn);
  const openTables = input.open.has(TABLES_KEY);
  const stretches = machines.map((m) => stretchesOf(m.frames));
  const data = union([...stretches.map((s) => s.data), blocks]);
  const tableFrames = union(stretches.map((s) => s.tables))
    .flatMap(numbersIn)
    .filter((pfn) => known(pfn)?.table);
  const seen = [...input.seen].filter((pfn) => openTables || !known(pfn)?.table).sort((a, b) => a - b);

  const unseen = without(data, seen);
  const runs = unseen.filter((r) => r.to - r.from >= RUN);
  const alone = unseen.filter((r) => r.to - r.from < RUN).flatMap(numbersIn);
  const isFolded = (pfn: number): boolean => runs.some((r) => pfn >= r.from && pfn < r.to);

  const cells = new Set<number>();
  for (const pfn of [...seen, ...alone, ...(openTables ? tableFrames : [])]) {
    cells.add(pfn);
    const k = known(pfn);
    if (!roomy || k?.zero || k?.table) continue;
    const base = pfn - (pfn % BLOCK);
    for (let n = base; n < base + BLOCK; n++) if (!isFolded(n) && !known(n)?.table) cells.add(n);
  }

  const items: Piece[] = [
    ...[...cells].map((pfn): Piece => ({ kind: 'frame', from: pfn, to: pfn + 1, key: '' })),
    ...runs.flatMap((run) => piecesOf(run, input.open)),
  ].sort((a, b) => a.from - b.from || a.to - b.to);

  const slots: FrameSlot[] = [];
  let end: number | null = null;
  let struct = true;
  let handled = false;
  const tables = tableFrames.length > 0 && !openTables;
  const pushTables = (): void => {
    if (!tables) return;
    if (slots.length > 0) slots.push({ kind: 'break', struct: true });
    slots.push({ kind: 'tables', key: TABLES_KEY, struct: true });
  };
  for (const item of items) {
    const itemStruct = structOf(machines, item.from);
    if (struct && !itemStruct) pushTables();
    else if (end !== null && end !== item.from) slots.push({ kind: 'break', struct: itemStruct });
    if (openTables && !handled && known(item.from)?.table) {
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

function totalWidth(slots: readonly FrameSlot[], w: Widths, m: Metrics): number {
  let total = 0;
  slots.forEach((slot, i) => {
    const before = slots[i - 1];
    if (before) total += before.struct && !slot.struct ? zoneGap(m) : m.frameGap;
    total += widthOf(slot, w, m);
  });
  return total;
}

/** The widest cells that fit in one row; null if even the narrowest do not. */
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
    const leavesRam = wrapped && before?.struct === true && !slot.struct;
    if (x > 0 && (leavesRam || x + slotWidth > width)) {
      row += 1;
      x = 0;
    }
    // The end of a row already says that something is omitted.
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

const MARGIN = 5;

export const contentRoom = ({ width }: { readonly width: number }, m: Metrics): number =>
  charsIn(width - MARGIN, m.small);

function widestContent(machines: readonly MachineView[], m: Metrics): number {
  const lengths = machines.flatMap(({ frames }) => frames.map((frame) => newContent(frame).length));
  const longest = Math.max(0, ...lengths);
  return longest === 0 ? 0 : Math.ceil(textWidth('x'.repeat(longest), m.small) + MARGIN);
}

/** With empty neighbours where there is room, without where there is not, and in several rows where needed. */
export function layoutStrip(input: StripInput): Strip {
  const { width } = input;
  const wanted = input.readable ? widestContent(input.machines, input.metrics) : 0;
  const m = { ...input.metrics, frameMax: Math.max(input.metrics.frameMax, wanted) };
  const roomy = frameSlots(input, true);
  const roomyFits = widthsForOneRow(roomy, width, m);
  const roomyWidths = roomyFits && roomyFits.ram >= wanted ? roomyFits : null;
  const slots = roomyWidths ? roomy : frameSlots(input, false);
  const widths = roomyWidths ?? widthsForOneRow(slots, width, m);
  const placed = widths
    ? justify(placeRows(slots, widths, width, m, false), width)
    : placeRows(slots, { ram: m.frameMin + 6, device: m.frameMin + 3 }, width, m, true);
  const leaks = input.machines.some((view) => leakedFrames(view).size > 0);
  return { frames: placed, zones: zonesOf(placed), rows: 1 + Math.max(0, ...placed.map((p) => p.row)), leaks };
}
