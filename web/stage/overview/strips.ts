/**
 * Large mappings as strips of equal pieces, with counts of entries. Snapshots share unchanged lists, so each list is
 * counted once.
 */
import type { EntryView, FrameView, MachineInfo, MachineView, Snapshot } from '../../../engine/facts.ts';
import { lowerBound, remembered } from '../../moment/lookup.ts';
import { entryTexture, type Texture } from '../look.ts';
import { pagesOf } from '../layout/leaves.ts';

/** `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Counts pages over all machines. */
export interface Bucket extends Span {
  readonly textures: ReadonlyMap<Texture, number>;
  readonly writable: number;
}

export interface Strip extends Span {
  /** `A:heap`. */
  readonly key: string;
  readonly process: string;
  readonly range: string;
  readonly machines: number;
  readonly vmas: readonly Span[];
  /** Pages per bucket. */
  readonly size: number;
  readonly buckets: readonly Bucket[];
}

/** Of a drawn strip, in pixels. */
export const STRIP_HEIGHT = 33;

/** What one page table of 512 entries maps is still seen in the picture itself. */
const LARGE = 512;
const SMALLEST_BUCKET = 16;
const MOST_BUCKETS = 128;

export const stripKey = (process: string, range: string): string => `${process}:${range}`;

export function bucketSize(pages: number): number {
  let size = SMALLEST_BUCKET;
  while (pages / size > MOST_BUCKETS) size *= 2;
  return size;
}

interface Counted {
  readonly textures: Map<Texture, number>;
  writable: number;
}

const emptyCount = (): Counted => ({ textures: new Map(), writable: 0 });
const add = (to: Counted, texture: Texture, pages: number): void => {
  to.textures.set(texture, (to.textures.get(texture) ?? 0) + pages);
};

/** Tries the next frame first: neighbouring entries mostly map neighbouring frames. */
function framesInOrder(frames: readonly FrameView[]): (pfn: number) => FrameView | null {
  let next = 0;
  return (pfn) => {
    if (frames[next]?.pfn !== pfn) next = lowerBound(frames, pfn, (f) => f.pfn);
    const found = frames[next];
    if (found?.pfn !== pfn) return null;
    next += 1;
    return found;
  };
}

const countsOfList = remembered((_: readonly EntryView[]) => new Map<string, readonly Counted[]>());

/** `zero`: page number of the strip's first page. */
function countEntries(
  entries: readonly EntryView[],
  view: MachineView,
  info: MachineInfo,
  zero: number,
  pages: number,
  size: number,
): readonly Counted[] {
  const known = countsOfList(entries);
  const key = `${zero} ${pages} ${size}`;
  const found = known.get(key);
  if (found) return found;
  const frameOf = framesInOrder(view.frames);
  const counts = Array.from({ length: Math.ceil(pages / size) }, emptyCount);
  for (const entry of entries) {
    const texture = entryTexture(entry, frameOf(entry.pfn));
    const first = Math.max(0, entry.vpn - zero);
    const end = Math.min(pages, entry.vpn - zero + pagesOf(entry, info));
    for (let at = first; at < end;) {
      const index = Math.floor(at / size);
      const next = Math.min(end, (index + 1) * size);
      const count = counts[index]!;
      add(count, texture, next - at);
      if (entry.write) count.writable += next - at;
      at = next;
    }
  }
  known.set(key, counts);
  return counts;
}

interface Found extends Span {
  readonly process: string;
  readonly range: string;
  readonly vmas: Map<string, Span>;
  readonly lists: { machine: number; entries: readonly EntryView[]; zero: number }[];
  readonly machines: Set<number>;
}

/** By name; the VMAs of one mmap form one mapping. */
function findMappings(snapshot: Snapshot): Found[] {
  const all = new Map<string, Found>();
  snapshot.machines.forEach((view, machine) => {
    for (const { name: process, vmas } of view.processes) {
      for (const vma of vmas) {
        const { name: range, page: from } = vma.place;
        const to = from + vma.pages;
        const key = stripKey(process, range);
        const known = all.get(key);
        const found: Found = {
          process,
          range,
          from: Math.min(known?.from ?? from, from),
          to: Math.max(known?.to ?? to, to),
          vmas: known?.vmas ?? new Map<string, Span>(),
          lists: known?.lists ?? [],
          machines: known?.machines ?? new Set(),
        };
        found.vmas.set(`${from}-${to}`, { from, to });
        found.lists.push({ machine, entries: vma.entries, zero: vma.start - from });
        found.machines.add(machine);
        all.set(key, found);
      }
    }
  });
  return [...all.values()];
}

function sum(lists: readonly (readonly Counted[])[], span: Span, size: number): Bucket[] {
  return Array.from({ length: Math.ceil((span.to - span.from) / size) }, (_, i) => {
    const total = emptyCount();
    for (const list of lists) {
      const one = list[i]!;
      for (const [texture, pages] of one.textures) add(total, texture, pages);
      total.writable += one.writable;
    }
    const from = span.from + i * size;
    return { from, to: Math.min(span.to, from + size), ...total };
  });
}

export function stripsOf(machines: readonly MachineInfo[], snapshot: Snapshot): Strip[] {
  return findMappings(snapshot)
    .filter(({ from, to }) => to - from > LARGE)
    .map(({ process, range, from, to, vmas, lists, machines: on }) => {
      const size = bucketSize(to - from);
      const counts = lists.map(({ machine, entries, zero }) =>
        countEntries(entries, snapshot.machines[machine]!, machines[machine]!, zero + from, to - from, size),
      );
      return {
        key: stripKey(process, range),
        process,
        range,
        from,
        to,
        machines: on.size,
        vmas: [...vmas.values()],
        size,
        buckets: sum(counts, { from, to }, size),
      };
    })
    .sort((a, b) => (a.process < b.process ? -1 : a.process > b.process ? 1 : 0));
}
