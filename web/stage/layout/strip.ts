/** The strip of frames of one machine: each slot with its frame, number, counts and zone. */
import type { FrameView, MachineInfo, MachineView } from '../../../engine/facts.ts';
import { countLines, frameTexture, LEAKED, leakedFrames, newContent, type Texture } from '../look.ts';
import { framesBy, remembered, type FrameMap, lowerBound } from '../../moment/lookup.ts';
import { hex } from '../../../engine/say/pictured.ts';
import { contentRoom, type FrameRange, type FrameSlot, type PlacedFrame, type Strip } from './frames.ts';
import type { Metrics } from './metrics.ts';
import { elide, placeLabels, textWidth, type LabelWish } from './text.ts';
import type { Box } from './vmas.ts';

export interface FrameBox extends Box {
  readonly placed: PlacedFrame;
  /** Null where the machine lists no frame. */
  readonly frame: FrameView | null;
  readonly texture: Texture;
  readonly count: number;
  /** Frames that one entry of this machine maps; `frame` is the first. */
  readonly block: FrameRange | null;
}

export interface StripText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly kind: 'pfn' | 'count' | 'loud' | 'zone';
  readonly struct: boolean;
  readonly strong: boolean;
}

export interface StripBoxes {
  readonly frames: readonly FrameBox[];
  readonly texts: readonly StripText[];
  /** Ground behind the frames where `pfn_valid()` decides. */
  readonly grounds: readonly (Box & { readonly valid: boolean })[];
  readonly rules: readonly { readonly x0: number; readonly x1: number; readonly y: number }[];
}

const countLine = (m: Metrics): number => m.small + 1.5;

/** Counts are written only below a single row, except leaks. */
const countsShown = (strip: Strip, m: Metrics): boolean => strip.rows === 1 && m.countLines > 0;
const countRows = (strip: Strip, m: Metrics): number => (countsShown(strip, m) ? m.countLines : strip.leaks ? 1 : 0);

/** Leaves room for the ring of a highlighted frame. */
const BELOW = 3;

const rowHeight = (strip: Strip, m: Metrics): number =>
  m.frameHeight + BELOW + m.labelLine + 2 + countRows(strip, m) * countLine(m) + m.labelLine + 6;

export const stripHeight = (strip: Strip, m: Metrics): number =>
  strip.rows * rowHeight(strip, m) + (strip.rows - 1) * m.frameRowGap;

const ZONES: Record<'ram' | 'device', readonly string[]> = {
  ram: ['RAM · struct page', 'RAM'],
  device: ['device memory · no struct page', 'device · no struct page', 'device memory', 'device'],
};

/** The wording where a machine without the bit asks `pfn_valid()` (R-NP-8 to R-NP-10). */
const ASKED_ZONES: typeof ZONES = {
  ram: ['RAM · pfn_valid: a page', 'pfn_valid: a page', 'pfn_valid'],
  device: ['device memory · not pfn_valid: raw', 'not pfn_valid: raw', 'not pfn_valid'],
};

const GROUND = 5;

/** What is written into the cell of a frame: in full, and as far as there is room. Null: nothing. */
export function writtenIn(
  { placed, frame, block, width }: FrameBox,
  stale: boolean,
  m: Metrics,
): { readonly full: string; readonly shown: string } | null {
  if (!frame || block || placed.slot.kind !== 'frame' || stale) return null;
  const full = newContent(frame);
  return full === '' ? null : { full, shown: elide(full, contentRoom({ width }, m)) };
}

interface StripInput {
  readonly strip: Strip;
  readonly view: MachineView;
  readonly info: MachineInfo;
  readonly blocks: readonly FrameRange[];
  readonly strong: ReadonlySet<number>;
  readonly y: number;
  readonly width: number;
  readonly metrics: Metrics;
}

const firstOf = ({ slot }: PlacedFrame): number | null =>
  slot.kind === 'frame' ? slot.pfn : slot.kind === 'run' ? slot.from : null;

/** The block that a slot is part of: there are no breaks within it. */
const blockOf = (input: StripInput, placed: PlacedFrame): FrameRange | null => {
  const pfn = firstOf(placed);
  return pfn === null ? null : (input.blocks.find((b) => pfn >= b.from && pfn < b.to) ?? null);
};

const tableCount = remembered((frames: readonly FrameView[]) => frames.filter((f) => f.kind === 'table').length);

const textureBreaks = remembered((frames: readonly FrameView[]): readonly number[] => {
  const breaks: number[] = [];
  const unknown = frameTexture(null);
  let [next, last] = [0, unknown];
  const at = (pfn: number, texture: Texture): void => {
    if (texture !== last) breaks.push(pfn);
    last = texture;
  };
  for (const frame of frames) {
    if (frame.pfn > next) at(next, unknown);
    at(frame.pfn, frameTexture(frame));
    next = frame.pfn + 1;
  }
  at(next, unknown);
  return breaks;
});

function textureOfRun(from: number, to: number, frames: readonly FrameView[], byPfn: FrameMap): Texture {
  const breaks = textureBreaks(frames);
  const inside = breaks[lowerBound(breaks, from + 1, (pfn) => pfn)];
  return inside !== undefined && inside < to ? 'free' : frameTexture(byPfn.get(from) ?? null);
}

function frameBox(input: StripInput, placed: PlacedFrame, byPfn: FrameMap): FrameBox {
  const { slot } = placed;
  const { strip, metrics: m } = input;
  const box = {
    placed,
    x: placed.x,
    y: input.y + placed.row * (rowHeight(strip, m) + m.frameRowGap),
    width: placed.width,
    height: m.frameHeight,
    frame: null,
    block: null,
  };
  if (slot.kind === 'tables') {
    const count = tableCount(input.view.frames);
    return { ...box, texture: 'table', count };
  }
  if (slot.kind === 'run') {
    const texture = textureOfRun(slot.from, slot.to, input.view.frames, byPfn);
    return { ...box, frame: byPfn.get(slot.from) ?? null, texture, count: slot.to - slot.from };
  }
  const frame = slot.kind === 'frame' ? (byPfn.get(slot.pfn) ?? null) : null;
  return { ...box, frame, texture: frameTexture(frame), count: 1 };
}

function frameBoxes(input: StripInput): FrameBox[] {
  const byPfn = framesBy(input.view.frames);
  const boxes: FrameBox[] = [];
  let last: FrameRange | null = null;
  for (const placed of input.strip.frames) {
    const box = frameBox(input, placed, byPfn);
    const block: FrameRange | null = blockOf(input, placed) ?? (placed.slot.kind === 'handle' ? last : null);
    const before = boxes.at(-1);
    if (block && before?.block === block && before.placed.row === placed.row) {
      boxes[boxes.length - 1] = { ...before, width: box.x + box.width - before.x };
    } else if (block) {
      const frame = byPfn.get(block.from) ?? null;
      const slot: FrameSlot = { kind: 'frame', pfn: block.from, struct: placed.slot.struct };
      const texture = frameTexture(frame);
      boxes.push({ ...box, placed: { ...placed, slot }, frame, texture, block, count: block.to - block.from });
    } else boxes.push(box);
    last = block;
  }
  return boxes;
}

export function boxOfPfn(boxes: readonly FrameBox[], pfn: number, isTable: boolean): FrameBox | null {
  const shows = ({ placed: { slot }, block }: FrameBox): boolean => {
    if (block) return pfn >= block.from && pfn < block.to;
    if (slot.kind === 'frame') return slot.pfn === pfn;
    return slot.kind === 'run' ? pfn >= slot.from && pfn < slot.to : slot.kind === 'tables' && isTable;
  };
  return boxes.find(shows) ?? null;
}

/** The number of a changed or leaked frame may reach this far out of its cell. */
const slackOf = (box: FrameBox): number => box.width / 2;

/** Whole numbers where there is room, else the last digit, as on a ruler. */
function pfnTexts(row: readonly FrameBox[], input: StripInput): StripText[] {
  const m = input.metrics;
  // The mark below a leaked frame must not be read as one of a neighbour that has a number.
  const marked = (pfn: number): boolean => input.strong.has(pfn) || leakedFrames(input.view).has(pfn);
  const named = row.filter(({ placed: { slot }, frame }, i) => {
    if (slot.kind === 'break' || slot.kind === 'run' || slot.kind === 'handle') return false;
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
    const loud = marked(pfn) && f.frame !== null;
    const wordings = first || roomy || loud ? [hex(pfn), `…${digit}`] : [`…${digit}`];
    return { x, wordings, priority: loud ? 4 : first ? 3 : f.frame ? 1 : 0, slack: loud ? slackOf(f) : 0 };
  });
  const y = (row[0]?.y ?? 0) + m.frameHeight + BELOW + m.labelLine - 2;
  return placeLabels(wishes, input.width, m.small, m.numberGap).flatMap((label, i) => {
    const slot = named[i]?.placed.slot;
    if (!label || !slot) return [];
    const strong = slot.kind === 'frame' && input.strong.has(slot.pfn);
    return [{ ...label, y, kind: 'pfn' as const, struct: slot.struct, strong }];
  });
}

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
    slack: input.strong.has(f.frame?.pfn ?? -1) ? slackOf(f) : 0,
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

const ZONE_GAP = 12;

function firstTogether(all: readonly (readonly string[])[], width: number, m: Metrics): number {
  const most = Math.max(0, ...all.map((wordings) => wordings.length - 1));
  for (let first = 0; first < most; first++) {
    const taken = all.reduce(
      (sum, wordings) => sum + textWidth(wordings[Math.min(first, wordings.length - 1)] ?? '', m.small),
      0,
    );
    if (taken + (all.length - 1) * ZONE_GAP <= width) return first;
  }
  return most;
}

/** Without the bit, `vm_normal_page()` decides about a mixed mapping by `pfn_valid()`. */
export const asksPfnValid = (view: MachineView, info: MachineInfo): boolean =>
  !info.hasPteSpecial && view.processes.some((p) => p.vmas.some((v) => v.flags.includes('MIXEDMAP')));

export function stripBoxes(input: StripInput): StripBoxes {
  const { strip, width, metrics: m } = input;
  const frames = frameBoxes(input);
  const texts: StripText[] = [];
  const rules: { x0: number; x1: number; y: number }[] = [];
  const asked = asksPfnValid(input.view, input.info);
  const grounds: (Box & { valid: boolean })[] = [];
  for (let r = 0; r < strip.rows; r++) {
    const row = frames.filter((f) => f.placed.row === r);
    texts.push(...pfnTexts(row, input), ...countTexts(row, input));
    const zones = strip.zones.filter((z) => z.row === r);
    const rowY = input.y + r * (rowHeight(strip, m) + m.frameRowGap);
    if (asked) {
      for (const z of zones) {
        const box = { x: z.from - GROUND, y: rowY - GROUND, width: z.to - z.from + 2 * GROUND };
        grounds.push({ ...box, height: m.frameHeight + 2 * GROUND, valid: z.struct });
      }
    }
    const bottom = input.y + r * (rowHeight(strip, m) + m.frameRowGap) + rowHeight(strip, m);
    for (const z of zones) rules.push({ x0: z.from, x1: z.to, y: bottom - m.labelLine - 1 });
    // RAM is named at its left end and device memory at its right, to leave room between the names.
    const all = zones.map((z) => (asked ? ASKED_ZONES : ZONES)[z.struct ? 'ram' : 'device']);
    const first = firstTogether(all, width, m);
    const wishes = zones.map((z, i): LabelWish => {
      const wordings = all[i]?.slice(Math.min(first, all[i].length - 1)) ?? [];
      const half = textWidth(wordings[0] ?? '', m.small) / 2;
      const end = z.struct ? z.from + half : z.to - half;
      return { x: zones.length > 1 ? end : (z.from + z.to) / 2, wordings, priority: z.struct ? 0 : 1 };
    });
    placeLabels(wishes, width, m.small, ZONE_GAP).forEach((label, i) => {
      const struct = zones[i]?.struct ?? true;
      if (label) texts.push({ ...label, y: bottom - 2, kind: 'zone', struct, strong: false });
    });
  }
  return { frames, texts, grounds, rules };
}
