/** The strip of frames as one machine shows it: every slot with its frame, number, counts and zone. */
import type { FrameView, MachineView } from '../../../engine/index.ts';
import { countLines, frameTexture, LEAKED, leakedFrames, type Texture } from '../look.ts';
import { hex } from '../selection.ts';
import type { PlacedFrame, Strip } from './frames.ts';
import type { Metrics } from './metrics.ts';
import { placeLabels, textWidth, type LabelWish } from './text.ts';
import type { Box } from './vmas.ts';

export interface FrameBox extends Box {
  readonly placed: PlacedFrame;
  /** What the machine has there; null where nothing of this story is. */
  readonly frame: FrameView | null;
  readonly texture: Texture;
  /** How many frames a folded slot stands for. */
  readonly count: number;
}

export interface StripText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** `loud`: something is wrong with the frame. */
  readonly kind: 'pfn' | 'count' | 'loud' | 'zone';
  readonly struct: boolean;
  /** The text belongs to a frame that just changed. */
  readonly strong: boolean;
}

export interface StripBoxes {
  readonly frames: readonly FrameBox[];
  readonly texts: readonly StripText[];
  /** Lines above the names of the zones. */
  readonly rules: readonly { readonly x0: number; readonly x1: number; readonly y: number }[];
}

const countLine = (m: Metrics): number => m.small + 1.5;

/** Counts are written only below a single row; in more rows the marks in the cells must do, but for a leak. */
const countsShown = (strip: Strip, m: Metrics): boolean => strip.rows === 1 && m.countLines > 0;
const countRows = (strip: Strip, m: Metrics): number => (countsShown(strip, m) ? m.countLines : strip.leaks ? 1 : 0);

/** Room between a frame and its number: for the ring of a frame that stands out. */
const BELOW = 3;

/** Height of one row of the strip with everything below it. */
const rowHeight = (strip: Strip, m: Metrics): number =>
  m.frameHeight + BELOW + m.labelLine + 2 + countRows(strip, m) * countLine(m) + m.labelLine + 6;

export const stripHeight = (strip: Strip, m: Metrics): number =>
  strip.rows * rowHeight(strip, m) + (strip.rows - 1) * m.frameRowGap;

const ZONES: Record<'ram' | 'device', readonly string[]> = {
  ram: ['RAM · struct page', 'RAM'],
  device: ['device memory · no struct page', 'device · no struct page', 'device memory', 'device'],
};

interface StripInput {
  readonly strip: Strip;
  readonly view: MachineView;
  /** Pages that a leaf one level above maps: its other frames look like its first one. */
  readonly pagesPerPmd: number;
  readonly strong: ReadonlySet<number>;
  readonly y: number;
  readonly width: number;
  readonly metrics: Metrics;
}

/** The first frame of the PMD leaf that maps a frame. */
function headOf(input: StripInput, pfn: number, byPfn: ReadonlyMap<number, FrameView>): FrameView | null {
  for (const process of input.view.processes) {
    for (const vma of process.vmas) {
      const leaf = vma.entries.find((e) => e.level === 'pmd' && pfn >= e.pfn && pfn < e.pfn + input.pagesPerPmd);
      if (leaf) return byPfn.get(leaf.pfn) ?? null;
    }
  }
  return null;
}

function frameBox(input: StripInput, placed: PlacedFrame, byPfn: ReadonlyMap<number, FrameView>): FrameBox {
  const { slot } = placed;
  const { strip, metrics: m } = input;
  const box = {
    placed,
    x: placed.x,
    y: input.y + placed.row * (rowHeight(strip, m) + m.frameRowGap),
    width: placed.width,
    height: m.frameHeight,
  };
  if (slot.kind === 'tables') {
    const count = input.view.frames.filter((f) => f.kind === 'table').length;
    return { ...box, frame: null, texture: 'table', count };
  }
  const pfn = slot.kind === 'frame' ? slot.pfn : slot.kind === 'run' ? slot.from : -1;
  const frame = byPfn.get(pfn) ?? null;
  const texture = frameTexture(frame ?? headOf(input, pfn, byPfn));
  return { ...box, frame, texture, count: slot.kind === 'run' ? slot.to - slot.from : 1 };
}

/** Numbers below the frames: whole where there is room, else their last digit, as on a ruler. */
function pfnTexts(row: readonly FrameBox[], input: StripInput): StripText[] {
  const m = input.metrics;
  const named = row.filter(({ placed: { slot }, frame }, i) => {
    if (slot.kind === 'break' || slot.kind === 'run') return false;
    const before = row[i - 1]?.placed.slot.kind;
    return slot.kind === 'tables' || frame !== null || before === undefined || before === 'break';
  });
  const wishes = named.map((f, i): LabelWish => {
    const { slot } = f.placed;
    const x = f.x + f.width / 2;
    if (slot.kind === 'tables') return { x, wordings: ['tables', 'PTs'], priority: 2 };
    const pfn = slot.kind === 'frame' ? slot.pfn : 0;
    const before = named[i - 1]?.placed.slot;
    const first = !(before?.kind === 'frame' && before.pfn === pfn - 1);
    const digit = hex(pfn).slice(-1);
    const roomy = textWidth(hex(pfn), m.small) + 4 <= f.width + m.frameGap;
    const strong = input.strong.has(pfn) && f.frame !== null;
    const wordings = first || roomy || strong ? [hex(pfn), `…${digit}`] : [`…${digit}`];
    return { x, wordings, priority: strong ? 4 : first ? 3 : f.frame ? 1 : 0 };
  });
  const y = (row[0]?.y ?? 0) + m.frameHeight + BELOW + m.labelLine - 2;
  return placeLabels(wishes, input.width, m.small, 4).flatMap((label, i) => {
    const slot = named[i]?.placed.slot;
    if (!label || !slot) return [];
    const strong = slot.kind === 'frame' && input.strong.has(slot.pfn);
    return [{ ...label, y, kind: 'pfn' as const, struct: slot.struct, strong }];
  });
}

/** Counts below the numbers, where they fit: first of what just changed. */
function countTexts(row: readonly FrameBox[], input: StripInput): StripText[] {
  const m = input.metrics;
  const most = countRows(input.strip, m);
  if (most === 0) return [];
  const lost = leakedFrames(input.view);
  const shown = countsShown(input.strip, m);
  const counted = row
    .flatMap((f) =>
      f.frame && f.placed.slot.kind === 'frame' ? [{ f, lines: countLines(f.frame, lost.has(f.frame.pfn)) }] : [],
    )
    .map(({ f, lines }) => ({ f, lines: shown ? lines : lines.filter((line) => line === LEAKED) }))
    .filter((c) => c.lines.length > 0);
  const wishes = counted.map(({ f, lines }): LabelWish => ({
    x: f.x + f.width / 2,
    wordings: [lines.reduce((a, b) => (b.length > a.length ? b : a), '')],
    priority: lost.has(f.frame?.pfn ?? -1) ? 3 : input.strong.has(f.frame?.pfn ?? -1) ? 2 : 1,
  }));
  const top = (row[0]?.y ?? 0) + m.frameHeight + BELOW + m.labelLine + 2;
  return placeLabels(wishes, input.width, m.small, 3).flatMap((label, i) => {
    const item = counted[i];
    if (!label || !item) return [];
    const strong = input.strong.has(item.f.frame?.pfn ?? -1);
    return item.lines.slice(0, most).map((text, n) => ({
      x: label.x,
      y: top + (n + 1) * countLine(m) - 3,
      text,
      kind: text === LEAKED ? ('loud' as const) : ('count' as const),
      struct: true,
      strong,
    }));
  });
}

/** All frames of a machine with the texts around them. */
export function stripBoxes(input: StripInput): StripBoxes {
  const { strip, width, metrics: m } = input;
  const byPfn = new Map(input.view.frames.map((f) => [f.pfn, f]));
  const frames = strip.frames.map((p) => frameBox(input, p, byPfn));
  const texts: StripText[] = [];
  const rules: { x0: number; x1: number; y: number }[] = [];
  for (let r = 0; r < strip.rows; r++) {
    const row = frames.filter((f) => f.placed.row === r);
    texts.push(...pfnTexts(row, input), ...countTexts(row, input));
    const zones = strip.zones.filter((z) => z.row === r);
    const bottom = input.y + r * (rowHeight(strip, m) + m.frameRowGap) + rowHeight(strip, m);
    for (const z of zones) rules.push({ x0: z.from, x1: z.to, y: bottom - m.labelLine - 1 });
    // Of two zones, RAM is named at its left end and device memory at its right end: there is room between them.
    const wishes = zones.map((z): LabelWish => {
      const wordings = z.struct ? ZONES.ram : ZONES.device;
      const half = textWidth(wordings[0] ?? '', m.small) / 2;
      const end = z.struct ? z.from + half : z.to - half;
      return { x: zones.length > 1 ? end : (z.from + z.to) / 2, wordings, priority: z.struct ? 0 : 1 };
    });
    placeLabels(wishes, width, m.small, 12).forEach((label, i) => {
      const struct = zones[i]?.struct ?? true;
      if (label) texts.push({ ...label, y: bottom - 2, kind: 'zone', struct, strong: false });
    });
  }
  return { frames, texts, rules };
}
