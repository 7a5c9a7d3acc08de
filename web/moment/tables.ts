/** Matches page tables across machines: same level, same first address. */
import type { MachineInfo, MachineView, ProcessView, TableView } from '../../engine/facts.ts';
import { framesBy } from './lookup.ts';

function firstPage(table: TableView, process: ProcessView, info: MachineInfo): number {
  const parent = process.tables.find((t) => t.pfn === table.parent);
  if (!parent) return 0;
  const above = info.levels[parent.level]?.shift ?? 0;
  const page = info.levels.at(-1)?.shift ?? 0;
  return firstPage(parent, process, info) + table.index * 2 ** (above - page);
}

const identity = (table: TableView, process: ProcessView, info: MachineInfo): string =>
  `${process.name} ${info.levels[table.level]?.name} ${firstPage(table, process, info)}`;

export function tableCounterpart(
  pfn: number,
  from: { readonly view: MachineView; readonly info: MachineInfo },
  to: { readonly view: MachineView; readonly info: MachineInfo },
): number | null {
  for (const process of from.view.processes) {
    const table = process.tables.find((t) => t.pfn === pfn);
    if (!table) continue;
    const wanted = identity(table, process, from.info);
    const twin = to.view.processes.find((p) => p.name === process.name);
    return twin?.tables.find((t) => identity(t, twin, to.info) === wanted)?.pfn ?? null;
  }
  return null;
}

export const isTable = (view: MachineView | undefined, pfn: number): boolean =>
  (view !== undefined && framesBy(view.frames).get(pfn)?.kind === 'table') ||
  view?.processes.some((p) => p.tables.some((t) => t.pfn === pfn)) === true;
