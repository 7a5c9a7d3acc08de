/** Finds things on the stage by address, frame number or name. Pure. */
import {
  placeText,
  type EntryView,
  type FrameView,
  type MachineInfo,
  type Snapshot,
  type VmaView,
} from '../../../engine/facts.ts';
import { entryOn } from '../../moment/lookup.ts';
import { pagesOf } from '../../stage/layout/leaves.ts';
import { backingText, frameText as nameOf, hex } from '../../../engine/say/index.ts';
import { entryKey, frameKey, selectionOf } from '../../moment/selection.ts';
import { entryText, frameText } from '../../stage/words.ts';

export interface Hit {
  readonly selection: string;
  readonly name: string;
  readonly text: string;
  /** Must be shown; null for frames. */
  readonly page: { readonly range: string; readonly page: number } | null;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly more: number;
  /** Shown in place of an empty list. */
  readonly nothing: string;
}

const MOST = 12;

const HELP =
  'Try an address such as 0x20001000, a frame such as pfn 0x400 or driver+3, a mapping such as io+3, or a process.';

interface Scene {
  readonly machines: readonly MachineInfo[];
  readonly snapshot: Snapshot;
}

function mappings({ machines, snapshot }: Scene): { machine: MachineInfo; process: string; vma: VmaView }[] {
  const seen = new Set<string>();
  return machines.flatMap((machine, i) =>
    (snapshot.machines[i]?.processes ?? []).flatMap(({ name: process, vmas }) =>
      vmas.flatMap((vma) => {
        const key = `${process} ${vma.start}`;
        if (seen.has(key)) return [];
        seen.add(key);
        return [{ machine, process, vma }];
      }),
    ),
  );
}

function frames({ snapshot }: Scene, wanted: (frame: FrameView) => boolean): Hit[] {
  const seen = new Set<number>();
  return snapshot.machines.flatMap((view) =>
    view.frames.flatMap((frame): Hit[] => {
      if (seen.has(frame.pfn) || !wanted(frame)) return [];
      seen.add(frame.pfn);
      return [frameHit(view.name, frame)];
    }),
  );
}

const frameHit = (machine: string, frame: FrameView): Hit => ({
  selection: selectionOf(machine, frameKey(frame.pfn)),
  name: `Frame ${hex(frame.pfn)}`,
  text: frameText(frame),
  page: null,
});

function pageHit(info: MachineInfo, process: string, vma: VmaView, vpn: number): Hit {
  const { name, page: first } = vma.place;
  const page = first + vpn - vma.start;
  const entry: EntryView | null = entryOn(vma.entries, vpn, (e) => pagesOf(e, info));
  // A leaf above the last level is selected at the first page of the mapping that it maps.
  const at = entry ? Math.max(first, first + entry.vpn - vma.start) : page;
  const place = placeText({ name, page });
  return {
    selection: selectionOf(info.name, entryKey(process, { name, page: at })),
    name: `${place} of ${process}`,
    text: entry ? entryText(process, entry, info) : `${place} of ${process}: not mapped.`,
    page: { range: name, page },
  };
}

const pagesAt = (scene: Scene, address: number): Hit[] =>
  mappings(scene).flatMap(({ machine, process, vma }) => {
    const vpn = Math.floor(address / 2 ** machine.pageShift);
    return vpn >= vma.start && vpn < vma.start + vma.pages ? [pageHit(machine, process, vma, vpn)] : [];
  });

function byNumber(scene: Scene, value: number, text: string): Found {
  const hits = [...pagesAt(scene, value), ...frames(scene, (f) => f.pfn === value)];
  if (hits.length > 0) return found(hits);
  return none(`${text} is neither a mapped address nor the number of a frame that is shown.`);
}

function byPlace(scene: Scene, process: string | null, range: string, page: number): Found {
  const all = mappings(scene).filter(({ vma }) => vma.place.name === range);
  const own = all.filter((m) => process === null || m.process === process);
  const hits = own.flatMap(({ machine, process: name, vma }) => {
    const first = vma.place.page;
    const inside = page >= first && page < first + vma.pages;
    return inside ? [pageHit(machine, name, vma, vma.start + page - first)] : [];
  });
  if (hits.length > 0) return found(hits);
  if (own.length === 0) return none(`Process ${process ?? ''} has no mapping ${range} at this step.`);
  const ends = own.map(({ vma }) => `${placeText(vma.place)} to +${vma.place.page + vma.pages - 1}`);
  return none(
    `${placeText({ name: range, page })} lies outside the mapping, which is ${[...new Set(ends)].join(', ')}.`,
  );
}

function mappingHit({ machine, process, vma }: ReturnType<typeof mappings>[number]): Hit {
  const hit = pageHit(machine, process, vma, Math.max(vma.start, vma.entries[0]?.vpn ?? vma.start));
  const pages = vma.pages === 1 ? '1 page' : `${vma.pages} pages`;
  return {
    ...hit,
    name: `Mapping ${placeText(vma.place)} of ${process}`,
    text: `${pages}, ${vma.entries.length} populated entries, ${backingText(vma.backing)}.`,
  };
}

function processHits({ snapshot }: Scene, name: string): Hit[] {
  const machine = snapshot.machines.find((view) => view.processes.some((p) => p.name === name));
  const process = machine?.processes.find((p) => p.name === name);
  const top = process?.tables.find((t) => t.parent === null);
  if (!machine || !process || !top) return [];
  return [
    {
      selection: selectionOf(machine.name, frameKey(top.pfn)),
      name: `Process ${name}`,
      text: `Its page tables begin in frame ${hex(top.pfn)}. ${process.vmas.length} ${process.vmas.length === 1 ? 'mapping' : 'mappings'}.`,
      page: null,
    },
  ];
}

const found = (hits: readonly Hit[]): Found => ({
  hits: hits.slice(0, MOST),
  more: Math.max(0, hits.length - MOST),
  nothing: '',
});
const none = (nothing: string): Found => ({ hits: [], more: 0, nothing });

export const NOTHING_YET = none('The scenario is still being run.');

export function search(query: string, machines: readonly MachineInfo[], snapshot: Snapshot): Found {
  const scene = { machines, snapshot };
  const text = query.trim().replace(/\s+/g, ' ');
  if (text === '') return none(HELP);
  const pfn = /^pfn:? ?(0x[0-9a-f]+|\d+)$/i.exec(text)?.[1];
  if (pfn !== undefined) {
    const hits = frames(scene, (f) => f.pfn === Number(pfn));
    return hits.length > 0
      ? found(hits)
      : none(`No frame ${hex(Number(pfn))} is shown: no part of this scenario uses it now.`);
  }
  if (/^0x[0-9a-f]+$/i.test(text)) return byNumber(scene, Number(text), text);
  const process = /^(?:process )?([A-Z])$/.exec(text)?.[1];
  if (process !== undefined) {
    const hits = processHits(scene, process);
    return hits.length > 0 ? found(hits) : none(`There is no process ${process} at this step.`);
  }
  const place = /^(?:([A-Z])[: ] ?)?([a-z][a-z0-9_]*)\+(\d+)(?: of ([A-Z]))?$/.exec(text);
  const ranges = new Set(mappings(scene).map(({ vma }) => vma.place.name));
  if (place && ranges.has(place[2] ?? '')) {
    return byPlace(scene, place[1] ?? place[4] ?? null, place[2] ?? '', Number(place[3]));
  }
  return byName(scene, text.toLowerCase());
}

function byName(scene: Scene, text: string): Found {
  const all = mappings(scene);
  const exact = [
    ...all.filter(({ vma }) => vma.place.name === text).map((m) => mappingHit(m)),
    ...frames(scene, (f) => nameOf(f) === text),
  ];
  if (exact.length > 0) return found(exact);
  const near = [
    ...all.filter(({ vma }) => vma.place.name.startsWith(text)).map((m) => mappingHit(m)),
    ...frames(scene, (f) => nameOf(f).toLowerCase().startsWith(text)),
  ];
  return near.length > 0 ? found(near) : none(`Nothing here is called "${text}". ${HELP}`);
}

/** Whether a query can only mean an address, a frame or a page. */
export const namesPlace = (query: string): boolean =>
  /^(?:pfn:? ?\S+|0x[0-9a-f]+|\d+|(?:[A-Z][: ] ?)?[a-z][a-z0-9_]*(?:\+\d+|#\d+)(?: of [A-Z])?)$/i.test(query.trim());
