/**
 * The context of steps, tables and operations: architecture, kernel, rules, chain of callers, and the record of what happened.
 * The world is immutable; the context holds the latest one.
 */
import type { Arch } from '../arch/arch.ts';
import {
  asVpn,
  CHANGES_KEPT,
  type Level,
  type Pfn,
  type ProcessName,
  type PteVal,
  type Refusal,
  type RssKind,
  type Rules,
  type Vpn,
} from '../types.ts';
import type {
  BeadEvent,
  DriverRefused,
  DriverTelling,
  FrameName,
  FrameRef,
  LogLine,
  PageRange,
  Place,
  Telling,
  Told,
} from '../facts.ts';
import type { KernelFunction } from '../functions.ts';
import type { RawDecision } from './decisionTable.ts';
import type { Linux } from './linux.ts';
import { driverIndex, inRange, isZeroPfn } from './memmap.ts';
import { get } from './sparse.ts';
import { pristine, type StructPage, type Vma, type World } from './world.ts';

/** Kept as values: turned into text only if read. */
export type RawChange =
  | {
      readonly kind: 'entry';
      readonly process: ProcessName;
      readonly vpn: Vpn;
      readonly level: Level;
      /** Null: an empty slot. */
      readonly before: PteVal | null;
      readonly after: PteVal | null;
    }
  | { readonly kind: 'frame'; readonly pfn: Pfn; readonly before: StructPage; readonly after: StructPage }
  | {
      readonly kind: 'content';
      readonly pfn: Pfn;
      readonly before: string;
      readonly after: string;
      readonly from: Pfn | null;
    }
  | {
      readonly kind: 'table';
      readonly process: ProcessName;
      readonly pfn: Pfn;
      readonly name: string;
      readonly born: boolean;
    }
  | { readonly kind: 'vma'; readonly process: ProcessName; readonly before: Vma | null; readonly after: Vma | null }
  | {
      readonly kind: 'rss';
      readonly process: ProcessName;
      readonly which: RssKind;
      readonly before: number;
      readonly after: number;
    }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'process'; readonly process: ProcessName; readonly born: boolean };

/** A kernel function was entered, or took a decision, `depth` calls deep. In the order in which that happened. */
export type RawCall =
  { readonly depth: number; readonly fn: KernelFunction } | { readonly depth: number; readonly decision: RawDecision };

export interface RawBead {
  /** A kernel function, or a label of ours. */
  readonly fn: string;
  /** False: `fn` is a label. */
  readonly kernel: boolean;
  /** Kernel functions, outermost first, ending with `fn` if it is one. */
  readonly chain: readonly KernelFunction[];
  /** Since the last bead. */
  readonly calls: readonly RawCall[];
  /** Further ones, which were not kept. */
  readonly moreCalls: number;
  readonly event: BeadEvent;
  readonly changes: readonly RawChange[];
  readonly decisions: readonly RawDecision[];
  readonly world: World;
}

/** A fault of the processor, or of a caller inside the kernel. */
export interface FaultRequest {
  readonly process: ProcessName;
  readonly vpn: Vpn;
  readonly access: 'read' | 'write' | 'unshare';
  /** FAULT_FLAG_REMOTE: another process faults, and its page tables are the current ones. */
  readonly remote?: boolean;
  /** FAULT_FLAG_VMA_LOCK: the processor faults, and only the VMA is locked at first. */
  readonly vmaLock?: boolean;
}

export interface RawFault extends FaultRequest {
  readonly states: readonly string[];
  readonly entered: readonly number[];
  /** For each state the index of its own bead; null: the machine stopped before it. */
  readonly told: readonly (number | null)[];
  readonly runs: number;
  readonly left: number;
  /** The final state; null: the machine stopped before it. */
  readonly end: string | null;
}

/** An architecture under a kernel, with the what-if rules of the text. */
export interface Platform {
  readonly arch: Arch;
  readonly linux: Linux;
  readonly rules: Rules;
}

interface Notes {
  /** Running kernel functions, outermost first. */
  readonly chain: KernelFunction[];
  readonly around: KernelFunction[];
  /** The function that was entered last at each depth, as far as its caller still runs. */
  readonly latest: KernelFunction[];
  calls: RawCall[];
  moreCalls: number;
  /** Since the last bead. */
  changes: RawChange[];
  decisions: RawDecision[];
  beads: RawBead[];
  path: string[];
  entered: number[];
  told: (number | null)[];
  faults: RawFault[];
  /** The test driver, and no kernel function, decided how the statement ends if it is refused (traces/FORMAT.md). */
  driverAnswers: boolean;
  /** What freeing will print once the TLB is flushed; null: frames are freed at once (mmu_gather). */
  gathered: LogLine[] | null;
}

export const noNotes = (): Notes => ({
  chain: [],
  around: [],
  latest: [],
  calls: [],
  moreCalls: 0,
  changes: [],
  decisions: [],
  beads: [],
  path: [],
  entered: [],
  told: [],
  faults: [],
  driverAnswers: false,
  gathered: null,
});

export interface Cx extends Platform, Notes {
  /** In the order of their address ranges. */
  readonly names: readonly string[];
  world: World;
}

/** The k-th name's range, in pages, on every machine: with 4 KiB pages, 0x20000000 + k × 16 MiB. */
const FIRST_VPN = 0x20000;
export const NAME_PAGES = 0x1000;
const MOST_NAMES = 64;

export const END_VPN = FIRST_VPN + MOST_NAMES * NAME_PAGES;

/** `name` must be one of the text's. */
export const baseOf = (cx: Pick<Cx, 'names'>, name: string): Vpn =>
  asVpn(FIRST_VPN + cx.names.indexOf(name) * NAME_PAGES);

export function placeOf(cx: Pick<Cx, 'names'>, vpn: Vpn): Place {
  const k = Math.floor((vpn - FIRST_VPN) / NAME_PAGES);
  return { name: cx.names[k] ?? `0x${vpn.toString(16)}`, page: vpn - FIRST_VPN - k * NAME_PAGES };
}

/** `to` is exclusive. */
export const rangeOf = (cx: Pick<Cx, 'names'>, from: Vpn, to: Vpn): PageRange => ({
  first: placeOf(cx, from),
  last: placeOf(cx, asVpn(to - 1)),
});

export const hex = (n: number | bigint): string => `0x${n.toString(16)}`;

export const structPage = (world: World, pfn: number): StructPage => get(world.pages, pfn) ?? pristine(world.map, pfn);

/** A frame's permanent name; null if it has only a number. */
export function frameName(world: World, pfn: number): FrameName | null {
  const driver = driverIndex(world.map, pfn);
  if (driver !== null) return { kind: 'driver', page: driver };
  if (inRange(world.map.mmio, pfn)) return { kind: 'mmio', page: pfn - world.map.mmio.from };
  if (isZeroPfn(world.map, pfn)) return { kind: 'zero' };
  const use = get(world.pages, pfn)?.use;
  if (use?.kind !== 'cache') return null;
  const file = world.files[use.file];
  return { kind: file?.kind === 'shmem' ? 'shmem' : 'file', name: file?.name ?? use.file, page: use.pgoff };
}

export const frameRef = (world: World, pfn: number): FrameRef => ({ pfn, name: frameName(world, pfn) });

export function note(cx: Cx, change: RawChange): void {
  if (cx.changes.length < CHANGES_KEPT) cx.changes.push(change);
}

/** Calls kept per micro-step: unmapping thousands of pages makes as many. */
const CALLS_KEPT = 256;

function noteCall(cx: Cx, call: RawCall): void {
  if (cx.calls.length < CALLS_KEPT) cx.calls.push(call);
  else cx.moreCalls++;
}

const depthOf = (cx: Cx): number => cx.around.length + cx.chain.length;

function noteEntry(cx: Cx, fn: KernelFunction): void {
  const depth = depthOf(cx);
  cx.latest.length = depth;
  cx.latest.push(fn);
  noteCall(cx, { depth, fn });
}

export const called = (cx: Cx, ...fns: readonly KernelFunction[]): void => {
  for (const fn of fns) noteEntry(cx, fn);
};

/** The same, below a function of the chain in which others have run since. */
export function calledBy(cx: Cx, caller: KernelFunction, fn: KernelFunction): void {
  const depth = cx.around.length + cx.chain.lastIndexOf(caller) + 1;
  cx.latest.length = depth;
  cx.latest.push(fn);
  noteCall(cx, { depth, fn });
}

export function calledBeside(cx: Cx, sibling: KernelFunction, fn: KernelFunction): void {
  noteCall(cx, { depth: cx.around.length + cx.chain.lastIndexOf(sibling), fn });
}

export function calledAgain(cx: Cx, from: KernelFunction): void {
  const first = cx.chain.lastIndexOf(from);
  cx.chain.forEach((fn, i) => {
    if (i >= first) noteCall(cx, { depth: cx.around.length + i, fn });
  });
}

/** Nothing came of the fault: whoever caused it causes it again. */
export function faultedAgain(cx: Cx): void {
  const [first] = cx.chain;
  if (first !== 'handle_mm_fault') {
    calledAgain(cx, cx.chain.includes('faultin_page') ? 'faultin_page' : 'handle_mm_fault');
    return;
  }
  cx.around.forEach((fn, depth) => noteCall(cx, { depth, fn }));
  calledAgain(cx, first);
}

export const noteDecision = (cx: Cx, decision: RawDecision): void => noteCall(cx, { depth: depthOf(cx), decision });

/** Puts a kernel function at the end of the chain of callers. */
export function enter(cx: Cx, fn: KernelFunction): void {
  noteEntry(cx, fn);
  cx.chain.push(fn);
}

/** Ends a micro-step, to which the changes and decisions since the last one belong. */
export function bead<Fn extends KernelFunction & keyof Told>(cx: Cx, fn: Fn, facts: Told[Fn]): void {
  const running = cx.chain.at(-1) === fn;
  if (!running && !cx.latest.slice(depthOf(cx)).includes(fn)) noteEntry(cx, fn);
  const event = { kind: 'told', by: fn, facts } as Telling;
  pushBead(cx, { fn, kernel: true, chain: running ? [...cx.chain] : [...cx.chain, fn], event });
}

/** As `bead`, for what no kernel function does: the processor, the test driver, a device, the model itself. */
export function labelBead<Label extends Exclude<keyof Told, KernelFunction>>(
  cx: Cx,
  label: Label,
  facts: Told[Label],
): void {
  endLabelBead(cx, label, { kind: 'told', by: label, facts } as Telling);
}

/** A refusal by the test driver, which no kernel function gives. */
export function driverRefuses<Label extends keyof DriverRefused, E extends Refusal>(
  cx: Cx,
  label: Label,
  facts: DriverRefused[Label],
  error: E,
): E {
  cx.driverAnswers = true;
  endLabelBead(cx, label, { kind: 'driver refused', by: label, facts, error } as DriverTelling);
  return error;
}

export const endLabelBead = (cx: Cx, label: string, event: BeadEvent): void =>
  pushBead(cx, { fn: label, kernel: false, chain: [...cx.chain], event });

function pushBead(cx: Cx, bead: Pick<RawBead, 'fn' | 'kernel' | 'chain' | 'event'>): void {
  const { calls, moreCalls, changes, decisions, world } = cx;
  cx.beads.push({ ...bead, calls, moreCalls, changes, decisions, world });
  cx.calls = [];
  cx.moreCalls = 0;
  cx.changes = [];
  cx.decisions = [];
}

/** Runs `body` as the kernel function `fn` in the chain of callers. */
export function within<T>(cx: Cx, fn: KernelFunction, body: () => T): T {
  enter(cx, fn);
  try {
    return body();
  } finally {
    cx.chain.pop();
  }
}

/** As `within`, for a function that is called once for a range, where the model goes from page to page. */
export function withinOne<T>(cx: Cx, fn: KernelFunction, body: () => T): T {
  if (cx.latest[depthOf(cx)] !== fn) return within(cx, fn, body);
  cx.chain.push(fn);
  try {
    return body();
  } finally {
    cx.chain.pop();
  }
}

/** As `below`, for one that is called once for a range, as with `withinOne`. */
export function belowOne<T>(cx: Cx, fn: KernelFunction, body: () => T): T {
  if (cx.latest[depthOf(cx)] !== fn) return below(cx, [fn], body);
  cx.around.push(fn);
  try {
    return body();
  } finally {
    cx.around.pop();
  }
}

/** Runs `body` below kernel functions that nobody needs in a chain of callers: they pass the call on. */
export function below<T>(cx: Cx, fns: readonly KernelFunction[], body: () => T): T {
  for (const fn of fns) {
    noteEntry(cx, fn);
    cx.around.push(fn);
  }
  try {
    return body();
  } finally {
    cx.around.length -= fns.length;
  }
}

export function log(cx: Cx, line: LogLine): void {
  cx.world = { ...cx.world, log: [...cx.world.log, line] };
  note(cx, { kind: 'log', line });
}

/** A WARN in a kernel function. */
export const warn = (cx: Cx, fn: string): void => log(cx, { kind: 'warning', fn });

/** A WARN that is printed once per boot; each scenario is a boot. */
export function warnOnce(cx: Cx, fn: string): boolean {
  if (cx.world.warned.includes(fn)) return false;
  cx.world = { ...cx.world, warned: [...cx.world.warned, fn] };
  warn(cx, fn);
  return true;
}

/** A BUG_ON() that triggers stops the machine. Caught where the statement is played. */
export class KernelBug extends Error {
  readonly condition: string;
  /** The recorder looked ahead, so nothing of the statement had happened (traces/FORMAT.md). */
  readonly foreseen: boolean;
  constructor(condition: string, foreseen = false) {
    super(condition);
    this.condition = condition;
    this.foreseen = foreseen;
  }
}

/** All 65,536 frames are in use. Caught where the statement is played. */
export class OutOfFrames extends Error {}
