/** The table of architectures. Origin of what is in it: rules R-AR-1 to R-AR-37 of the reference, and recorded kernels. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ARCH_NAMES } from '../../../engine/types.ts';
import { COLUMNS, HEADS, ROWS, rowsOf } from './rows.ts';
import { readListing, writeListing, type Listing } from './listing.ts';

const listing = (query: string) => readListing(`?archs&${query}`);
const names = (query: string) => rowsOf(listing(query)).map(({ id }) => id);
const ids = ['tables', 'behaviour'] as const;

test('every configuration and every machine has a row, in the order of the reference', () => {
  const rules = [...new Set(ROWS.map(({ support }) => support.rule))];
  expect(rules).toEqual(Array.from({ length: 36 }, (_, i) => `R-AR-${i + 1}`));
  expect(ROWS.flatMap(({ machine }) => machine?.name ?? []).sort()).toEqual([...ARCH_NAMES].sort());
  expect(rowsOf(listing(''))).toEqual(ROWS);
});

test('an address shows the table that it was made of (property)', () => {
  const listings: fc.Arbitrary<Listing> = fc.record({
    columns: fc.constantFrom('tables', 'behaviour'),
    bit: fc.constantFrom('all', 'with', 'without'),
    known: fc.constantFrom('all', 'recorded', 'reading', 'table'),
    find: fc.string(),
    sort: fc.option(fc.constantFrom(...HEADS, ...ids.flatMap((set) => COLUMNS[set].map(({ id }) => id)))),
    down: fc.boolean(),
  });
  const same = (one: Listing) => {
    expect(readListing(writeListing(one))).toEqual(one);
  };
  fc.assert(fc.property(listings, same));
  expect(writeListing(listing('sort=%3Cb%3E&bit=maybe'))).toBe('?archs');
});

test('sorting keeps all rows', () => {
  const sorts = ids.flatMap((columns) =>
    [...HEADS, ...COLUMNS[columns].map(({ id }) => id)].map((id) => [columns, id]),
  );
  for (const [columns, sort] of sorts) {
    const query = `columns=${columns}&sort=${sort}`;
    expect(names(query).sort(), query).toEqual(names(`columns=${columns}`).sort());
  }
  // R-AR-27, R-AR-28: of the machines without the bit, Alpha alone has pages of 8 KiB.
  expect(names('bit=without&sort=page&known=recorded').at(-1)).toBe('alpha');
  // As recorded: where a page has 64 KiB, a fault brings in no neighbours.
  expect(names('columns=behaviour&sort=around').slice(0, 2)).toEqual(['arm64_64k', 'ppc64_64k']);
});

test('R-AR-37: without the bit there are thirteen rows of the reference', () => {
  const rules = new Set(rowsOf(listing('bit=without')).map(({ support }) => support.rule));
  expect(rules.size).toBe(13);
  expect(names('bit=without&find=mips+refill').sort()).toEqual(['mips32', 'mips32_rixi']);
  expect(names('known=table&find=csky')).toEqual([]);
  expect(names('known=table&find=c-sky')).toEqual(['R-AR-30']);
});
