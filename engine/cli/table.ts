/**
 * What machines did, as a table that a person can read.
 */
import type { Origin } from '../facts.ts';
import { ORIGINS } from '../say/origin.ts';
import type { TraceLine } from '../say/trace.ts';
import { aligned } from './output.ts';

type Page = TraceLine['pages'][number];

/** `io+1=anon#1:w` is writable, `io+0=mmio+0:r,raw` is read-only, and not a page that the VM may touch. */
function entry({ place, frame, level, write, normal }: Page): string {
  const marks = [write ? 'w' : 'r', ...(level === 'pmd' ? ['pmd'] : []), ...(normal ? [] : ['raw'])];
  return `${place}=${frame}:${marks.join(',')}`;
}

/** Each process with its nonzero counters and its entries: `A anon=1 io+1=anon#1:w`. */
function state({ pages, rss }: TraceLine): string {
  const processes = Object.entries(rss).map(([process, counters]) => {
    const counted = Object.entries(counters).filter(([, n]) => n !== 0);
    const entries = pages.filter((p) => p.process === process).map(entry);
    return [process, ...counted.map(([kind, n]) => `${kind}=${n}`), ...entries].join(' ');
  });
  return processes.join(' | ');
}

/** Step by step. */
export type Origins = ReadonlyMap<number, Origin>;

function outcome({ outcome, step }: TraceLine, origins: Origins): string {
  return origins.get(step) === 'reading' ? `${outcome} (${ORIGINS.reading?.word ?? ''})` : outcome;
}

/** A heading, then one row per machine and statement, each followed by its kernel log. */
export function traceTable(title: string, lines: readonly TraceLine[], origins: Origins): string[] {
  const rows = lines.map((l) => [l.machine, String(l.step), l.statement, outcome(l, origins), state(l)]);
  const [heading, ...table] = aligned([['machine', 'step', 'statement', 'outcome', 'state'], ...rows]);
  const body = table.flatMap((row, i) => [row, ...lines[i]!.log.map((message) => `    log: ${message}`)]);
  return [title, heading!, ...body];
}
