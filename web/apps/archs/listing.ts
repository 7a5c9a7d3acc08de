/** How the table is shown, as its address keeps it: `?archs&sort=bit&down&find=mips`. */
import { oneOf } from '../../kit/oneOf.ts';

const CHOICES = {
  columns: ['tables', 'behaviour'],
  bit: ['all', 'with', 'without'],
  known: ['all', 'recorded', 'reading', 'table'],
} as const;

export interface Listing {
  readonly columns: (typeof CHOICES.columns)[number];
  readonly bit: (typeof CHOICES.bit)[number];
  readonly known: (typeof CHOICES.known)[number];
  readonly find: string;
  /** The id of a column; null: the order of the reference. */
  readonly sort: string | null;
  readonly down: boolean;
}

/** What is not understood is left out. */
export function readListing(query: string): Listing {
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

export function writeListing(listing: Listing): string {
  const query = new URLSearchParams();
  for (const name of ['columns', 'bit', 'known'] as const) {
    if (listing[name] !== CHOICES[name][0]) query.set(name, listing[name]);
  }
  if (listing.find !== '') query.set('find', listing.find);
  if (listing.sort !== null) query.set('sort', listing.sort);
  const rest = query.toString();
  return `?archs${rest === '' ? '' : `&${rest}`}${listing.down ? '&down' : ''}`;
}
