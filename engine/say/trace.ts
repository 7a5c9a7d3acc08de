/** A line of a trace: what the command line prints and what recorded kernels are compared with (traces/FORMAT.md). */
import { placeText, type PageState, type StatementRecord } from '../facts.ts';
import type { MachineName, ProcessName, Rss, VmFlagName } from '../types.ts';
import { frameRecorded, pgoffText } from './frame.ts';
import { logText } from './log.ts';
import { outcomeText } from './outcome.ts';

export interface TracePage extends Omit<PageState, 'place' | 'frame'> {
  readonly place: string;
  readonly frame: string;
}

export interface TraceVma {
  readonly process: ProcessName;
  readonly place: string;
  readonly pages: number;
  readonly flags: readonly VmFlagName[];
  readonly pgoff: string | number;
}

export interface TraceLine {
  readonly machine: MachineName;
  readonly scenario: string;
  readonly step: number;
  readonly line: number;
  readonly statement: string;
  readonly outcome: string;
  /** States of the fault chart in order, of all faults of the statement. Recorded traces have none. */
  readonly path?: readonly string[];
  readonly pages: readonly TracePage[];
  readonly rss: Readonly<Record<ProcessName, Rss>>;
  readonly vmas: readonly TraceVma[];
  readonly log: readonly string[];
}

export const tracePage = (page: PageState): TracePage => ({
  process: page.process,
  place: placeText(page.place),
  present: page.present,
  frame: frameRecorded(page.frame),
  level: page.level,
  write: page.write,
  special: page.special,
  dirty: page.dirty,
  young: page.young,
  normal: page.normal,
  anon: page.anon,
  exclusive: page.exclusive,
  refcount: page.refcount,
  mapcount: page.mapcount,
  pinned: page.pinned,
});

export const traceVma = ({ process, place, pages, flags, pgoff }: StatementRecord['vmas'][number]): TraceVma => ({
  process,
  place: placeText(place),
  pages,
  flags,
  pgoff: pgoffText(pgoff),
});

/** The fields stand in the order of FORMAT.md: lines are compared as texts. */
export const traceLine = (record: StatementRecord, scenario: string): TraceLine => ({
  machine: record.machine,
  scenario,
  step: record.step,
  line: record.line,
  statement: record.statement,
  outcome: outcomeText(record.outcome, frameRecorded),
  path: record.path,
  pages: record.pages.map(tracePage),
  rss: record.rss,
  vmas: record.vmas.map(traceVma),
  log: record.log.map(logText),
});
