/**
 * What counts as a difference between machines (design): outcome, rss, log, VMA flags, and of an entry: present, frame,
 * write, normal, exclusive, pinned, refcount, mapcount. Not: the special bit, words, addresses, depth, path, PAT.
 */
import { RSS_KINDS } from '../types.ts';
import type { Difference } from './frames.ts';
import type { TracePage, TraceVma } from './traceLine.ts';
import type { MachineStep } from './machine.ts';
import type { World } from '../mm/world.ts';

const ENTRY_FIELDS = ['present', 'frame', 'write', 'normal', 'exclusive', 'pinned', 'refcount', 'mapcount'] as const;

/** What a comparison sees of one machine. */
export interface Compared {
  readonly step: MachineStep;
  readonly world: World;
  readonly pages: readonly TracePage[];
  readonly vmas: readonly TraceVma[];
  /** The entry at a place that no line of `pages` starts with, inside a huge leaf; null where there is none. */
  readonly inside: (process: string, place: string) => TracePage | null;
}

const differ = (values: readonly string[]): boolean => values.some((value) => value !== values[0]);

const none = { process: null, place: null, field: '' };

const entryKey = (page: { process: string; place: string }): string => `${page.process} ${page.place}`;

function entryDifferences(machines: readonly Compared[]): Difference[] {
  const maps = machines.map((m) => new Map(m.pages.map((page) => [entryKey(page), page])));
  const all = new Map(machines.flatMap((m) => m.pages.map((page) => [entryKey(page), page] as const)));
  const found: Difference[] = [];
  for (const [key, { process, place }] of all) {
    const pages = maps.map((map, i) => map.get(key) ?? machines[i]!.inside(process, place));
    const add = (field: string, values: string[]): void => {
      if (differ(values)) found.push({ kind: 'entry', process, place, field, values });
    };
    if (pages.some((page) => page === null)) {
      add(
        'present',
        pages.map((page) => String(page?.present ?? false)),
      );
      continue;
    }
    for (const field of ENTRY_FIELDS)
      add(
        field,
        pages.map((page) => String(page?.[field])),
      );
  }
  return found;
}

function vmaDifferences(machines: readonly Compared[]): Difference[] {
  const text = (vma: TraceVma | undefined): string =>
    vma === undefined ? 'not mapped' : `${vma.pages} pages ${vma.flags.filter((f) => f !== 'PAT').join(' ')}`;
  const maps = machines.map((m) => new Map(m.vmas.map((vma) => [entryKey(vma), vma])));
  const all = new Map(machines.flatMap((m) => m.vmas.map((vma) => [entryKey(vma), vma] as const)));
  return [...all].flatMap(([key, { process, place }]): Difference[] => {
    const values = maps.map((map) => text(map.get(key)));
    return differ(values) ? [{ kind: 'vma', process, place, field: 'flags', values }] : [];
  });
}

function rssDifferences(machines: readonly Compared[]): Difference[] {
  const processes = [...new Set(machines.flatMap((m) => Object.keys(m.world.mms)))].sort();
  return processes.flatMap((process) =>
    RSS_KINDS.flatMap((field): Difference[] => {
      const values = machines.map((m) => String(m.world.mms[process]?.rss[field] ?? 'no process'));
      return differ(values) ? [{ kind: 'rss', process, place: null, field, values }] : [];
    }),
  );
}

/** Everything that differs after a statement; empty for one machine. */
export function findDifferences(machines: readonly Compared[]): Difference[] {
  const outcomes = machines.map((m) => m.step.outcome);
  const logs = machines.map((m) => m.step.log.join('; ') || 'nothing logged');
  return [
    ...(differ(outcomes) ? [{ ...none, kind: 'outcome' as const, values: outcomes }] : []),
    ...(differ(logs) ? [{ ...none, kind: 'log' as const, values: logs }] : []),
    ...rssDifferences(machines),
    ...vmaDifferences(machines),
    ...entryDifferences(machines),
  ];
}
