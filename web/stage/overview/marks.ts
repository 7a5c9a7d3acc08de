/** Highlights on a strip: changed, different, wrong and selected pages. */
import type { Place, Snapshot, Spot } from '../../../engine/facts.ts';
import { remembered } from '../../moment/lookup.ts';
import type { Marks } from '../marks.ts';
import { stripKey, type Span, type Strip } from './strips.ts';

/** Each list is sorted and without duplicates. */
export type PagesByStrip = ReadonlyMap<string, readonly number[]>;

export interface StripMarks {
  readonly changed: PagesByStrip;
  readonly different: PagesByStrip;
  readonly wrong: PagesByStrip;
  readonly selected: PagesByStrip;
}

function byStrip(spots: Iterable<Spot>): PagesByStrip {
  const pages = new Map<string, Set<number>>();
  for (const { process, place } of spots) {
    const key = stripKey(process, place.name);
    const known = pages.get(key);
    if (known) known.add(place.page);
    else pages.set(key, new Set([place.page]));
  }
  return new Map([...pages].map(([key, set]) => [key, [...set].sort((a, b) => a - b)]));
}

type EntryList = Snapshot['machines'][number]['processes'][number]['vmas'][number]['entries'];
const wrongIn = remembered((entries: EntryList) => entries.filter((e) => e.wrong !== null).map((e) => e.place));
const placesOfFrames = remembered((_: EntryList) => new Map<number, readonly Place[]>());

function mapping(entries: EntryList, pfn: number): readonly Place[] {
  const known = placesOfFrames(entries);
  const found = known.get(pfn) ?? entries.filter((e) => e.pfn === pfn).map((e) => e.place);
  known.set(pfn, found);
  return found;
}

function collect(snapshot: Snapshot, find: (entries: EntryList, machine: number) => readonly Place[]): Spot[] {
  return snapshot.machines.flatMap(({ processes }, machine) =>
    processes.flatMap(({ name, vmas }) =>
      vmas.flatMap(({ entries }) => find(entries, machine).map((place): Spot => ({ process: name, place }))),
    ),
  );
}

export function stripMarks(snapshot: Snapshot, marks: readonly Marks[]): StripMarks {
  const frames = marks.map(({ picked }) => (picked?.kind === 'frame' ? picked.pfn : null));
  const entries = marks.flatMap(({ picked }) => (picked?.kind === 'entry' ? [picked] : []));
  const mapped = frames.some((pfn) => pfn !== null)
    ? collect(snapshot, (entries, i) => {
        const pfn = frames[i] ?? null;
        return pfn === null ? [] : mapping(entries, pfn);
      })
    : [];
  return {
    changed: byStrip(marks.flatMap((m) => [...m.changedEntries.values()])),
    different: byStrip(marks.flatMap((m) => [...m.differentEntries.values()])),
    wrong: byStrip(collect(snapshot, wrongIn)),
    selected: byStrip([...entries, ...mapped]),
  };
}

export function spansOf(pages: readonly number[], strip: Strip): Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const page of pages) {
    const last = spans.at(-1);
    if (last && page - last.to < strip.size / 2) last.to = page + 1;
    else spans.push({ from: page, to: page + 1 });
  }
  return spans;
}

export const countWithin = (pages: readonly number[], { from, to }: Span): number =>
  pages.reduce((sum, page) => sum + (page >= from && page < to ? 1 : 0), 0);
