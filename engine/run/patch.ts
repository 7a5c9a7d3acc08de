/**
 * Snapshots are sent as patches: with ten thousand entries a state is megabytes, and neighbours share nearly all of it.
 * The receiver shares it too.
 */
import type { EntryView, FrameView, MachineView, ProcessView, Snapshot, VmaView } from '../facts.ts';
import type { MachineName } from '../types.ts';
import { diffList, patchList, sliceList, type ListPatch } from './lists.ts';

interface ProcessPatch extends Omit<ProcessView, 'vmas' | 'tables'> {
  /** Null: unchanged. */
  readonly tables: ProcessView['tables'] | null;
  /** By address; a number is the first page of a VMA whose other facts are unchanged. */
  readonly vmas: readonly (Omit<VmaView, 'entries'> | number)[];
  readonly entries: ListPatch<EntryView>;
}

interface MachinePatch extends Omit<MachineView, 'processes' | 'frames'> {
  /** A string is the name of an unchanged process. */
  readonly processes: readonly (ProcessPatch | string)[];
  readonly frames: ListPatch<FrameView>;
}

export interface SnapshotPatch {
  readonly step: number;
  readonly bead: number;
  readonly machines: readonly MachinePatch[];
}

const vpnOf = (e: EntryView): number => e.vpn;
const pfnOf = (f: FrameView): number => f.pfn;
const entriesOf = (process: ProcessView | undefined): readonly EntryView[] =>
  (process?.vmas ?? []).flatMap((v) => v.entries);

function withoutEntries({ entries: _, ...facts }: VmaView): Omit<VmaView, 'entries'> {
  return facts;
}

const sameFacts = (a: VmaView, b: VmaView): boolean =>
  JSON.stringify(withoutEntries(a)) === JSON.stringify(withoutEntries(b));

function diffProcess(before: ProcessView | undefined, after: ProcessView): ProcessPatch | string {
  if (before === after) return after.name;
  const { name, parent, rss, tables, vmas } = after;
  const sameTables = before?.tables.length === tables.length && tables.every((t, i) => t === before.tables[i]);
  return {
    name,
    parent,
    rss,
    tables: sameTables ? null : tables,
    vmas: vmas.map((vma) => {
      const known = before?.vmas.find((v) => v.start === vma.start);
      return known && (known === vma || sameFacts(known, vma)) ? vma.start : withoutEntries(vma);
    }),
    entries: diffList(entriesOf(before), entriesOf(after), vpnOf),
  };
}

function patchProcess(before: ProcessView | undefined, patch: ProcessPatch): ProcessView {
  const { name, parent, rss, tables } = patch;
  const list = patchList(entriesOf(before), patch.entries, vpnOf);
  const vmas = patch.vmas.map((told): VmaView => {
    const known = before?.vmas.find((v) => v.start === (typeof told === 'number' ? told : told.start));
    const facts = typeof told === 'number' ? known : told;
    if (!facts) throw new Error('a patch for an unknown mapping');
    const entries = sliceList(list, facts.start, facts.start + facts.pages, vpnOf, known?.entries);
    return facts === known && entries === known.entries ? known : { ...facts, entries };
  });
  return { name, parent, rss, vmas, tables: tables ?? before?.tables ?? [] };
}

const named = (snapshot: Snapshot | null, machine: MachineName): MachineView | undefined =>
  snapshot?.machines.find(({ name }) => name === machine);

/** `before` null: the receiver knows nothing yet. */
export function diffSnapshot(before: Snapshot | null, after: Snapshot): SnapshotPatch {
  return {
    step: after.step,
    bead: after.bead,
    machines: after.machines.map((machine) => {
      const known = named(before, machine.name);
      const { name, stopped, log } = machine;
      return {
        name,
        stopped,
        log,
        processes: machine.processes.map((p) =>
          diffProcess(
            known?.processes.find((own) => own.name === p.name),
            p,
          ),
        ),
        frames: diffList(known?.frames ?? [], machine.frames, pfnOf),
      };
    }),
  };
}

/** Shares with `before` everything that is unchanged. */
export function patchSnapshot(before: Snapshot | null, patch: SnapshotPatch): Snapshot {
  return {
    step: patch.step,
    bead: patch.bead,
    machines: patch.machines.map(({ name, stopped, log, processes, frames }): MachineView => {
      const known = named(before, name);
      return {
        name,
        stopped,
        log,
        processes: processes.map((told) => {
          const process = typeof told === 'string' ? told : told.name;
          const own = known?.processes.find((p) => p.name === process);
          if (typeof told !== 'string') return patchProcess(own, told);
          if (!own) throw new Error(`a patch for an unknown process: ${told}`);
          return own;
        }),
        frames: patchList(known?.frames ?? [], frames, pfnOf),
      };
    }),
  };
}
