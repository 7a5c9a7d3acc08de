/** The texture of a frame shows what it is; the texture of an entry shows what `vm_normal_page()` answers about it. */
import type { EntryView, FrameKind, FrameView, MachineView } from '../../engine/facts.ts';
import { frameText } from '../../engine/say/pictured.ts';
import { remembered } from '../moment/lookup.ts';

/** Each is a colour and a pattern, never a colour alone. */
export type Texture = 'anon' | 'cache' | 'shmem' | 'driver' | 'mmio' | 'raw' | 'zero' | 'table' | 'free' | 'bad';

const FRAME_TEXTURES: Record<FrameKind, Texture> = {
  anon: 'anon',
  file: 'cache',
  shmem: 'shmem',
  driver: 'driver',
  mmio: 'mmio',
  zero: 'zero',
  table: 'table',
  free: 'free',
};

export const frameTexture = (frame: FrameView | null): Texture => (frame ? FRAME_TEXTURES[frame.kind] : 'free');

export function entryTexture(entry: EntryView, frame: FrameView | null): Texture {
  if (entry.bad) return 'bad';
  if (entry.normal) return frame ? FRAME_TEXTURES[frame.kind] : 'anon';
  return 'raw';
}

/** A frame that contains its own name shows nothing new. */
export const newContent = (frame: FrameView): string => (frame.content === frameText(frame) ? '' : frame.content);

export const permission = ({ rights }: EntryView): string => ({ none: '–', read: 'r', write: 'rw' })[rights];

/** GUP_PIN_COUNTING_BIAS: a pin is drawn as one mark, not as 1,024. */
const PIN = 1024;

export interface Counts {
  readonly mapped: number;
  readonly other: number;
  readonly pins: number;
}

/** Null without a struct page. */
export function countsOf(frame: FrameView): Counts | null {
  if (frame.refcount === null) return null;
  const pins = Math.floor(frame.refcount / PIN);
  const plain = frame.refcount - pins * PIN;
  const mapped = Math.min(Math.max(frame.mapcount ?? 0, 0), plain);
  return { mapped, other: plain - mapped, pins };
}

/** Written below a frame that will never be freed. */
export const LEAKED = 'leaked';

/** Short counts, one per line; empty for frames that nobody counts. */
export function countLines(frame: FrameView, isLeaked: boolean): string[] {
  if (frame.refcount === null || frame.kind === 'zero' || frame.kind === 'table' || frame.kind === 'free') return [];
  const lines = [`ref ${frame.refcount}`, `map ${frame.mapcount ?? 0}`];
  if (isLeaked) lines.push(LEAKED);
  else if (frame.exclusive) lines.push('excl');
  return lines;
}

const NONE: ReadonlySet<number> = new Set();
const leaksOf = remembered((frames: readonly FrameView[]): ReadonlySet<number> => {
  const leaked = frames.filter((f) => f.leaked).map((f) => f.pfn);
  return leaked.length > 0 ? new Set(leaked) : NONE;
});

/** Still counted as mapped although no entry maps them, so they will never be freed. */
export function leakedFrames(view: MachineView): ReadonlySet<number> {
  return leaksOf(view.frames);
}

/** Free but still mapped: their next owner can be read and written through the entry. */
export const staleFrames = remembered((view: MachineView): ReadonlySet<number> => {
  const free = new Set(view.frames.filter((f) => f.kind === 'free').map((f) => f.pfn));
  if (free.size === 0) return NONE;
  const entries = view.processes.flatMap((p) => p.vmas.flatMap((v) => v.entries));
  return new Set(entries.flatMap((e) => (free.has(e.pfn) ? [e.pfn] : [])));
});
