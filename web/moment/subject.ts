/** What the panel is about: an entry or a frame, as each machine has it. */
import type { EntryView, FrameView, MachineView, Place, Snapshot, Step, VmaView } from '../../engine/facts.ts';
import type { Selected } from './selection.ts';
import type { DecisionGroup } from './groups.ts';

export interface Subject {
  readonly process: string | null;
  readonly place: Place | null;
  /** Null: the frame that the entry maps. */
  readonly pfn: number | null;
}

export function subjectOf(
  selected: Selected | null,
  group: DecisionGroup | null,
  step: Step,
  bead: number,
  snapshot: Snapshot,
): Subject | null {
  if (selected?.kind === 'frame') return { process: null, place: null, pfn: selected.pfn };
  if (selected) return { process: selected.process, place: selected.place, pfn: null };
  if (group?.process && group.place) return { process: group.process, place: group.place, pfn: null };
  const changes = (step.beads[bead]?.machines ?? []).flatMap((m) => m?.changes ?? []);
  const changed = changes.find((c) => c.kind === 'entry');
  if (changed?.kind === 'entry') return { process: changed.process, place: changed.place, pfn: null };
  const process = snapshot.machines[0]?.processes.find((p) => p.vmas.length > 0);
  return process ? { process: process.name, place: process.vmas[0]?.place ?? null, pfn: null } : null;
}

export interface Found {
  readonly entry: EntryView | null;
  readonly vma: VmaView | null;
  readonly frame: FrameView | null;
}

export function findSubject(machine: MachineView, subject: Subject): Found {
  const process = machine.processes.find((p) => p.name === subject.process);
  const at = subject.place;
  const vma =
    process?.vmas.find(
      ({ place, pages }) => at?.name === place.name && at.page >= place.page && at.page < place.page + pages,
    ) ?? null;
  const entry = vma && at ? entryAt(vma, at.page) : null;
  const pfn = subject.pfn ?? entry?.pfn;
  return { entry, vma, frame: machine.frames.find((f) => f.pfn === pfn) ?? null };
}

/** A PMD leaf maps all its pages, each with its own frame. */
function entryAt(vma: VmaView, page: number): EntryView | null {
  const own = vma.entries.find((e) => e.place.page === page);
  if (own) return own;
  const leaf = vma.entries.find((e) => e.level === 'pmd' && page >= e.place.page);
  if (!leaf) return null;
  const ahead = page - leaf.place.page;
  const frame = leaf.frame && 'page' in leaf.frame ? { ...leaf.frame, page: leaf.frame.page + ahead } : leaf.frame;
  return { ...leaf, pfn: leaf.pfn + ahead, frame, linear: leaf.linear === null ? null : leaf.linear + ahead };
}

export interface Mapper {
  readonly process: string;
  readonly entry: EntryView;
}

export const mappersOf = (machine: MachineView, pfn: number): Mapper[] =>
  machine.processes.flatMap((p) =>
    p.vmas.flatMap((v) => v.entries.filter((e) => e.pfn === pfn).map((entry) => ({ process: p.name, entry }))),
  );
