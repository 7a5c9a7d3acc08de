/**
 * What moves between two neighbouring snapshots of a machine. Only causes move: a copy flies from the old frame to the new
 * one, a write-protect closes a lock, a freed frame fades. Going back is the same, backwards.
 */
import type { EntryView, FrameView, MachineView, Snapshot } from '../../engine/facts.ts';
import { remembered } from '../moment/lookup.ts';
import { entryKey } from '../moment/selection.ts';

export type Motion =
  /** A copy goes from one frame to another; `copy` is the one that is the copy. */
  | { readonly kind: 'fly'; readonly from: number; readonly to: number; readonly copy: number }
  /** A lock closes (or opens) on an entry. */
  | { readonly kind: 'lock'; readonly key: string; readonly closes: boolean }
  /** A frame goes, or comes. */
  | { readonly kind: 'fade'; readonly pfn: number; readonly comes: boolean };

/** More than this at once explains nothing: a large fork is told by its marks. */
const MANY = 12;

interface Change {
  readonly key: string;
  readonly was: EntryView;
  readonly is: EntryView;
}

/** Entries that changed between two states, with their keys; what the states share is not looked at. */
function changedEntries(before: MachineView, after: MachineView): Change[] {
  return after.processes.flatMap((process) => {
    const old = before.processes.find((p) => p.name === process.name);
    if (!old || old === process) return [];
    const known = new Set(old.vmas.map((v) => v.entries));
    const kept = new Set(process.vmas.map((v) => v.entries));
    const was = old.vmas.filter((v) => !kept.has(v.entries)).flatMap((v) => v.entries);
    const fresh = process.vmas.filter((v) => !known.has(v.entries)).flatMap((v) => v.entries);
    return pairsThatDiffer(was, fresh).map((pair) => ({ key: entryKey(process.name, pair.is.place), ...pair }));
  });
}

/** Entries of the same page that differ. VMAs and their entries both rise by address. */
function pairsThatDiffer(before: readonly EntryView[], after: readonly EntryView[]): Omit<Change, 'key'>[] {
  const pairs: Omit<Change, 'key'>[] = [];
  let at = 0;
  for (const is of after) {
    while (at < before.length && before[at]!.vpn < is.vpn) at += 1;
    const was = before[at];
    if (was?.vpn === is.vpn && was !== is) pairs.push({ was, is });
  }
  return pairs;
}

const liveFrames = remembered(
  (frames: readonly FrameView[]) =>
    new Set(frames.filter((f) => ['anon', 'file', 'shmem'].includes(f.kind)).map((f) => f.pfn)),
);

/** What moves from an earlier state to the next. */
function forwards(before: MachineView, after: MachineView): Motion[] {
  const motions: Motion[] = [];
  // Device memory and a driver's pages are there whether somebody maps them or not: they neither come nor go.
  const framesBefore = liveFrames(before.frames);
  const framesAfter = liveFrames(after.frames);
  const fresh = after.frames.filter((f) => f.kind === 'anon' && !framesBefore.has(f.pfn));

  const sources = new Map<number, number>();
  for (const { key, was, is: entry } of changedEntries(before, after)) {
    if (was.pfn !== entry.pfn) sources.set(entry.pfn, was.pfn);
    else if (was.write !== entry.write) motions.push({ kind: 'lock', key, closes: !entry.write });
  }
  // A new page may be filled before its entry is set: then it comes from the page that holds the same.
  for (const frame of fresh.length > MANY ? [] : fresh) {
    const twin = before.frames.find((f) => f.content !== '' && f.content === frame.content && f.pfn !== frame.pfn);
    if (!sources.has(frame.pfn) && twin) sources.set(frame.pfn, twin.pfn);
  }
  for (const [to, from] of sources) motions.push({ kind: 'fly', from, to, copy: to });
  for (const pfn of framesBefore) if (!framesAfter.has(pfn)) motions.push({ kind: 'fade', pfn, comes: false });
  return motions;
}

const backwards = (motion: Motion): Motion => {
  if (motion.kind === 'fly') return { ...motion, from: motion.to, to: motion.from };
  if (motion.kind === 'lock') return { ...motion, closes: !motion.closes };
  return { ...motion, comes: !motion.comes };
};

/** The motions from `previous` to `snapshot`; none without a previous one, which is how a jump looks. */
export function motionsOf(previous: Snapshot | null, snapshot: Snapshot, machine: number): Motion[] {
  const before = previous?.machines[machine];
  const after = snapshot.machines[machine];
  if (!previous || !before || !after) return [];
  const later = snapshot.step - previous.step || snapshot.bead - previous.bead;
  const motions = later >= 0 ? forwards(before, after) : forwards(after, before).map(backwards);
  return motions.length > MANY ? [] : motions;
}
