/** The page tables of one process as a tree at its real depth. d3 places the nodes; every level has its own row. */
import { hierarchy, tree, type HierarchyPointNode } from 'd3-hierarchy';
import type { MachineInfo, ProcessView, TableView } from '../../../engine/index.ts';
import type { Metrics } from './metrics.ts';
import { charsIn, firstFit } from './text.ts';

export interface TableNode {
  readonly table: TableView;
  /** `PGD`, `PUD`, `PMD`, `PT`. */
  readonly name: string;
  /** Middle and top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Which of its entries lead on: `[0]`, `[0…3]`, `[0][8]`, `3 used`. */
  readonly slots: string;
  readonly parent: { readonly x: number; readonly y: number } | null;
}

export interface TreeInput {
  readonly process: ProcessView;
  readonly info: MachineInfo;
  /** Row of each of the machine's levels, top first. */
  readonly rows: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly metrics: Metrics;
}

/**
 * One ruler for all machines: the rows are the levels of the deepest one. A level stands in the row of its name, the last
 * level always in the last row, so that rows of missing levels stay empty.
 */
export function levelRows(machines: readonly MachineInfo[]): { rows: number; of: readonly (readonly number[])[] } {
  const deepest = machines.reduce<readonly string[]>((best, m) => {
    const names = m.levels.map((l) => l.name);
    return names.length > best.length ? names : best;
  }, []);
  const of = machines.map((m) =>
    m.levels.map((level, i) => {
      if (i === m.levels.length - 1) return deepest.length - 1;
      const named = deepest.indexOf(level.name);
      return named >= 0 ? named : i;
    }),
  );
  return { rows: deepest.length, of };
}

/** Indices as a person writes them. */
function slotTexts(indices: readonly number[], used: number): string[] {
  const sorted = [...new Set(indices)].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [`${used} used`, `${used}`];
  if (first === last) return [`[${first}]`];
  const consecutive = last - first === sorted.length - 1;
  const all = consecutive ? `[${first}…${last}]` : sorted.map((i) => `[${i}]`).join('');
  return [all, `[${first}]…[${last}]`, `${used} used`, `${used}`];
}

interface Datum {
  readonly table: TableView;
  readonly children: Datum[];
}

/** Which entries of each table are in use: by the tables below, and by the entries that map memory. */
function usedIndices(process: ProcessView): Map<number, number[]> {
  const used = new Map<number, number[]>();
  const add = (pfn: number, index: number): void => {
    const list = used.get(pfn);
    if (list) list.push(index);
    else used.set(pfn, [index]);
  };
  for (const t of process.tables) if (t.parent !== null) add(t.parent, t.index);
  for (const vma of process.vmas) for (const e of vma.entries) add(e.table, e.indices.at(-1) ?? 0);
  return used;
}

function rootOf(tables: readonly TableView[]): Datum | null {
  const data = new Map(tables.map((table) => [table.pfn, { table, children: [] as Datum[] }]));
  let root: Datum | null = null;
  for (const datum of data.values()) {
    const parent = datum.table.parent === null ? undefined : data.get(datum.table.parent);
    if (parent) parent.children.push(datum);
    else root ??= datum;
  }
  for (const datum of data.values()) datum.children.sort((a, b) => a.table.index - b.table.index);
  return root;
}

/** Nodes of a process's page tables, top first. */
export function layoutTree(input: TreeInput): TableNode[] {
  const { process, info, rows, metrics: m } = input;
  const datum = rootOf(process.tables);
  if (!datum || m.treeRow === 0) return [];
  const root = hierarchy(datum);
  const placed = tree<Datum>()
    .size([input.width, 1])
    .separation(() => 1)(root);
  const used = usedIndices(process);
  const perLevel = new Map<number, number>();
  placed.each((n) => perLevel.set(n.depth, (perLevel.get(n.depth) ?? 0) + 1));

  const yOf = (level: number): number => input.y + (rows[level] ?? level) * m.treeRow;
  const node = (n: HierarchyPointNode<Datum>): TableNode => {
    const { table } = n.data;
    const level = table.level;
    const width = Math.min(m.nodeMax, input.width / (perLevel.get(n.depth) ?? 1) - 6);
    const name = info.levels[level]?.name ?? `L${level}`;
    const room = charsIn(width - 16, m.small) - name.length - 1;
    return {
      table,
      name: charsIn(width - 6, m.small) >= name.length ? name : '',
      x: input.x + n.x,
      y: yOf(level),
      width,
      height: m.nodeHeight,
      slots: firstFit(slotTexts(used.get(table.pfn) ?? [], table.used), room),
      parent: n.parent ? { x: input.x + n.parent.x, y: yOf(n.parent.data.table.level) + m.nodeHeight } : null,
    };
  };
  return placed.descendants().map(node);
}
