/** How the table is shown, as its address keeps it: `?archs&sort=bit&down&find=mips`. */
import { oneOf } from '../../kit/oneOf.ts';

const CHOICES = {
  columns: ['tables', 'behaviour'],
  bit: ['all', 'with', 'without'],
  known: ['all', 'recorded', 'reading', 'table'],
} as const;

export interface TableView {
  readonly columns: (typeof CHOICES.columns)[number];
  readonly bit: (typeof CHOICES.bit)[number];
  readonly known: (typeof CHOICES.known)[number];
  readonly find: string;
  /** The id of a column; null: the order of the reference. */
  readonly sort: string | null;
  readonly down: boolean;
}

/** What is not understood is left out. */
export function readView(query: string): TableView {
  const asked = new URLSearchParams(query);
  const sort = asked.get('sort');
  return {
    columns: oneOf(asked.get('columns'), CHOICES.columns),
    bit: oneOf(asked.get('bit'), CHOICES.bit),
    known: oneOf(asked.get('known'), CHOICES.known),
    find: asked.get('find') ?? '',
    sort: sort !== null && /^[a-z]+$/.test(sort) ? sort : null,
    down: asked.has('down'),
  };
}

export function writeView(view: TableView): string {
  const query = new URLSearchParams();
  for (const name of ['columns', 'bit', 'known'] as const) {
    if (view[name] !== CHOICES[name][0]) query.set(name, view[name]);
  }
  if (view.find !== '') query.set('find', view.find);
  if (view.sort !== null) query.set('sort', view.sort);
  const rest = query.toString();
  return `?archs${rest === '' ? '' : `&${rest}`}${view.down ? '&down' : ''}`;
}
