/**
 * Motion between neighbouring snapshots shows causes: a copy flies from the old frame to the new, a write-protect
 * closes a lock, a freed frame fades. Going back plays it in reverse.
 */
import type { EntryView, FrameView, MachineView, Snapshot } from '../../engine/facts.ts';
import { remembered } from '../moment/lookup.ts';
import { entryKey } from '../moment/selection.ts';

export type Motion =
  /** `copy` is the frame that is the copy. */
  | { readonly kind: 'fly'; readonly from: number; readonly to: number; readonly copy: number }
  | { readonly kind: 'lock'; readonly key: string; readonly closes: boolean }
  | { readonly kind: 'fade'; readonly pfn: number; readonly comes: boolean };

/** Beyond this, motion explains nothing; the highlights remain. */
const MANY = 12;

interface Change {
  readonly key: string;
  readonly was: EntryView;
  readonly is: EntryView;
}

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

/** Both lists are sorted by address. */
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

function forwards(before: MachineView, after: MachineView): Motion[] {
  const motions: Motion[] = [];
  // Device memory and driver's pages exist whether mapped or not.
  const framesBefore = liveFrames(before.frames);
  const framesAfter = liveFrames(after.frames);
  const fresh = after.frames.filter((f) => f.kind === 'anon' && !framesBefore.has(f.pfn));

  const sources = new Map<number, number>();
  for (const { key, was, is: entry } of changedEntries(before, after)) {
    if (was.pfn !== entry.pfn) sources.set(entry.pfn, was.pfn);
    else if (was.write !== entry.write) motions.push({ kind: 'lock', key, closes: !entry.write });
  }
  // A page may be filled before its entry is set: then its source is the page with the same content.
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

/** None after a jump. */
export function motionsOf(previous: Snapshot | null, snapshot: Snapshot, machine: number): Motion[] {
  const before = previous?.machines[machine];
  const after = snapshot.machines[machine];
  if (!previous || !before || !after) return [];
  const later = snapshot.step - previous.step || snapshot.bead - previous.bead;
  const motions = later >= 0 ? forwards(before, after) : forwards(after, before).map(backwards);
  return motions.length > MANY ? [] : motions;
}
