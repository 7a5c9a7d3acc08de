/**
 * What a run gives to those who draw, print or test it. All of it is plain data that can be cloned to another thread.
 *
 * A run is a list of steps (one per statement; step 0 is the start). A step is a list of beads: the kernel functions that
 * the machines went through, merged, one bead a micro-step. A position is a step and a bead; the state that belongs to it
 * is a `Snapshot`, made on demand from the engine's own state.
 */
import type { ArchName, Level, MachineName, Meaning, ProcessName, Refusal, Rss, RssKind, VmFlagName } from './types.ts';

/** A page of a mapping, counted from the first address of the mapping's name: `io+2`. */
export interface Place {
  readonly name: string;
  readonly page: number;
}

/** How a place is spelled in scenarios, traces and links. */
export const placeText = ({ name, page }: Place): string => `${name}+${page}`;

export const samePlace = (a: Place | null, b: Place | null): boolean => a?.name === b?.name && a?.page === b?.page;

/** A page of a process. */
export interface Spot {
  readonly process: ProcessName;
  readonly place: Place;
}

/** What a frame is called. All but `anon` last as long as the frame is what it is. */
export type FrameName =
  | { readonly kind: 'driver' | 'mmio'; readonly page: number }
  | { readonly kind: 'zero' }
  /** A page of a file or of shared anonymous memory, which is called as its mapping. */
  | { readonly kind: 'file' | 'shmem'; readonly name: string; readonly page: number }
  /** Any other frame that an entry shows, by the order in which they were first seen. */
  | { readonly kind: 'anon'; readonly number: number };

/** A frame, and its name while it has one. */
export interface FrameRef {
  readonly pfn: number;
  readonly name: FrameName | null;
}

/** Whether two machines speak of the same frame: a name counts more than a number, which may differ. */
export const sameFrame = (a: FrameRef, b: FrameRef): boolean =>
  a.name === null || b.name === null ? a.name === b.name && a.pfn === b.pfn : sameName(a.name, b.name);

export const sameName = (a: FrameName | null, b: FrameName | null): boolean =>
  a === b || (a !== null && b !== null && frameNameText(a) === frameNameText(b));

/** How a frame's name is spelled in scenarios and traces. */
export function frameNameText(name: FrameName): string {
  switch (name.kind) {
    case 'driver':
    case 'mmio':
      return `${name.kind}+${name.page}`;
    case 'zero':
      return 'zero';
    case 'file':
    case 'shmem':
      return `${name.name}+${name.page}`;
    case 'anon':
      return `anon#${name.number}`;
  }
}

/** What an item of /proc/PID/pagemap shows. */
export interface PagemapItem {
  readonly frame: FrameRef;
  readonly file: boolean;
  readonly exclusive: boolean;
}

/** The sums of smaps, in kB and in the order in which they are printed. */
export const SMAPS_SUMS = [
  'Rss',
  'Pss',
  'Shared_Clean',
  'Shared_Dirty',
  'Private_Clean',
  'Private_Dirty',
  'Anonymous',
] as const;
export type SmapsSum = (typeof SMAPS_SUMS)[number];
export type Smaps = Readonly<Record<SmapsSum, number>>;

/** What an operation found out. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** null: there is no such page. */
  | { readonly kind: 'frame'; readonly frame: FrameRef | null }
  | { readonly kind: 'pfn'; readonly frame: FrameRef; readonly writable: boolean; readonly special: boolean }
  /** null: looks unmapped. */
  | { readonly kind: 'pagemap'; readonly pages: readonly (PagemapItem | null)[] }
  /** Whether each page is in memory. */
  | { readonly kind: 'mincore'; readonly pages: readonly boolean[] }
  /** null: no mapping is there. */
  | { readonly kind: 'smaps'; readonly sums: Smaps | null }
  | { readonly kind: 'status'; readonly rss: Rss };

export const SIGNALS = ['SIGSEGV', 'SIGBUS'] as const satisfies readonly Refusal[];
export type Signal = (typeof SIGNALS)[number];

/** What the model cannot play as Linux would, so that it has no answer of Linux to give; the statement changes nothing. */
export type ModelBound =
  /** Linux maps the frames: entries lie behind the mapping's end. */
  | { readonly kind: 'model'; readonly bound: 'remap behind its mapping' }
  /** `@PLACE` stands for no frame. */
  | { readonly kind: 'model'; readonly bound: 'no frame there'; readonly place: string }
  /** No kernel lets a driver choose the next frame. */
  | { readonly kind: 'model'; readonly bound: 'next frame in use'; readonly frame: FrameRef };

/** How a statement ended. */
export type Outcome =
  | ModelBound
  | { readonly kind: 'ok'; readonly value: Value | null }
  | { readonly kind: 'error'; readonly error: Exclude<Refusal, Signal | 'BUG'> }
  | { readonly kind: 'signal'; readonly signal: Signal }
  /** A BUG_ON() of the kernel held, or a bound of the model was reached: the machine stops. */
  | { readonly kind: 'bug' }
  | { readonly kind: 'bound' };

/** What a kernel prints. */
export type LogLine =
  | { readonly kind: 'bad_page_map' }
  /** A page was freed while it counts as mapped, or as mapped less than not at all. */
  | { readonly kind: 'bad_page_state' }
  /** A process ended with a counter that is not zero. */
  | { readonly kind: 'bad_rss_counter'; readonly counter: RssKind; readonly pages: number }
  | { readonly kind: 'bad_memtype' }
  /** A WARN in a kernel function. */
  | { readonly kind: 'warning'; readonly fn: string }
  /** The proposal's warning: a fault replaced a raw frame of a private PFN mapping. */
  | (Spot & { readonly kind: 'private_pfnmap'; readonly old: FrameRef; readonly fresh: number })
  | Stop;

/** Why a machine stops: a BUG_ON() of the kernel holds, or a bound of the model is reached. */
export type Stop = { readonly kind: 'bug'; readonly condition: string } | { readonly kind: 'bound' };

/** An invariant that does not hold, with what shows it. */
export type Broken =
  /** `needed`: by entries that count the frame, its owner and its pins. */
  | { readonly rule: 'R-IV-1'; readonly frame: FrameRef; readonly refcount: number; readonly needed: number }
  | { readonly rule: 'R-IV-2'; readonly frame: FrameRef; readonly mapcount: number; readonly found: number }
  | { readonly rule: 'R-IV-4'; readonly frame: FrameRef; readonly mapcount: number }
  | { readonly rule: 'R-IV-7' }
  | { readonly rule: 'R-IV-8'; readonly frame: FrameRef; readonly processes: readonly ProcessName[] }
  | (Spot & { readonly rule: 'R-IV-12' | 'R-IV-15'; readonly frame: FrameRef })
  | (Spot & { readonly rule: 'R-IV-5' | 'R-IV-6' | 'R-IV-9' | 'R-IV-10' })
  | (Spot & { readonly rule: 'R-IV-14'; readonly wrong: 'lost' | 'phantom' })
  /** `found`: in the entries of the process. */
  | {
      readonly rule: 'R-IV-3';
      readonly process: ProcessName;
      readonly counter: RssKind;
      readonly counted: number;
      readonly found: number;
    }
  /** `process` null: it has ended, and the kernel reports the counter. */
  | {
      readonly rule: 'R-IV-13';
      readonly process: ProcessName | null;
      readonly counter: RssKind;
      readonly counted: number;
    };
export type InvariantRule = Broken['rule'];

/** An answered question of a decision table. */
export interface Answer {
  /** Id of the question in its table. */
  readonly question: string;
  /** The value that decided, as a person reads it: `0x412 against 0x9f002`. */
  readonly value: string;
  readonly answer: boolean;
}

/** One run through a decision table. */
export interface Decision {
  /** Name of the table: the kernel function. */
  readonly table: string;
  /** Who asked: the chain of kernel functions, outermost first. */
  readonly callers: readonly string[];
  readonly process: ProcessName | null;
  /** The place asked about. */
  readonly place: Place | null;
  readonly answers: readonly Answer[];
  /** Id of the verdict in its table. */
  readonly verdict: string;
}

/** A question of a table, as drawn. */
export interface TableQuestion {
  readonly id: string;
  readonly label: string;
  /** One plain sentence: what is asked, and why. */
  readonly help: string;
  readonly rules: readonly string[];
  /** Id of the next question or verdict. */
  readonly yes: string;
  readonly no: string;
}

/** How a verdict is coloured: good news, a plain refusal, a complaint of the kernel, go on, or stop. */
export type Tone = 'page' | 'null' | 'bad' | 'go' | 'stop';

export interface TableVerdict {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  readonly help: string;
  readonly rules: readonly string[];
}
/** A decision table without its predicates: what is drawn. */
export interface TableInfo {
  readonly name: string;
  /** Kernel file that holds the function. */
  readonly file: string;
  readonly summary: string;
  readonly first: string;
  readonly questions: readonly TableQuestion[];
  readonly verdicts: readonly TableVerdict[];
}

/** An entry, as far as people follow it. */
export interface EntryState {
  readonly pfn: number;
  readonly rights: 'none' | 'read' | 'write';
  readonly special: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
}

/** The counts and marks of a struct page. */
export interface FrameCounts {
  readonly refcount: number;
  readonly mapcount: number;
  readonly anon: boolean;
  readonly exclusive: boolean;
}

export interface VmaState {
  /** Its first page. */
  readonly place: Place;
  readonly pages: number;
  readonly flags: readonly VmFlagName[];
  readonly pgoff: number;
}

/** What changed in a micro-step, before and after; null: it did not exist, or no longer does. */
export type Change =
  | {
      readonly kind: 'entry';
      readonly process: ProcessName;
      readonly place: Place;
      /** How many pages it maps, from its frame on: more than one above the last level. */
      readonly pages: number;
      readonly before: EntryState | null;
      readonly after: EntryState | null;
    }
  | { readonly kind: 'frame'; readonly pfn: number; readonly before: FrameCounts; readonly after: FrameCounts }
  | {
      readonly kind: 'content';
      readonly pfn: number;
      readonly before: string;
      readonly after: string;
      /** The frame that the content was copied from; null: it was not copied. */
      readonly from: number | null;
    }
  /** A frame becomes a page table, or no longer is. */
  | {
      readonly kind: 'table';
      readonly process: ProcessName;
      readonly pfn: number;
      /** `PGD`, `PTE`, … */
      readonly level: string;
      readonly born: boolean;
    }
  | {
      readonly kind: 'vma';
      readonly process: ProcessName;
      readonly before: VmaState | null;
      readonly after: VmaState | null;
    }
  | {
      readonly kind: 'rss';
      readonly process: ProcessName;
      readonly counter: RssKind;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'process'; readonly process: ProcessName; readonly born: boolean };

/** What a bead tells of. */
export type BeadEvent =
  /** A kernel function did something; one plain sentence. */
  | { readonly kind: 'told'; readonly sentence: string }
  /** The machine stops. */
  | Stop
  /** The statement is over, and no kernel function has anything to add. */
  | { readonly kind: 'end'; readonly outcome: Outcome };

/** What one machine did in one bead. */
export interface MachineBead {
  /** Kernel functions, outermost first, ending with this bead's if it is one. */
  readonly chain: readonly string[];
  readonly event: BeadEvent;
  /** At most `CHANGES_KEPT`. */
  readonly changes: readonly Change[];
  readonly decisions: readonly Decision[];
}

/** One micro-step of all machines. */
export interface Bead {
  /** The kernel function, or a label of ours where something else is at work: the processor, a device, the test driver. */
  readonly fn: string;
  /** False: `fn` is a label. */
  readonly kernel: boolean;
  /** Counts beads of the same function within the step from 1; links name a micro-step by `fn` and this. */
  readonly occurrence: number;
  /** Per machine; null where the machine has no such bead (a hollow bead). */
  readonly machines: readonly (MachineBead | null)[];
}

/** The length and the flags of a VMA. */
export interface VmaShape {
  readonly pages: number;
  readonly flags: readonly VmFlagName[];
}

/**
 * Something that differs between machines after a statement (design: what counts as a difference). `values`: what each
 * machine has, in the order of machines.
 */
export type Difference =
  | { readonly kind: 'outcome'; readonly values: readonly Outcome[] }
  | { readonly kind: 'log'; readonly values: readonly (readonly LogLine[])[] }
  /** null: there is no such process. */
  | {
      readonly kind: 'rss';
      readonly process: ProcessName;
      readonly counter: RssKind;
      readonly values: readonly (number | null)[];
    }
  /** null: nothing is mapped there. */
  | (Spot & { readonly kind: 'vma'; readonly values: readonly (VmaShape | null)[] })
  | (Spot & { readonly kind: 'entry' } & EntryDifference);

export type EntryDifference =
  | {
      readonly field: 'present' | 'write' | 'normal' | 'exclusive' | 'pinned';
      readonly values: readonly boolean[];
    }
  | { readonly field: 'frame'; readonly values: readonly FrameRef[] }
  /** null: the frame has no struct page. */
  | { readonly field: 'refcount' | 'mapcount'; readonly values: readonly (number | null)[] };

/** An answer to a question that the text asks. */
export type AskAnswer =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** What vm_normal_page gives: a page, or NULL. */
  | { readonly kind: 'normal'; readonly page: boolean }
  | { readonly kind: 'same'; readonly same: boolean }
  /** null: there is no struct page that counts. */
  | { readonly kind: 'count'; readonly count: number | null }
  | { readonly kind: 'frame'; readonly frame: FrameRef }
  /** Where the last fault ended: a state of the fault chart; null: there was no fault. */
  | { readonly kind: 'path'; readonly fn: string | null }
  /** Whether the kernel prints something. */
  | { readonly kind: 'log'; readonly prints: boolean }
  | { readonly kind: 'size'; readonly kB: number }
  /** Whether a write would need no fault. */
  | { readonly kind: 'writable'; readonly writable: boolean }
  /** The last question that vm_normal_page asks. */
  | { readonly kind: 'decided'; readonly label: string }
  | { readonly kind: 'unmapped' };

export interface AskResult {
  readonly text: string;
  readonly question: string;
  /** The answer of each machine; null where the machine had stopped before. */
  readonly answers: readonly (AskAnswer | null)[];
  /** What else a person might answer, the most likely first. */
  readonly guesses: readonly AskAnswer[];
}

/** One fault on its way through the fault chart. */
export interface FaultRun {
  readonly process: ProcessName;
  /** The faulting page. */
  readonly place: Place;
  readonly access: 'read' | 'write' | 'unshare';
  /** States of the fault chart in order: kernel functions. Each has a bead, unless the machine stopped before it. */
  readonly states: readonly string[];
  /** For each state the bead at which it is entered: its own, or that of a function that it calls first. */
  readonly entered: readonly number[];
  /** For each state the bead that reports it. Where the machine stopped first, the bead with the reason. */
  readonly beads: readonly number[];
  /** The first bead after the fault; null: none, or the machine stopped. */
  readonly left: number | null;
  /** The final state; null: the machine stopped on the way. */
  readonly end: string | null;
}

/** A statement that was played. */
/** Where outcomes come from: statements like this were recorded, or follow the source, or a switch that no kernel has. */
export type Origin = 'recorded' | 'reading' | 'what-if';

export interface Step {
  readonly step: number;
  readonly line: number;
  readonly text: string;
  readonly says: readonly string[];
  readonly asks: readonly AskResult[];
  /** One a machine; null where the machine had stopped before. */
  readonly outcomes: readonly (Outcome | null)[];
  readonly origin: Origin;
  readonly beads: readonly Bead[];
  readonly differences: readonly Difference[];
  /** Broken invariants per machine. */
  readonly broken: readonly (readonly Broken[])[];
  /** Log lines of this statement, per machine. */
  readonly log: readonly (readonly LogLine[])[];
  /** Faults of this statement per machine, in order. */
  readonly faults: readonly (readonly FaultRun[])[];
}

/** What can be known of a machine before it runs. */
export interface MachineInfo {
  readonly name: MachineName;
  readonly arch: ArchName;
  readonly title: string;
  readonly subtitle: string;
  readonly hasPteSpecial: boolean;
  /** Badge: `special: bit 9`, or `no bit: linear rule`. */
  readonly badge: string;
  /** Top level first: `PGD`, `PUD`, … with the bits of the address that index it. */
  readonly levels: readonly { readonly name: string; readonly shift: number; readonly bits: number }[];
  /** A page has 2 to this power bytes. */
  readonly pageShift: number;
  readonly entryBits: number;
  /** Fields of the words that map memory, lowest bit first. */
  readonly fields: Readonly<Record<Level, readonly BitField[]>>;
  /** Fields of the words that the hardware reads; null where there is only one word. */
  readonly twinFields: readonly BitField[] | null;
}

/** What a field of an entry word is about; each kind has its own look. */
export const FIELD_KINDS = ['frame', 'rights', 'used', 'special', 'other'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One named field of an entry word. */
export interface BitField {
  readonly name: string;
  /** Lowest bit. */
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
  /** `counted`: when they were mapped. */
  | { readonly kind: 'smaps'; readonly shown: number; readonly counted: number };

/** What /proc would show of one mapping, next to what is true. */
export interface ProcVma {
  readonly place: Place;
  readonly maps: MapsLine;
  readonly smaps: Smaps;
  /** An item per page; null: it looks unmapped. */
  readonly pagemap: readonly (PagemapItem | null)[];
  /** Whether each page is in memory. */
  readonly mincore: readonly boolean[];
  /** Populated pages; those that were counted when they were mapped; the others. */
  readonly populated: number;
  readonly counted: number;
  readonly raw: number;
  readonly missed: readonly Missed[];
}
export interface ProcView {
  readonly process: ProcessName;
  /** The counters of /proc/PID/status. */
  readonly status: Rss;
  readonly vmas: readonly ProcVma[];
}

export interface EntryView {
  /** Of a PMD entry its first page. */
  readonly place: Place;
  /** Virtual page number. */
  readonly vpn: number;
  readonly level: Level;
  /** Index in each table from the top. */
  readonly indices: readonly number[];
  /** Frame of the table that holds the entry. */
  readonly table: number;
  /** The word, `0x…`. */
  readonly word: string;
  /** The word that the hardware reads, `0x…`, where it is another; 0 where an access would trap. */
  readonly twin: string | null;
  readonly pfn: number;
  /** What its frame is called. */
  readonly frame: FrameName | null;
  readonly write: boolean;
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

/** What the vm_pgoff of a VMA stands for. */
export type Pgoff =
  /** The address of a page; null: of its own first one. */
  | { readonly kind: 'address'; readonly of: Place | null }
  /** The number of a frame. */
  | { readonly kind: 'frame'; readonly name: FrameName | null }
  /** A page of the file. */
  | { readonly kind: 'page'; readonly page: number };

/** What a mapping maps. */
export type Backing =
  | { readonly kind: 'anon' | 'shmem' }
  | { readonly kind: 'file'; readonly name: string }
  /** A driver's memory; `how`: the function that put it there, or that its fault handler calls. */
  | { readonly kind: 'driver'; readonly how: DriverMeans };
export type DriverMeans =
  'remap_pfn_range' | 'mmap' | '/dev/mem' | 'vmf_insert_pfn' | 'vmf_insert_mixed' | 'vmf_insert_pfn_pmd' | 'vmf_page';

export interface VmaView {
  /** Its first page. */
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

/** A page-table page and its path from the top. */
export interface TableView {
  readonly pfn: number;
  /** 0 is the top. */
  readonly level: number;
  /** Frame of the table above; null for the top. */
  readonly parent: number | null;
  /** Index of this table in the one above. */
  readonly index: number;
  /** How many of its entries are in use. */
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
  /** References kept by named gup/pin statements. */
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
  /** Every log line so far. */
  readonly log: readonly LogLine[];
}

/** The state after a bead of a step. */
export interface Snapshot {
  readonly step: number;
  readonly bead: number;
  readonly machines: readonly MachineView[];
}

/** One change of the input that would flip the answer. */
export interface FlipView {
  /** `if the special bit were clear`. */
  readonly change: string;
  /** Id of the verdict that it would lead to. */
  readonly verdict: string;
}

/** `vm_normal_page` asked of an entry by the person who looks, at any position. */
export interface EntryAnswer {
  /** The decision, as if somebody had asked just now; its callers are empty. */
  readonly decision: Decision;
  /** The smallest changes that would flip it, the nearest first. */
  readonly flips: readonly FlipView[];
}

/** A populated entry and its frame's struct page, whatever vm_normal_page says of it. */
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

/** Everything that a trace tells of a statement on one machine. */
export interface StatementRecord {
  readonly machine: MachineName;
  readonly step: number;
  readonly line: number;
  readonly statement: string;
  readonly outcome: Outcome;
  /** States of the fault chart in order, of all faults of the statement. */
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
