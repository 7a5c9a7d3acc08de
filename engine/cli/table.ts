/**
 * What machines did, as a table that a person can read.
 */
import type { Origin } from '../facts.ts';
import { ORIGINS } from '../say/origin.ts';
import type { TraceLine } from '../say/trace.ts';
import { aligned } from './output.ts';

type Page = TraceLine['pages'][number];

const ACCESS = ['READ', 'WRITE', 'EXEC'] as const;

/** Whether the mapping of an entry permits any access: after `mprotect none` an entry stays, and is of no use. */
function isAccessible({ process, place }: Page, vmas: TraceLine['vmas']): boolean {
  const at = ([name = '', page]: readonly string[]): [string, number] => [name, Number(page)];
  const [name, page] = at(place.split('+'));
  return vmas.some((vma) => {
    const [own, first] = at(vma.place.split('+'));
    const holds = vma.process === process && own === name && first <= page && page < first + vma.pages;
    return holds && ACCESS.some((flag) => vma.flags.includes(flag));
  });
}

/**
 * `io+1=anon#1:w` is writable, `io+0=mmio+0:r,raw` is read-only, and not a page that the VM may touch; `-` permits no access.
 */
function entry(page: Page, vmas: TraceLine['vmas']): string {
  const { place, frame, level, write, normal } = page;
  const marks = [
    !isAccessible(page, vmas) ? '-' : write ? 'w' : 'r',
    ...(level === 'pmd' ? ['pmd'] : []),
    ...(normal ? [] : ['raw']),
  ];
  return `${place}=${frame}:${marks.join(',')}`;
}

function state({ pages, rss, vmas }: TraceLine): string {
  const processes = Object.entries(rss).map(([process, counters]) => {
    const counted = Object.entries(counters).filter(([, n]) => n !== 0);
    const entries = pages.filter((p) => p.process === process).map((page) => entry(page, vmas));
    return [process, ...counted.map(([kind, n]) => `${kind}=${n}`), ...entries].join(' ');
  });
  return processes.join(' | ');
}

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
