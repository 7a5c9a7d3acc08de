/** What stands out on one machine: what just changed, what differs from the other machines, what a person picked. */
import type { Difference, EntryView, FrameView, MachineInfo, MachineView, Snapshot, Step } from '../../engine/facts.ts';
import { parsePlace } from '../moment/place.ts';
import type { Focus } from './layout/shared.ts';
import { entryOn, framesBy } from '../moment/lookup.ts';
import { entryKey, frameKey, parseSelection, selectedKey, type Selected } from '../moment/selection.ts';
import { isTable, tableCounterpart } from '../moment/tables.ts';

export interface Marks {
  readonly changedEntries: ReadonlySet<string>;
  readonly changedFrames: ReadonlySet<number>;
  /** Frames that became page tables, or were given back. */
  readonly changedTables: ReadonlySet<number>;
  /** Entries that differ between the machines, with what each says. */
  readonly differentEntries: ReadonlyMap<string, readonly Difference[]>;
  readonly differentFrames: ReadonlySet<number>;
  /** Processes whose counters differ, and places of VMAs that differ. */
  readonly differentRss: ReadonlySet<string>;
  readonly differentVmas: ReadonlySet<string>;
  /** Key of what is selected; `here` where it was picked in this machine. */
  readonly selected: string | null;
  readonly here: boolean;
}

/** Fields of a difference that belong to the frame rather than to the entry. */
const OF_FRAME = ['exclusive', 'pinned', 'refcount', 'mapcount'];

interface Found {
  readonly entry: EntryView | null;
  readonly frame: FrameView | null;
}

function findEntry(machine: MachineView, process: string | null, place: string | null): Found {
  const { range, page } = parsePlace(place ?? '');
  let entry: EntryView | null = null;
  for (const vma of machine.processes.find((p) => p.name === process)?.vmas ?? []) {
    const first = parsePlace(vma.place);
    if (first.range !== range || page < first.page || page >= first.page + vma.pages) continue;
    const found = entryOn(vma.entries, vma.start + page - first.page, () => 1);
    if (found?.place === place) entry = found;
  }
  return { entry, frame: (entry && framesBy(machine.frames).get(entry.pfn)) ?? null };
}

function fieldOf({ entry, frame }: Found, field: string): string {
  switch (field) {
    case 'present':
      return String(entry !== null);
    case 'frame':
      return entry?.frame ?? '';
    case 'write':
      return String(entry?.write);
    case 'normal':
      return String(entry?.normal);
    case 'exclusive':
      return String(frame?.exclusive);
    case 'pinned':
      return String(frame?.pinned);
    case 'refcount':
      return String(frame?.refcount);
    case 'mapcount':
      return String(frame?.mapcount);
    default:
      return '';
  }
}

/**
 * The step's differences are those at its end. Within the step, one is shown as soon as the machines really differ, so that
 * a difference of long standing does not blink and a coming one is not given away.
 */
function isThere(d: Difference, snapshot: Snapshot, atEnd: boolean): boolean {
  if (atEnd) return true;
  const running = snapshot.machines.filter((m) => m.stopped === null);
  const values = running.map((m) => {
    if (d.kind === 'entry') return fieldOf(findEntry(m, d.process, d.place), d.field);
    const process = m.processes.find((p) => p.name === d.process);
    if (d.kind === 'rss') return JSON.stringify(process?.rss ?? null);
    if (d.kind === 'vma') return JSON.stringify(process?.vmas.find((v) => v.place === d.place)?.flags ?? null);
    return '';
  });
  return new Set(values).size > 1;
}

const sameFacts = (a: FrameView, b: FrameView): boolean =>
  a.name === b.name &&
  a.kind === b.kind &&
  a.refcount === b.refcount &&
  a.mapcount === b.mapcount &&
  a.exclusive === b.exclusive &&
  a.pinned === b.pinned;

const isData = (f: FrameView): boolean => f.kind !== 'table' && f.kind !== 'free';

/** Frames of a list that have no equal of the same name in another one. Both rise by number, and mostly agree. */
function withoutEqual(frames: readonly FrameView[], others: readonly FrameView[]): FrameView[] {
  let at = 0;
  const odd = frames.filter((f) => {
    while (at < others.length && others[at]!.pfn < f.pfn) at += 1;
    const other = others[at];
    return isData(f) && !(other?.pfn === f.pfn && sameFacts(f, other));
  });
  if (odd.length === 0) return odd;
  // Copies may have other numbers where the machines took them at other times.
  const byName = new Map(others.map((f) => [f.name, f]));
  return odd.filter((f) => {
    const other = byName.get(f.name);
    return !other || !sameFacts(f, other);
  });
}

/** Frames of a machine about which another one says something else, whether an entry leads to them or not. */
function differingFrames(view: MachineView, snapshot: Snapshot): Set<number> {
  const others = snapshot.machines.filter((m) => m !== view && m.stopped === null);
  if (view.stopped !== null) return new Set();
  return new Set(others.flatMap((other) => withoutEqual(view.frames, other.frames).map((f) => f.pfn)));
}

/**
 * Key of what a selection means on a machine. A frame means the frame of the same number, for data has the same number
 * everywhere; a page table means the table that does the same.
 */
function keyOn(
  machine: number,
  machines: readonly MachineInfo[],
  snapshot: Snapshot,
  selected: Selected | null,
): string | null {
  if (selected?.kind !== 'frame' || selected.machine === machine) return selectedKey(selected);
  const at = (index: number) => {
    const view = snapshot.machines[index];
    const info = machines[index];
    return view && info ? { view, info } : null;
  };
  const from = at(selected.machine);
  const to = at(machine);
  if (!from || !to || !isTable(from.view, selected.pfn)) {
    // The other machine may have a page table in a frame of that number.
    return isTable(to?.view, selected.pfn) ? null : selectedKey(selected);
  }
  const pfn = tableCounterpart(selected.pfn, from, to);
  return pfn === null ? null : frameKey(pfn);
}

export function marksOf(
  machine: number,
  machines: readonly MachineInfo[],
  snapshot: Snapshot,
  step: Step,
  bead: number,
  selection: string | null,
): Marks {
  // At the end of a statement everything that it changed stands out, for those who step by statements.
  const atEnd = bead >= step.beads.length - 1;
  const beads = atEnd ? step.beads : step.beads.slice(bead, bead + 1);
  const changes = beads.flatMap((b) => b.machines[machine]?.changes ?? []);
  const changedEntries = new Set<string>();
  const changedFrames = new Set<number>();
  const changedTables = new Set<number>();
  // Frames of page tables change with their tables: they are marked in the tree.
  const frames = snapshot.machines.map((m) => framesBy(m.frames));
  const mapped = new Set(changes.flatMap((c) => (c.kind === 'entry' && c.pfn !== null ? [c.pfn] : [])));
  const isData = (pfn: number): boolean =>
    mapped.has(pfn) || frames.some((f) => (f.get(pfn)?.kind ?? 'table') !== 'table');
  for (const c of changes) {
    if (c.kind === 'entry' && c.process !== null && c.place !== null) changedEntries.add(entryKey(c.process, c.place));
    if (c.pfn === null) continue;
    if ((c.kind === 'frame' || c.kind === 'content') && isData(c.pfn)) changedFrames.add(c.pfn);
    if (c.kind === 'table') changedTables.add(c.pfn);
  }
  const view = snapshot.machines[machine];
  const differentEntries = new Map<string, Difference[]>();
  const differentFrames = new Set<number>();
  const differentRss = new Set<string>();
  const differentVmas = new Set<string>();
  for (const d of step.differences) {
    if (d.process === null || !isThere(d, snapshot, atEnd)) continue;
    if (d.kind === 'rss') differentRss.add(d.process);
    if (d.place === null) continue;
    const key = entryKey(d.process, d.place);
    if (d.kind === 'vma') differentVmas.add(key);
    if (d.kind !== 'entry') continue;
    differentEntries.set(key, [...(differentEntries.get(key) ?? []), d]);
    const pfn = view && OF_FRAME.includes(d.field) ? findEntry(view, d.process, d.place).entry?.pfn : undefined;
    if (pfn !== undefined) differentFrames.add(pfn);
  }
  if (view && snapshot.machines.length > 1) {
    const touched = new Set(
      atEnd ? [] : step.beads.flatMap((b) => b.machines.flatMap((m) => m?.changes.map((c) => c.pfn) ?? [])),
    );
    for (const pfn of differingFrames(view, snapshot)) if (!touched.has(pfn)) differentFrames.add(pfn);
  }
  const selected = parseSelection(selection);
  return {
    changedEntries,
    changedFrames,
    changedTables,
    differentEntries,
    differentFrames,
    differentRss,
    differentVmas,
    selected: keyOn(machine, machines, snapshot, selected),
    here: selected?.machine === machine,
  };
}

/** Whether the machine differs from another one, now. */
export const differsAt = (m: Marks): boolean =>
  [m.differentEntries, m.differentFrames, m.differentRss, m.differentVmas].some(({ size }) => size > 0);

/** What must not be folded away in any machine, because it stands out in one. */
export function focusOf(marks: readonly Marks[], statement = ''): Focus {
  const entries = new Set<string>();
  const frames = new Set<number>();
  let picked: string | null = null;
  // The process that the statement names first is the one that acts.
  const processes = new Set(/^[A-Z](?= )/.exec(statement) ?? []);
  for (const m of marks) {
    for (const key of m.changedEntries) processes.add(key.slice(0, 1));
    if (m.selected && !m.selected.startsWith('pfn:')) processes.add(m.selected.slice(0, 1));
    for (const key of [...m.changedEntries, ...m.differentEntries.keys()]) entries.add(key);
    for (const pfn of [...m.changedFrames, ...m.differentFrames]) frames.add(pfn);
    if (m.selected?.startsWith('pfn:')) frames.add(Number(m.selected.slice(4)));
    else if (m.selected) picked = m.selected;
  }
  return { entries, frames, picked, processes };
}
