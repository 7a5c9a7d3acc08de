/** What /proc prints of a process, next to what is true (R-WK-10 to R-WK-16, R-WK-36). */
import {
  placeText,
  samePlace,
  SMAPS_SUMS,
  type Place,
  type ProcView,
  type ProcVma,
  type SmapsSum,
  type Snapshot,
} from '../../engine/facts.ts';
import { mapsText, mincoreLine, missedText, pagemapLine } from '../../engine/say/index.ts';
import type { Rss, RssKind } from '../../engine/types.ts';
import { fact, type Fact } from './facts.ts';
import { mappersOf, type Subject } from './subject.ts';

export interface ProcPlace {
  readonly place: Place;
  readonly vmas: readonly (ProcVma | null)[];
  readonly prints: readonly Fact[];
  readonly truths: readonly Fact[];
  readonly maps: readonly SaidBy[];
  readonly missed: readonly SaidBy[];
}

export interface SaidBy {
  readonly text: string;
  /** Empty: all machines. */
  readonly names: readonly string[];
}

export const living = (snapshot: Snapshot): string[] =>
  [...new Set(snapshot.machines.flatMap((m) => m.processes.map((p) => p.name)))].sort();

export function processOf(subject: Subject | null, snapshot: Snapshot): string | null {
  const alive = living(snapshot);
  if (subject?.process && alive.includes(subject.process)) return subject.process;
  const pfn = subject?.pfn ?? null;
  const mapper = pfn === null ? undefined : snapshot.machines.flatMap((m) => mappersOf(m, pfn))[0];
  return mapper?.process ?? alive[0] ?? null;
}

/** Machines where the process has exited or was never forked. None, if that is so on all. */
export const goneFrom = (process: string, snapshot: Snapshot, names: readonly string[]): string[] =>
  names.filter((_, i) => !snapshot.machines[i]?.processes.some((p) => p.name === process));

function saidBy(said: readonly (readonly string[])[], names: readonly string[]): SaidBy[] {
  const texts = [...new Set(said.flat())];
  return texts.map((text) => {
    const who = names.filter((_, i) => said[i]?.includes(text));
    return { text, names: who.length === names.length ? [] : who };
  });
}

const SMAPS: Readonly<Record<SmapsSum, string>> = {
  Rss: 'Pages of this mapping that vm_normal_page() finds.',
  Pss: 'The same, with each page divided among those who map it.',
  Shared_Clean: 'Mapped more than once, not written.',
  Shared_Dirty: 'Mapped more than once, written.',
  Private_Clean: 'Mapped once, not written.',
  Private_Dirty: 'Mapped once, written.',
  Anonymous: 'Pages without a file, such as copied ones.',
};

/** Rows that count as a difference between machines are those that print, not addresses. */
function printedFacts(vmas: readonly (ProcVma | null)[]): Fact[] {
  const smaps = vmas.map((v) => v && v.smaps);
  const kinds = SMAPS_SUMS.filter((key) => key === 'Rss' || smaps.some((s) => s !== null && s[key] > 0));
  return [
    ...kinds.map((key) => fact(`smaps ${key}`, smaps, (s) => `${s[key]} kB`, SMAPS[key])),
    // Frame names differ where frames do, and that is told at the frames.
    fact('pagemap', vmas, (v) => pagemapLine(v.pagemap), 'An item a page: - looks unmapped.', false),
    fact('mincore', vmas, (v) => mincoreLine(v.mincore), 'A digit a page: 1 is in memory.'),
  ];
}

const truthFacts = (vmas: readonly (ProcVma | null)[]): Fact[] => [
  fact('populated', vmas, (v) => String(v.populated), 'Pages that an entry maps.'),
  fact('counted', vmas, (v) => String(v.counted), 'Of these, pages that were counted when they were mapped.'),
  fact('raw', vmas, (v) => String(v.raw), 'The others: raw frames, which nobody counts.'),
];

export function statusFacts(views: readonly (ProcView | null)[]): Fact[] {
  const status = views.map((v) => v && v.status);
  const say = (counter: RssKind) => (rss: Rss) => String(rss[counter]);
  return [
    fact('anon', status, say('anon'), 'RssAnon, in pages.'),
    fact('file', status, say('file'), 'RssFile, in pages.'),
    fact('shmem', status, say('shmem'), 'RssShmem, in pages.'),
  ];
}

/** Null where a machine lacks the process. */
export const viewsOf = (machines: readonly (readonly ProcView[])[], process: string | null): (ProcView | null)[] =>
  machines.map((views) => views.find((v) => v.process === process) ?? null);

/** In the order of the first machine that has them. */
export function procPlaces(views: readonly (ProcView | null)[], names: readonly string[]): ProcPlace[] {
  const all = views.flatMap((view) => (view?.vmas ?? []).map((v) => v.place));
  const places = new Map(all.map((place) => [placeText(place), place]));
  return [...places.values()].map((place) => {
    const vmas = views.map((view) => view?.vmas.find((v) => samePlace(v.place, place)) ?? null);
    const said = (say: (v: ProcVma) => readonly string[]) => vmas.map((v) => (v ? say(v) : []));
    return {
      place,
      vmas,
      prints: printedFacts(vmas),
      truths: truthFacts(vmas),
      maps: saidBy(
        said((v) => [mapsText(v.maps)]),
        names,
      ),
      missed: saidBy(
        said((v) => v.missed.map(missedText)),
        names,
      ),
    };
  });
}
