/** What stands out on one machine: what just changed, what differs from the other machines, what a person picked. */
import { frameText } from '../../engine/say/pictured.ts';
import {
  sameName,
  samePlace,
  type Change,
  type Difference,
  type EntryDifference,
  type EntryView,
  type FrameView,
  type MachineInfo,
  type MachineView,
  type Place,
  type Snapshot,
  type Spot,
  type Step,
} from '../../engine/facts.ts';
import type { Focus } from './layout/shared.ts';
import { entryOn, framesBy } from '../moment/lookup.ts';
import { entryKey, keyOf, parseSelection, type Picked, type Selected } from '../moment/selection.ts';
import { isTable, tableCounterpart } from '../moment/tables.ts';

export interface Marks {
  readonly changedEntries: ReadonlyMap<string, Spot>;
  readonly changedFrames: ReadonlySet<number>;
  /** Frames that became page tables, or no longer are. */
  readonly changedTables: ReadonlySet<number>;
  readonly differentEntries: ReadonlyMap<string, Spot>;
  readonly differentFrames: ReadonlySet<number>;
  readonly differentRss: ReadonlySet<string>;
  readonly differentVmas: ReadonlySet<string>;
  /** The selection; `here` where it was made on this machine. */
  readonly picked: Picked | null;
  readonly selected: string | null;
  readonly here: boolean;
}

const OF_FRAME: readonly EntryDifference['field'][] = ['exclusive', 'pinned', 'refcount', 'mapcount'];

interface Found {
  readonly entry: EntryView | null;
  readonly frame: FrameView | null;
}

function findEntry(machine: MachineView, process: string, { name, page }: Place): Found {
  let entry: EntryView | null = null;
  for (const vma of machine.processes.find((p) => p.name === process)?.vmas ?? []) {
    const first = vma.place;
    if (first.name !== name || page < first.page || page >= first.page + vma.pages) continue;
    const found = entryOn(vma.entries, vma.start + page - first.page, () => 1);
    if (found?.place.page === page) entry = found;
  }
  return { entry, frame: (entry && framesBy(machine.frames).get(entry.pfn)) ?? null };
}

/** What an entry has where machines differ, as something to compare. */
function valueOf({ entry, frame }: Found, field: EntryDifference['field']): string {
  switch (field) {
    case 'present':
      return String(entry !== null);
    case 'frame':
      return entry ? frameText({ pfn: entry.pfn, name: entry.frame }) : '';
    case 'write':
    case 'normal':
      return String(entry?.[field]);
    case 'exclusive':
    case 'pinned':
    case 'refcount':
    case 'mapcount':
      return String(frame?.[field]);
  }
}

/**
 * The step's differences are those at its end. Within the step, one is shown once the machines really differ, so that a
 * lasting one does not blink and a coming one is not given away.
 */
function isThere(d: Difference, snapshot: Snapshot, atEnd: boolean): boolean {
  if (atEnd) return true;
  if (d.kind === 'outcome' || d.kind === 'log') return false;
  const running = snapshot.machines.filter((m) => m.stopped === null);
  const values = running.map((m) => {
    if (d.kind === 'entry') return valueOf(findEntry(m, d.process, d.place), d.field);
    const process = m.processes.find((p) => p.name === d.process);
    if (d.kind === 'rss') return JSON.stringify(process?.rss ?? null);
    return JSON.stringify(process?.vmas.find((v) => samePlace(v.place, d.place))?.flags ?? null);
  });
  return new Set(values).size > 1;
}

const sameFacts = (a: FrameView, b: FrameView): boolean =>
  sameName(a.name, b.name) &&
  a.kind === b.kind &&
  a.refcount === b.refcount &&
  a.mapcount === b.mapcount &&
  a.exclusive === b.exclusive &&
  a.pinned === b.pinned;

const isData = (f: FrameView): boolean => f.kind !== 'table' && f.kind !== 'free';

/** Frames without an equal of the same name in the other list. Both lists are sorted and mostly agree. */
function withoutEqual(frames: readonly FrameView[], others: readonly FrameView[]): FrameView[] {
  let at = 0;
  const odd = frames.filter((f) => {
    while (at < others.length && others[at]!.pfn < f.pfn) at += 1;
    const other = others[at];
    return isData(f) && !(other?.pfn === f.pfn && sameFacts(f, other));
  });
  if (odd.length === 0) return odd;
  // Copies may have other numbers where the machines took them at other times.
  const byName = new Map(others.map((f) => [frameText(f), f]));
  return odd.filter((f) => {
    const other = byName.get(frameText(f));
    return !other || !sameFacts(f, other);
  });
}

function differingFrames(view: MachineView, snapshot: Snapshot): Set<number> {
  const others = snapshot.machines.filter((m) => m !== view && m.stopped === null);
  if (view.stopped !== null) return new Set();
  return new Set(others.flatMap((other) => withoutEqual(view.frames, other.frames).map((f) => f.pfn)));
}

/**
 * What a selection means on another machine: the frame of the same number for data, the table of the same role for a
 * page table.
 */
function pickedOn(
  machine: number,
  machines: readonly MachineInfo[],
  snapshot: Snapshot,
  selected: Selected | null,
): Picked | null {
  const name = machines[machine]?.name;
  if (selected?.kind !== 'frame' || selected.machine === name) return selected;
  const at = (machine: string | undefined) => {
    const view = snapshot.machines.find(({ name }) => name === machine);
    const info = machines.find(({ name }) => name === machine);
    return view && info ? { view, info } : null;
  };
  const from = at(selected.machine);
  const to = at(name);
  if (!from || !to || !isTable(from.view, selected.pfn)) {
    // There, the frame of that number may be a page table.
    return isTable(to?.view, selected.pfn) ? null : selected;
  }
  const pfn = tableCounterpart(selected.pfn, from, to);
  return pfn === null ? null : { kind: 'frame', pfn };
}

function frameOf(c: Change): number | null {
  if (c.kind === 'entry') return (c.after ?? c.before)?.pfn ?? null;
  return 'pfn' in c ? c.pfn : null;
}

export function marksOf(
  machine: number,
  machines: readonly MachineInfo[],
  snapshot: Snapshot,
  step: Step,
  bead: number,
  selection: string | null,
): Marks {
  // At the end of a statement all its changes are highlighted, for those who step by statements.
  const atEnd = bead >= step.beads.length - 1;
  const beads = atEnd ? step.beads : step.beads.slice(bead, bead + 1);
  const changes = beads.flatMap((b) => b.machines[machine]?.changes ?? []);
  const changedEntries = new Map<string, Spot>();
  const changedFrames = new Set<number>();
  const changedTables = new Set<number>();
  // Page tables are marked in the tree instead.
  const frames = snapshot.machines.map((m) => framesBy(m.frames));
  const mapped = new Set<number | null>(changes.flatMap((c) => (c.kind === 'entry' ? [frameOf(c)] : [])));
  const isData = (pfn: number): boolean =>
    mapped.has(pfn) || frames.some((f) => (f.get(pfn)?.kind ?? 'table') !== 'table');
  for (const c of changes) {
    if (c.kind === 'entry') changedEntries.set(entryKey(c.process, c.place), { process: c.process, place: c.place });
    if ((c.kind === 'frame' || c.kind === 'content') && isData(c.pfn)) changedFrames.add(c.pfn);
    if (c.kind === 'table') changedTables.add(c.pfn);
  }
  const view = snapshot.machines[machine];
  const differentEntries = new Map<string, Spot>();
  const differentFrames = new Set<number>();
  const differentRss = new Set<string>();
  const differentVmas = new Set<string>();
  for (const d of step.differences) {
    if (d.kind === 'outcome' || d.kind === 'log' || !isThere(d, snapshot, atEnd)) continue;
    if (d.kind === 'rss') {
      differentRss.add(d.process);
      continue;
    }
    const key = entryKey(d.process, d.place);
    if (d.kind === 'vma') differentVmas.add(key);
    if (d.kind !== 'entry') continue;
    differentEntries.set(key, { process: d.process, place: d.place });
    const pfn = view && OF_FRAME.includes(d.field) ? findEntry(view, d.process, d.place).entry?.pfn : undefined;
    if (pfn !== undefined) differentFrames.add(pfn);
  }
  if (view && snapshot.machines.length > 1) {
    const touched = new Set<number | null>(
      atEnd ? [] : step.beads.flatMap((b) => b.machines.flatMap((m) => m?.changes.map(frameOf) ?? [])),
    );
    for (const pfn of differingFrames(view, snapshot)) if (!touched.has(pfn)) differentFrames.add(pfn);
  }
  const selected = parseSelection(selection);
  const picked = pickedOn(machine, machines, snapshot, selected);
  return {
    changedEntries,
    changedFrames,
    changedTables,
    differentEntries,
    differentFrames,
    differentRss,
    differentVmas,
    picked,
    selected: keyOf(picked),
    here: selected !== null && selected.machine === machines[machine]?.name,
  };
}

export const differsAt = (m: Marks): boolean =>
  [m.differentEntries, m.differentFrames, m.differentRss, m.differentVmas].some(({ size }) => size > 0);

/** What is highlighted on any machine is folded on none. */
export function focusOf(marks: readonly Marks[], statement = ''): Focus {
  const entries = new Map<string, Spot>();
  const frames = new Set<number>();
  let picked: Place | null = null;
  const processes = new Set(/^[A-Z](?= )/.exec(statement) ?? []);
  for (const m of marks) {
    for (const { process } of m.changedEntries.values()) processes.add(process);
    if (m.picked?.kind === 'entry') processes.add(m.picked.process);
    for (const [key, spot] of [...m.changedEntries, ...m.differentEntries]) entries.set(key, spot);
    for (const pfn of [...m.changedFrames, ...m.differentFrames]) frames.add(pfn);
    if (m.picked?.kind === 'frame') frames.add(m.picked.pfn);
    else if (m.picked) picked = m.picked.place;
  }
  return { entries, frames, picked, processes };
}
