/** What an operation may find out, as far as the state before it tells. */
import { codecOf, pageKb } from '../arch/arch.ts';
import type { PagemapItem, Value } from '../facts.ts';
import type { Statement } from '../language/program.ts';
import { cachedPage } from '../mm/driver.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { lin } from '../mm/vma.ts';
import { textValue, type Gives } from '../ops/op.ts';
import { asVpn } from '../types.ts';
import { refOf } from './names.ts';
import { observe } from './proc.ts';
import { pageState } from './stateFacts.ts';
import {
  ENOUGH,
  entryFor,
  entryOf,
  held,
  likelyAt,
  pageOf,
  pagesIn,
  spotOf,
  vmaOf,
  type Before,
  type Spot,
} from './likely.ts';

const shifts = (pages: number): readonly number[] => (pages % 2 === 0 ? [1, 2] : [-1, 1, 2]);

function otherFigures(value: Value, page: number): Value[] {
  if (value.kind === 'status') {
    const { rss } = value;
    return shifts(rss.anon + rss.shmem).flatMap((by): Value[] => {
      const kind = rss.shmem > rss.anon ? 'shmem' : 'anon';
      const pages = rss[kind] + by;
      return pages < 0 ? [] : [{ kind: 'status', rss: { ...rss, [kind]: pages } }];
    });
  }
  if (value.kind !== 'smaps' || value.sums === null) return [];
  const { sums } = value;
  const kind = sums.Private_Clean > sums.Private_Dirty ? 'Private_Clean' : 'Private_Dirty';
  return shifts(sums.Rss / page).flatMap((by): Value[] => {
    const kB = by * page;
    const shifted = { ...sums, Rss: sums.Rss + kB, Pss: sums.Pss + kB, [kind]: sums[kind] + kB };
    return Object.values(shifted).some((sum) => sum < 0) ? [] : [{ kind: 'smaps', sums: shifted }];
  });
}

const entriesAt = ({ cx, before }: Before, { process, place }: Spot): (ListedEntry | null)[] =>
  Array.from({ length: pagesIn(place) }, (_, i) => entryFor(cx, before.world, process, asVpn(pageOf(cx, place) + i)));

/** Every entry shown, whether or not the mapping is skipped. */
function pagemapOf(machine: Before, spot: Spot): Value {
  const { cx, before } = machine;
  const pages = entriesAt(machine, spot).map((entry): PagemapItem | null => {
    if (entry === null) return null;
    const { frame, normal, anon, mapcount } = pageState(before.world, cx.arch, cx, before.names, entry);
    return { frame, file: normal && !anon, exclusive: normal && mapcount === 1 };
  });
  return { kind: 'pagemap', pages };
}

/** What has an entry or is in the page cache. */
function mincoreOf(machine: Before, spot: Spot): Value {
  const vma = vmaOf(machine, spot);
  const first = pageOf(machine.cx, spot.place);
  const cached = (i: number): boolean =>
    vma !== null && cachedPage(machine.before.world, vma.file, lin(vma, first + i)) !== null;
  return { kind: 'mincore', pages: entriesAt(machine, spot).map((entry, i) => entry !== null || cached(i)) };
}

/** What an observer shows of the state before, which it leaves as it is. */
function figuresOf({ cx, before: { world, names } }: Before, statement: Statement): Value[] {
  if (statement.op !== 'smaps' && statement.op !== 'status') return [];
  if (world.mms[statement.actor] === undefined) return [];
  const value = observe(cx, world, names, statement, statement.op);
  return [value, ...otherFigures(value, pageKb(cx.arch))];
}

/** What an operation may find out, the most likely first. */
export function findings(statement: Statement, gives: Gives, machines: readonly Before[]): readonly Value[] {
  if (gives === 'nothing') return [];
  if (gives === 'figures') return machines.flatMap((machine) => figuresOf(machine, statement));
  const spot = spotOf(statement);
  if (spot === null) return [];
  const likely = machines.flatMap((machine) => likelyAt(machine, spot, statement));
  const mapped = machines.flatMap((machine) => {
    const here = entryOf(machine, spot);
    return [...(here ? [here] : []), ...held(machine, spot.process)].map(({ pfn, pte, level }) => ({
      frame: refOf(machine.before.world, machine.before.names, pfn),
      writable: codecOf(machine.cx.arch, level).write(pte),
    }));
  });
  switch (gives) {
    case 'text':
      return [...likely.map(({ content }) => textValue(content)), textValue('')];
    case 'frame':
      return likely.map(({ frame }) => ({ kind: 'frame', frame }));
    // Walkers find what is mapped already.
    case 'folio':
      return [null, ...mapped.map(({ frame }) => frame)].map((frame) => ({ kind: 'frame', frame }));
    case 'pfn':
      return mapped.flatMap((found) => [false, true].map((special): Value => ({ kind: 'pfn', ...found, special })));
    case 'pages':
    case 'bits': {
      const length = pagesIn(spot.place);
      if (length > ENOUGH) return [];
      if (gives === 'pages') {
        const shown = machines.map((machine) => pagemapOf(machine, spot));
        return [...shown, { kind: 'pagemap', pages: Array.from({ length }, () => null) }];
      }
      const found = machines.map((machine) => mincoreOf(machine, spot));
      const filled = [false, true].map((bit): Value => ({ kind: 'mincore', pages: Array.from({ length }, () => bit) }));
      return [...found, ...filled];
    }
  }
}
