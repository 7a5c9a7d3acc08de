/** The table of architectures as rows and columns: what stands in a cell, how rows are sorted, and which are shown. */
import { levelsText, machineWords, MACHINES, oddities, sizeText, STANDS_IN, SUPPORT } from '../../../engine/arches.ts';
import type { Support } from '../../../engine/arches.ts';
import type { MachineFacts } from '../../../engine/facts.ts';
import type { Listing } from './listing.ts';

export interface Row {
  readonly id: string;
  readonly support: Support;
  /** Null: the table is all that is known here. */
  readonly machine: MachineFacts | null;
}

export const ROWS: readonly Row[] = SUPPORT.flatMap((support): Row[] => {
  const machines = MACHINES.filter(({ name }) => support.machines.some((own) => own === name));
  if (machines.length === 0) return [{ id: support.rule, support, machine: null }];
  return machines.map((machine) => ({ id: machine.name, support, machine }));
});

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  readonly text: (row: Row) => string | readonly [text: string, more: string];
  /** What rows are sorted by; absent: the text. */
  readonly order?: (row: Row) => number;
}

const yesNo = (has: boolean): string => (has ? 'yes' : 'no');
const last = (text: string): number => Number(/\d+/.exec(text)?.[0] ?? 0);
const ofMachine =
  (text: (machine: MachineFacts) => string): Column['text'] =>
  ({ machine }) =>
    machine === null ? '' : text(machine);

/** A machine has one tree of the several that its configuration may have. */
function levelsOf({ support, machine }: Row): string | readonly [string, string] {
  const all = support.levels.replaceAll(/(?<=\d) (?=\d)/g, '·');
  const own = machine === null ? all : levelsText(machine);
  return all === own ? own : [own, `of ${all}`];
}

const pageShiftOf = ({ support, machine }: Row): number => machine?.pageShift ?? 10 + Math.log2(last(support.pages));

const BIT: Column = {
  id: 'bit',
  title: 'Special bit',
  hint: 'The bit of an entry that says: do not look for a struct page.',
  text: ({ support, machine }) =>
    support.bit === null ? 'none' : `bit ${machine?.specialBit ?? support.bit.replaceAll(';', ',')}`,
  order: ({ support }) => (support.bit === null ? Infinity : last(support.bit)),
};

const TABLES: readonly Column[] = [
  BIT,
  {
    id: 'selected',
    title: 'Selected',
    hint: 'When Kconfig selects ARCH_HAS_PTE_SPECIAL.',
    text: ({ support }) => support.condition,
  },
  {
    id: 'instead',
    title: 'What stands in for it',
    hint: 'What vm_normal_page decides by where there is no bit.',
    text: ({ support }) => (support.bit === null ? STANDS_IN : ''),
  },
  {
    id: 'levels',
    title: 'Address bits per level',
    hint: 'Of each level from the top, then those of the offset in the page.',
    text: levelsOf,
    order: ({ support, machine }) =>
      machine?.levels.length ?? (support.levels.split(/;| \+/)[0] ?? '').split(' ').length,
  },
  {
    id: 'page',
    title: 'Page',
    hint: 'Sizes of a page.',
    text: ({ support, machine }) =>
      machine ? sizeText(machine.pageShift) : support.pages.replaceAll(/(\d+)([KM])/g, '$1 $2iB'),
    order: pageShiftOf,
  },
  {
    id: 'leaves',
    title: 'Huge leaves',
    hint: 'Where entries above the last level can map memory.',
    text: ({ support }) => support.leaves || 'none',
  },
  {
    id: 'raw',
    title: 'Huge PFN maps',
    hint: 'Where such leaves can be raw: ARCH_SUPPORTS_HUGE_PFNMAP.',
    text: ({ support }) => support.rawLeaves || 'no',
  },
  {
    id: 'gup',
    title: 'GUP-fast',
    hint: 'Pages can be pinned without a lock: HAVE_GUP_FAST.',
    text: ({ support }) =>
      support.gupFast && support.bit === null ? 'yes, but it refuses every pte' : yesNo(support.gupFast),
  },
];

/** In what else kernels differ, as far as it was recorded or read. */
const BEHAVIOUR: readonly Column[] = [
  BIT,
  {
    id: 'young',
    title: 'Accessed mark',
    hint: 'Who makes an old entry young when it is used.',
    text: ofMachine((m) => machineWords(m).marks),
  },
  {
    id: 'mprotect',
    title: 'mprotect',
    hint: 'What it makes of an old entry.',
    text: ofMachine((m) => machineWords(m).mprotect),
  },
  {
    id: 'around',
    title: 'Fault-around',
    hint: 'Pages of a file that one fault may bring in: 64 KiB. Old: neighbours are not marked as used.',
    text: ofMachine((m) => machineWords(m).faultAround),
    order: ({ machine }) => machine?.faultAround ?? 0,
  },
  {
    id: 'ptrace',
    title: 'ptrace of /dev/mem',
    hint: 'Access to a mapping of /dev/mem through another process: HAVE_IOREMAP_PROT.',
    text: ofMachine((m) => machineWords(m).phys),
  },
  {
    id: 'huge',
    title: 'Huge PFN maps',
    hint: 'What one huge raw entry maps.',
    text: ofMachine((m) => machineWords(m).rawBlock),
    order: ({ machine }) => machine?.rawBlock ?? 0,
  },
  {
    id: 'warning',
    title: 'DEBUG_VM',
    hint: 'Where the kernel warns that an entry in use was set again.',
    text: ofMachine((m) => machineWords(m).liveSet),
  },
  {
    id: 'also',
    title: 'Also',
    hint: 'What only few do.',
    text: ofMachine((m) => oddities(m).join('; ')),
  },
];

export const COLUMNS = { tables: TABLES, behaviour: BEHAVIOUR } as const;

export const HEADS = ['name', 'machine'] as const;
const ORIGINS = ['recorded', 'reading', 'what-if'];
const originOrder = ({ machine }: Row): number => (machine === null ? ORIGINS.length : ORIGINS.indexOf(machine.origin));

const plain = (text: ReturnType<Column['text']>): string => (typeof text === 'string' ? text : text.join(' '));

function compare(id: string, columns: readonly Column[]): ((a: Row, b: Row) => number) | null {
  if (id === 'name') return (a, b) => a.support.name.localeCompare(b.support.name, 'en');
  if (id === 'machine') return (a, b) => originOrder(a) - originOrder(b);
  const column = columns.find((one) => one.id === id);
  if (!column) return null;
  const { order, text } = column;
  if (order) return (a, b) => (order(a) === order(b) ? 0 : order(a) - order(b));
  return (a, b) => plain(text(a)).localeCompare(plain(text(b)), 'en', { numeric: true });
}

const wordsOf = (row: Row): string =>
  [
    row.support.name,
    row.machine?.name,
    row.machine?.title,
    row.machine?.subtitle,
    ...[...TABLES, ...BEHAVIOUR].map(({ text }) => plain(text(row))),
  ]
    .join(' ')
    .toLowerCase();

export function rowsOf({ columns, sort, down, find, bit, known }: Listing): Row[] {
  const wanted = find.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = ROWS.filter(
    (row) =>
      (columns === 'tables' || row.machine !== null) &&
      (bit === 'all' || (row.support.bit !== null) === (bit === 'with')) &&
      (known === 'all' || (row.machine?.origin ?? 'table') === known) &&
      wanted.every((word) => wordsOf(row).includes(word)),
  );
  const by = sort === null ? null : compare(sort, COLUMNS[columns]);
  if (by) rows.sort((a, b) => (down ? -by(a, b) : by(a, b)));
  return rows;
}
