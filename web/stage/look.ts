/**
 * How an entry and a frame look. Two questions, two marks: a frame's texture is what the frame is; an entry's texture is
 * what `vm_normal_page()` answers about it.
 */
import type { EntryView, FrameKind, FrameView, MachineView } from '../../engine/facts.ts';
import { remembered } from '../moment/lookup.ts';

/** Textures; each is a colour and a pattern, never a colour alone. */
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

/** The texture of an entry: the page that the kernel sees, or that it sees none. */
export function entryTexture(entry: EntryView, frame: FrameView | null): Texture {
  if (entry.bad) return 'bad';
  if (entry.normal) return frame ? FRAME_TEXTURES[frame.kind] : 'anon';
  return frame?.kind === 'zero' ? 'zero' : 'raw';
}

/** Permission letters of a present entry. */
export const permission = (entry: EntryView): string => (entry.write ? 'rw' : 'r');

/** References that a pin takes (GUP_PIN_COUNTING_BIAS): each is drawn as one pin, not as 1,024 marks. */
const PIN = 1024;

export interface Counts {
  /** References that are mappings, references that are not, and pins. */
  readonly mapped: number;
  readonly other: number;
  readonly pins: number;
}

/** The references of a frame as marks that can be counted; null where it has no struct page. */
export function countsOf(frame: FrameView): Counts | null {
  if (frame.refcount === null) return null;
  const pins = Math.floor(frame.refcount / PIN);
  const plain = frame.refcount - pins * PIN;
  const mapped = Math.min(Math.max(frame.mapcount ?? 0, 0), plain);
  return { mapped, other: plain - mapped, pins };
}

/** What is written below a frame that nobody will ever free. */
export const LEAKED = 'leaked';

/** Counts in a few characters each, one a line. Frames that nobody counts have none. */
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

/** Frames that are still counted as mapped although no entry leads to them: nobody will ever free them. */
export function leakedFrames(view: MachineView): ReadonlySet<number> {
  return leaksOf(view.frames);
}

/** Free frames that an entry leads to all the same: whoever gets them next is seen, and written, through it. */
export const staleFrames = remembered((view: MachineView): ReadonlySet<number> => {
  const free = new Set(view.frames.filter((f) => f.kind === 'free').map((f) => f.pfn));
  if (free.size === 0) return NONE;
  const entries = view.processes.flatMap((p) => p.vmas.flatMap((v) => v.entries));
  return new Set(entries.flatMap((e) => (free.has(e.pfn) ? [e.pfn] : [])));
});
