/** What is true at a moment: the machines and all that is in them, as drawn, printed and recorded. */
import type { FrameName, FrameRef, Place, Spot } from './names.ts';
import type {
  Decision,
  EntryRights,
  LogLine,
  Origin,
  Outcome,
  PagemapItem,
  Smaps,
  Stop,
  VmaShape,
} from './happened.ts';
import type { EntryChange, OtherFrame, WhatIfFlag } from './whatIf.ts';
import type { ArchName, Level, MachineName, Meaning, ProcessName, Rss, VmFlagName } from '../types.ts';

export interface MachineInfo {
  readonly name: MachineName;
  readonly arch: ArchName;
  readonly title: string;
  readonly subtitle: string;
  readonly origin: Origin;
  readonly hasPteSpecial: boolean;
  /** Number of the special bit in an entry of the last level; null: it has none. */
  readonly specialBit: number | null;
  /** Its folder in Linux's sources: `arch/x86`. */
  readonly sources: string;
  /** Top level first: `PGD`, `PUD`, … with the bits of the address that index it. */
  readonly levels: readonly { readonly name: string; readonly shift: number; readonly bits: number }[];
  /** A page has 2 to this power bytes. */
  readonly pageShift: number;
  readonly entryBits: number;
  readonly fields: Readonly<Record<Level, readonly BitField[]>>;
  /** Fields of the words that the hardware reads; null where there is only one word. */
  readonly twinFields: readonly BitField[] | null;
  readonly configuration: MachineConfiguration;
}

/** The options of a kernel on which outcomes depend. */
export interface MachineConfiguration {
  readonly version: string;
  readonly pageKb: number;
  readonly debugVm: boolean;
  /** `madvise` where there is any. */
  readonly thp: boolean;
  readonly pat: boolean;
  readonly secretmem: boolean;
  readonly softDirty: boolean;
  readonly ioremapProt: boolean;
  readonly strictDevmem: 'no' | 'on' | 'io';
}

export const FIELD_KINDS = ['frame', 'rights', 'used', 'special', 'other'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

export interface BitField {
  readonly name: string;
  readonly bit: number;
  readonly width: number;
  readonly kind: FieldKind;
  readonly help: string;
}

/** A line of /proc/PID/maps: addresses from `start` up to and without `end`, and where in the file they begin. */
export interface MapsLine {
  readonly start: number;
  readonly end: number;
  readonly read: boolean;
  readonly write: boolean;
  readonly exec: boolean;
  readonly shared: boolean;
  /** vm_pgoff, in pages. */
  readonly offset: number;
  readonly file: string | null;
}

/** What an observer does not see of a mapping, in pages. */
export type Missed =
  | { readonly kind: 'pagemap'; readonly shown: number; readonly mapped: number }
  | { readonly kind: 'mincore'; readonly absent: number; readonly mapped: number }
  | { readonly kind: 'smaps'; readonly shown: number; readonly counted: number };

/** What /proc would show of one mapping, next to what is true. */
export interface ProcVma {
  readonly place: Place;
  readonly maps: MapsLine;
  readonly smaps: Smaps;
  /** An item per page; null: it looks unmapped. */
  readonly pagemap: readonly (PagemapItem | null)[];
  readonly mincore: readonly boolean[];
  readonly populated: number;
  readonly counted: number;
  readonly raw: number;
  readonly missed: readonly Missed[];
}
export interface ProcView {
  readonly process: ProcessName;
  readonly status: Rss;
  readonly vmas: readonly ProcVma[];
}

export interface EntryView {
  /** Of a PMD entry its first page. */
  readonly place: Place;
  readonly vpn: number;
  readonly level: Level;
  readonly indices: readonly number[];
  /** Frame of the table that holds the entry. */
  readonly table: number;
  readonly word: string;
  /** The word that the hardware reads, `0x…`, where it is another; 0 where an access would trap. */
  readonly twin: string | null;
  readonly pfn: number;
  readonly frame: FrameName | null;
  readonly write: boolean;
  /** What the entry lets the process do: nothing after `mprotect none`, though it is still there. */
  readonly rights: EntryRights;
  readonly special: boolean;
  readonly dirty: boolean;
  readonly young: boolean;
  /** `vm_normal_page()` returns a page. */
  readonly normal: boolean;
  /** `vm_normal_page()` also reports a bad page map. */
  readonly bad: boolean;
  readonly meant: Meaning;
  /** The answer is not the truth: a lost page or a phantom page. */
  readonly wrong: 'lost' | 'phantom' | null;
  /** Frame that the linear rule predicts; null where the rule does not apply. */
  readonly linear: number | null;
}

export type Pgoff =
  /** The address of a page; null: of its own first one. */
  | { readonly kind: 'address'; readonly of: Place | null }
  | { readonly kind: 'frame'; readonly name: FrameName | null }
  | { readonly kind: 'page'; readonly page: number };

export type Backing =
  | { readonly kind: 'anon' | 'shmem' }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'driver'; readonly how: DriverMeans };
export type DriverMeans =
  'remap_pfn_range' | 'mmap' | '/dev/mem' | 'vmf_insert_pfn' | 'vmf_insert_mixed' | 'vmf_insert_pfn_pmd' | 'vmf_page';

export interface VmaView {
  readonly place: Place;
  /** First virtual page number. */
  readonly start: number;
  readonly pages: number;
  readonly flags: readonly VmFlagName[];
  /** vm_pgoff, and what this number stands for. */
  readonly pgoff: number;
  readonly pgoffMeans: Pgoff;
  readonly cow: boolean;
  readonly backing: Backing;
  readonly entries: readonly EntryView[];
}

export interface TableView {
  readonly pfn: number;
  /** 0 is the top. */
  readonly level: number;
  /** Frame of the table above; null for the top. */
  readonly parent: number | null;
  readonly index: number;
  readonly used: number;
}

export interface ProcessView {
  readonly name: ProcessName;
  readonly parent: ProcessName | null;
  readonly rss: Rss;
  readonly vmas: readonly VmaView[];
  readonly tables: readonly TableView[];
}

export const FRAME_KINDS = ['anon', 'file', 'shmem', 'driver', 'mmio', 'zero', 'table', 'free'] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

/** A frame that the text names, an entry maps, a pin holds, a table occupies, the driver owns a mapped part of, or that leaked. */
export interface FrameView {
  readonly pfn: number;
  /** null where it has no name now. */
  readonly name: FrameName | null;
  readonly kind: FrameKind;
  /** It has a struct page: RAM, not device memory. */
  readonly struct: boolean;
  readonly refcount: number | null;
  readonly mapcount: number | null;
  readonly anon: boolean;
  readonly exclusive: boolean;
  readonly pinned: boolean;
  readonly pins: readonly string[];
  readonly content: string;
  /** An anonymous page that is still counted as mapped although no entry leads to it: nobody will ever free it. */
  readonly leaked: boolean;
}

export interface MachineView {
  readonly name: MachineName;
  /** Why the machine stopped, or null while it runs. */
  readonly stopped: Stop | null;
  readonly processes: readonly ProcessView[];
  readonly frames: readonly FrameView[];
  readonly log: readonly LogLine[];
}

export interface Snapshot {
  readonly step: number;
  readonly bead: number;
  readonly machines: readonly MachineView[];
}

/** What `vm_normal_page` decides about, as far as a what-if can change it. */
export interface EntryRecord {
  /** Null: entries have no room for the bit. */
  readonly special: boolean | null;
  readonly flags: readonly WhatIfFlag[];
  readonly pfn: number;
  readonly frames: Readonly<Record<OtherFrame, number>>;
}

export interface WhatIf {
  /** Changes nothing where entries have no room for the bit. */
  readonly special?: boolean;
  readonly flags?: Readonly<Partial<Record<WhatIfFlag, boolean>>>;
  readonly frame?: number | OtherFrame;
}

/** One change of the input that would flip the answer. */
export interface FlipView {
  readonly change: EntryChange;
  readonly whatIf: WhatIf;
  /** Id of the verdict that it would lead to. */
  readonly verdict: string;
}

export interface EntryAnswer {
  /** The decision, as if somebody had asked just now; its callers are empty. */
  readonly decision: Decision;
  /** The smallest changes that would flip it, the nearest first. */
  readonly flips: readonly FlipView[];
  readonly record: EntryRecord;
}

export interface PageState extends Spot {
  readonly present: boolean;
  readonly frame: FrameRef;
  readonly level: Level;
  readonly write: boolean;
  readonly special: boolean;
  readonly dirty: boolean;
  readonly young: boolean;
  readonly normal: boolean;
  readonly anon: boolean;
  readonly exclusive: boolean;
  /** null where the frame has no struct page. */
  readonly refcount: number | null;
  readonly mapcount: number | null;
  readonly pinned: boolean;
}

export interface StatementRecord {
  readonly machine: MachineName;
  readonly step: number;
  readonly line: number;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly path: readonly string[];
  readonly pages: readonly PageState[];
  readonly rss: Readonly<Record<ProcessName, Rss>>;
  readonly vmas: readonly (Spot & VmaShape & { readonly pgoff: Pgoff })[];
  readonly log: readonly LogLine[];
}

/** Where a run stands. `bead` counts from 0; the last bead of a step is the statement's end. */
export interface Position {
  readonly step: number;
  readonly bead: number;
}
