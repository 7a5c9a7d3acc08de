/** The page tables of a process as a tree of their real depth, with one row per level. d3 places the nodes. */
import { hierarchy, tree, type HierarchyPointNode } from 'd3-hierarchy';
import type { EntryView, MachineInfo, ProcessView, TableView, VmaView } from '../../../engine/facts.ts';
import { leavesIn, levelName, pagesOf, sizeText } from './leaves.ts';
import { remembered } from '../../moment/lookup.ts';
import type { Metrics } from './metrics.ts';
import { charsIn, firstFit } from './text.ts';

export interface TableNode {
  readonly table: TableView;
  readonly name: string;
  /** Horizontal centre and top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Entries in use: `[0]`, `[0…3]`, `[0][8]`, `3 used`. */
  readonly slots: string;
  readonly parent: { readonly x: number; readonly y: number } | null;
}

/** Entries of an upper table that map memory themselves. */
export interface LeafNode {
  /** First page of the VMA. */
  readonly vma: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly parent: { readonly x: number; readonly y: number } | null;
}

export interface Tree {
  readonly nodes: readonly TableNode[];
  readonly leaves: readonly LeafNode[];
}

export interface TreeInput {
  readonly process: ProcessView;
  readonly info: MachineInfo;
  readonly rows: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly metrics: Metrics;
}

/**
 * Rows for all machines, from the deepest one. Levels are aligned by name and the last is always in the last row, so
 * the rows of missing levels stay empty.
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

const MANY = 16;

function slotTexts(indices: readonly number[], used: number): string[] {
  const sorted = indices.every((n, i) => i === 0 || n > indices[i - 1]!)
    ? indices
    : [...new Set(indices)].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return [`${used} used`, `${used}`];
  if (first === last) return [`[${first}]`];
  const consecutive = last - first === sorted.length - 1;
  const some = sorted.length <= MANY ? sorted.map((i) => `[${i}]`).join('') : `${used} used`;
  const all = consecutive ? `[${first}…${last}]` : some;
  return [all, `[${first}]…[${last}]`, `${used} used`, `${used}`];
}

type Datum = TableDatum | LeafDatum;

interface TableDatum {
  readonly table: TableView;
  readonly children: Datum[];
}

interface LeafDatum {
  readonly vma: VmaView;
  readonly entries: readonly EntryView[];
  readonly index: number;
}

const indexOf = (datum: Datum): number => ('table' in datum ? datum.table.index : datum.index);

/** Rising. */
const leafIndices = remembered((entries: readonly EntryView[]): ReadonlyMap<number, readonly number[]> => {
  const used = new Map<number, number[]>();
  for (const e of entries) {
    const list = used.get(e.table);
    if (list) list.push(e.indices.at(-1) ?? 0);
    else used.set(e.table, [e.indices.at(-1) ?? 0]);
  }
  return used;
});

function usedIndices(process: ProcessView): Map<number, readonly number[]> {
  const used = new Map<number, readonly number[]>();
  const add = (pfn: number, indices: readonly number[]): void => {
    const known = used.get(pfn);
    used.set(pfn, known ? [...known, ...indices] : indices);
  };
  for (const t of process.tables) if (t.parent !== null) add(t.parent, [t.index]);
  for (const vma of process.vmas) for (const [table, indices] of leafIndices(vma.entries)) add(table, indices);
  return used;
}

function rootOf({ tables, vmas }: ProcessView, info: MachineInfo): TableDatum | null {
  const data = new Map(tables.map((table) => [table.pfn, { table, children: [] as Datum[] }]));
  let root: TableDatum | null = null;
  for (const datum of data.values()) {
    const parent = datum.table.parent === null ? undefined : data.get(datum.table.parent);
    if (parent) parent.children.push(datum);
    else root ??= datum;
  }
  for (const vma of vmas) {
    const leaves = leavesIn(vma.entries, info);
    for (const table of new Set(leaves.map((e) => e.table))) {
      const entries = leaves.filter((e) => e.table === table);
      data.get(table)?.children.push({ vma, entries, index: entries[0]?.indices.at(-1) ?? 0 });
    }
  }
  for (const datum of data.values()) datum.children.sort((a, b) => indexOf(a) - indexOf(b));
  return root;
}

/** The tree in one line, best wording first: `PGD [0] › PUD [0] › PMD [256] › PT [0…1]`. */
export function treeTexts(process: ProcessView, info: MachineInfo): string[] {
  const used = usedIndices(process);
  const levels = info.levels.map(({ name }, level) => {
    const tables = process.tables.filter((t) => t.level === level);
    const [first] = tables;
    if (!first) return null;
    const slots = slotTexts(used.get(first.pfn) ?? [], first.used)[0] ?? '';
    const short = tables.length === 1 ? name : `${name} ×${tables.length}`;
    return { long: tables.length === 1 ? `${name} ${slots}` : short, short };
  });
  const shown = levels.filter((level) => level !== null);
  const join = (texts: readonly string[]): string => texts.join(' › ');
  return [
    join(shown.map((l) => l.long)),
    join(shown.map((l) => l.short)),
    `${process.tables.length} tables`,
    `${process.tables.length}`,
  ];
}

function leafTexts({ entries }: LeafDatum, info: MachineInfo): string[] {
  const [first] = entries;
  if (!first) return [];
  const level = levelName(first, info);
  const size = sizeText(entries.length * pagesOf(first, info), info);
  const many = entries.length > 1 ? `${entries.length} ` : '';
  const word = entries.length > 1 ? 'leaves' : 'leaf';
  return [`${many}${level} ${word} ${size}`, `${many}${level} ${word}`, `${many}${word}`];
}

export function layoutTree(input: TreeInput): Tree {
  const { process, info, rows, metrics: m } = input;
  const datum = rootOf(process, info);
  if (!datum || m.treeRow === 0) return { nodes: [], leaves: [] };
  const root = hierarchy<Datum>(datum, (d) => ('table' in d ? d.children : null));
  const placed = tree<Datum>()
    .size([input.width, 1])
    .separation(() => 1)(root);
  const used = usedIndices(process);
  const perLevel = new Map<number, number>();
  placed.each((n) => perLevel.set(n.depth, (perLevel.get(n.depth) ?? 0) + 1));

  const yOf = (level: number): number => input.y + (rows[level] ?? level) * m.treeRow;
  const levelOf = (n: HierarchyPointNode<Datum>): number => ('table' in n.data ? n.data.table.level : n.depth);
  const nodes: TableNode[] = [];
  const leaves: LeafNode[] = [];
  for (const n of placed.descendants()) {
    const level = levelOf(n);
    const box = {
      x: input.x + n.x,
      y: yOf(level),
      width: Math.min(m.nodeMax, input.width / (perLevel.get(n.depth) ?? 1) - 6),
      height: m.nodeHeight,
      parent: n.parent ? { x: input.x + n.parent.x, y: yOf(levelOf(n.parent)) + m.nodeHeight } : null,
    };
    const { data } = n;
    if (!('table' in data)) {
      const text = firstFit(leafTexts(data, info), charsIn(box.width - 4, m.small));
      leaves.push({ ...box, vma: data.vma.start, text });
      continue;
    }
    const { table } = data;
    const name = info.levels[level]?.name ?? `L${level}`;
    const room = charsIn(box.width - 16, m.small) - name.length - 1;
    nodes.push({
      ...box,
      table,
      name: charsIn(box.width - 6, m.small) >= name.length ? name : '',
      slots: firstFit(slotTexts(used.get(table.pfn) ?? [], table.used), room),
    });
  }
  return { nodes, leaves };
}
