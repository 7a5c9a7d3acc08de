/** What happens in a run: steps, beads, changes, decisions, faults, outcomes and what differs. */
import type { FrameRef, Place, Spot } from './names.ts';
import type { DriverTelling, FrameRange, Telling } from './told.ts';
import type { EntryChange } from './whatIf.ts';
import type { MachineName, ProcessName, Refusal, Rss, RssKind, VmFlagName } from '../types.ts';

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

export type Value =
  | { readonly kind: 'text'; readonly text: string }
  /** null: there is no such page. */
  | { readonly kind: 'frame'; readonly frame: FrameRef | null }
  | { readonly kind: 'pfn'; readonly frame: FrameRef; readonly writable: boolean; readonly special: boolean }
  /** null: looks unmapped. */
  | { readonly kind: 'pagemap'; readonly pages: readonly (PagemapItem | null)[] }
  | { readonly kind: 'mincore'; readonly pages: readonly boolean[] }
  /** null: no mapping is there. */
  | { readonly kind: 'smaps'; readonly sums: Smaps | null }
  | { readonly kind: 'status'; readonly rss: Rss };

export const SIGNALS = ['SIGSEGV', 'SIGBUS'] as const satisfies readonly Refusal[];
export type Signal = (typeof SIGNALS)[number];

/** What the model cannot play as Linux would, so that it has no answer of Linux to give; the statement changes nothing. */
export type ModelBound =
  /** Linux maps the frames: entries lie beyond the mapping's end. */
  | { readonly kind: 'model'; readonly bound: 'remap past its mapping' }
  /** `@PLACE` stands for no frame. */
  | { readonly kind: 'model'; readonly bound: 'no frame there'; readonly place: string }
  /** A mapping would go on where the playground's driver, or its device, has nothing; no kernel was recorded there. */
  | { readonly kind: 'model'; readonly bound: 'past the last frame'; readonly frame: FrameRef }
  /** Linux might make a huge page of the pages of an ordinary mapping; the model has none. */
  | { readonly kind: 'model'; readonly bound: 'huge page' }
  /** No kernel lets a driver choose the next frame. */
  | { readonly kind: 'model'; readonly bound: 'next frame in use'; readonly frame: FrameRef };

/** Who gave a refusal, if not a function of the kernel: the driver and the program with which kernels were recorded. */
export type Answerer = 'test driver';

export type Outcome =
  | ModelBound
  | { readonly kind: 'ok'; readonly value: Value | null }
  | { readonly kind: 'error'; readonly error: Exclude<Refusal, Signal | 'BUG'>; readonly by?: Answerer }
  | { readonly kind: 'signal'; readonly signal: Signal; readonly by?: Answerer }
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

export interface Answer {
  readonly question: string;
  /** The value that decided, as a person reads it: `0x412 against 0x9f002`. */
  readonly value: string;
  readonly answer: boolean;
}

export interface Decision {
  /** Name of the table: the kernel function. */
  readonly table: string;
  /** Who asked: the chain of kernel functions, outermost first. */
  readonly callers: readonly string[];
  readonly process: ProcessName | null;
  readonly place: Place | null;
  readonly answers: readonly Answer[];
  readonly verdict: string;
}

/** A question of a table, as drawn. */
export interface TableQuestion {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly rules: readonly string[];
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

/** A question of the kernel that no statement can make true. */
export interface QuestionLeftOut {
  readonly label: string;
  /** Id of the question or verdict that comes next where the answer is no. */
  readonly before: string;
  readonly yes: string;
  readonly why: string;
}

export interface TableInfo {
  readonly name: string;
  /** Kernel file and line of the function. */
  readonly file: string;
  readonly summary: string;
  readonly first: string;
  readonly questions: readonly TableQuestion[];
  readonly verdicts: readonly TableVerdict[];
  readonly leftOut: readonly QuestionLeftOut[];
}

export type EntryRights = 'none' | 'read' | 'write';

/** An entry, as far as people follow it. */
export interface EntryState {
  readonly pfn: number;
  readonly rights: EntryRights;
  readonly special: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
}

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
  | {
      readonly kind: 'table';
      readonly process: ProcessName;
      readonly pfn: number;
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

export type BeadEvent =
  /** A kernel function, or what stands behind a label, did something. */
  | Telling
  /** The test driver refused something before the kernel was asked. */
  | DriverTelling
  | Stop
  /** The statement is over, and no kernel function has anything to add. */
  | { readonly kind: 'end'; readonly outcome: Outcome };

/** A kernel function that was entered. */
export interface Called {
  readonly fn: string;
  readonly depth: number;
  /** By the same caller. */
  readonly times: number;
}

export interface MachineBead {
  /** Kernel functions, outermost first, ending with this bead's if it is one. */
  readonly chain: readonly string[];
  readonly event: BeadEvent;
  /** At most `CHANGES_KEPT`. */
  readonly changes: readonly Change[];
  readonly decisions: readonly Decision[];
  /** Since the last bead, in the order in which they were entered; those below the same caller are one. */
  readonly calls: readonly Called[];
}

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
  | { readonly kind: 'decided'; readonly label: string }
  | { readonly kind: 'unmapped' };

/** Where the other answer of `vm_normal_page` would leave the kernel's way. */
export interface Departure {
  readonly table: string;
  readonly question: string;
  readonly label: string;
  readonly value: string;
  readonly answer: boolean;
  /** What would have to be true. */
  readonly change: EntryChange;
}

export interface AskResult {
  readonly text: string;
  readonly question: string;
  /** The answer of each machine; null where the machine had stopped before. */
  readonly answers: readonly (AskAnswer | null)[];
  /** What else a person might answer, the most likely first. */
  readonly guesses: readonly AskAnswer[];
  /** Per machine; null where it was not asked what vm_normal_page gives, or no single change would flip that. */
  readonly departures: readonly (Departure | null)[];
}

export interface FaultRun {
  readonly process: ProcessName;
  readonly place: Place;
  readonly access: 'read' | 'write' | 'unshare';
  /** States of the fault chart in order: kernel functions. Each has a bead, unless the machine stopped before it. */
  readonly states: readonly string[];
  /** For each state the bead at which it is entered: its own, or that of a function that it calls first. */
  readonly entered: readonly number[];
  /** For each state the bead that reports it. Where the machine stopped first, the bead with the reason. */
  readonly beads: readonly number[];
  readonly runs: number;
  /** The first bead after the fault; null: none, or the machine stopped. */
  readonly left: number | null;
  /** The final state; null: the machine stopped on the way. */
  readonly end: string | null;
}

/**
 * Where outcomes and machines come from: statements like this were recorded, or follow the source, or a switch that no
 * kernel has; a machine was compared with a kernel, or not, or no kernel is like it.
 */
export type Origin = 'recorded' | 'reading' | 'what-if';

export interface MemtypeChange extends FrameRange {
  readonly kind: 'split' | 'shrunk' | 'left over';
}

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
  readonly broken: readonly (readonly Broken[])[];
  readonly memtypes: readonly (readonly MemtypeChange[])[];
  readonly log: readonly (readonly LogLine[])[];
  readonly faults: readonly (readonly FaultRun[])[];
}

export interface Kin {
  readonly machines: readonly MachineName[];
  /** Where they first differ from the machine that all are compared with; null: nowhere. */
  readonly broke: KinBreak | null;
}
export interface KinBreak {
  readonly step: number;
  readonly text: string;
  readonly differences: readonly Difference[];
}
