/** What an operation may find out, as far as the state before it tells. */
import { codecOf, pageKb } from '../arch/arch.ts';
import type { PagemapItem, Value } from '../facts.ts';
import type { Pages, Statement } from '../language/program.ts';
import { cachedPage } from '../mm/driver.ts';
import type { ListedEntry } from '../mm/entryList.ts';
import { lin } from '../mm/vma.ts';
import { textValue, type Gives } from '../ops/op.ts';
import { asVpn, type ProcessName } from '../types.ts';
import { refOf } from './names.ts';
import { observe } from './proc.ts';
import { pageState } from './stateFacts.ts';
import { ENOUGH, entryFor, entryOf, held, likelyAt, pageOf, pagesIn, vmaOf, type Before } from './likely.ts';

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

const entriesAt = ({ cx, before }: Before, actor: ProcessName, place: Pages): (ListedEntry | null)[] =>
  Array.from({ length: pagesIn(place) }, (_, i) => entryFor(cx, before.world, actor, asVpn(pageOf(cx, place) + i)));

/** Every entry shown, whether or not the mapping is skipped; the bits of pages may be forgotten. */
function pagemapOf(machine: Before, actor: ProcessName, place: Pages, bits: boolean): Value {
  const { cx, before } = machine;
  const pages = entriesAt(machine, actor, place).map((entry): PagemapItem | null => {
    if (entry === null) return null;
    const { frame, normal, anon, mapcount } = pageState(before.world, cx.arch, cx, before.names, entry);
    return { frame, file: bits && normal && !anon, exclusive: bits && normal && mapcount === 1 };
  });
  return { kind: 'pagemap', pages };
}

/** What has an entry or is in the page cache. */
function mincoreOf(machine: Before, actor: ProcessName, place: Pages): Value {
  const vma = vmaOf(machine, { process: actor, place });
  const first = pageOf(machine.cx, place);
  const cached = (i: number): boolean =>
    vma !== null && cachedPage(machine.before.world, vma.file, lin(vma, first + i)) !== null;
  return { kind: 'mincore', pages: entriesAt(machine, actor, place).map((entry, i) => entry !== null || cached(i)) };
}

/** What an observer shows of the state before, which it leaves as it is. */
function figuresOf({ cx, before: { world, names } }: Before, statement: Statement): Value[] {
  if (!('actor' in statement) || world.mms[statement.actor] === undefined) return [];
  if (statement.op !== 'smaps' && statement.op !== 'status') return [];
  return [observe(cx, world, names, statement, statement.op)];
}

const filled = <T>(place: Pages, item: T): T[] => Array.from({ length: pagesIn(place) }, () => item);

/** What an operation may find out, the most likely first. */
export function findings(statement: Statement, gives: Gives, machines: readonly Before[]): readonly Value[] {
  if (gives === 'nothing' || !('actor' in statement)) return [];
  if (gives === 'figures') {
    return machines.flatMap((machine) =>
      figuresOf(machine, statement).flatMap((value) => [value, ...otherFigures(value, pageKb(machine.cx.arch))]),
    );
  }
  const place = 'place' in statement ? statement.place : null;
  if (place === null) return [];
  const spot = { process: statement.actor, place };
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
    case 'pages': {
      if (pagesIn(place) > ENOUGH) return [];
      const shown = [true, false].flatMap((bits) =>
        machines.map((machine) => pagemapOf(machine, statement.actor, place, bits)),
      );
      return [...shown, { kind: 'pagemap', pages: filled(place, null) }];
    }
    case 'bits': {
      if (pagesIn(place) > ENOUGH) return [];
      const found = machines.map((machine) => mincoreOf(machine, statement.actor, place));
      return [...found, ...[false, true].map((bit): Value => ({ kind: 'mincore', pages: filled(place, bit) }))];
    }
  }
}
