/**
 * What must hold after every statement (R-IV-1 to R-IV-15). Truth, that is what the installer meant, is compared with what
 * the kernel answers. R-IV-7 and R-IV-11 speak of steps, not of states; property tests check them.
 */
import { hasPteSpecial, type Arch } from '../arch/arch.ts';
import { RSS_KINDS, type ProcessName, type Rss, type Rules } from '../types.ts';
import { frameText, placeText, structPage } from './cx.ts';
import { listEntries, type ListedEntry } from './entryList.ts';
import { mmCounter } from './rss.ts';
import { entries, get } from './sparse.ts';
import { isCowMapping, lin } from './vma.ts';
import { PIN_BIAS, type Use, type World } from './world.ts';

export interface Broken {
  /** `R-IV-3`. */
  readonly rule: string;
  /** One plain sentence. */
  readonly text: string;
}

interface Look {
  readonly world: World;
  readonly arch: Arch;
  readonly names: { readonly names: readonly string[] };
  readonly list: readonly ListedEntry[];
  readonly newLog: readonly string[];
}

type Check = (look: Look) => Broken[];

const at = (look: Look, e: ListedEntry): string => `${e.process} ${placeText(look.names, e.vpn)}`;
const codec = (look: Look, e: ListedEntry) => (e.level === 'pte' ? look.arch.pte : look.arch.pmd!);

/** The page cache holds it; a page whose file is gone, or that left the file, may live on in a pin. */
const inPageCache = (world: World, pfn: number, use: Use): boolean => {
  const file = use.kind === 'cache' ? world.files[use.file] : undefined;
  return use.kind === 'cache' && file !== undefined && get(file.cache, use.pgoff) === pfn;
};

/** R-IV-1: enough references. */
const references: Check = ({ world }) => {
  const pins = new Map<number, number>();
  for (const { pfn, pin } of Object.values(world.pins)) {
    if (pin && pfn === world.map.zero) continue;
    pins.set(pfn, (pins.get(pfn) ?? 0) + (pin ? PIN_BIAS : 1));
  }
  const broken: Broken[] = [];
  for (const [pfn, page] of entries(world.pages)) {
    if (page.use.kind === 'table' || page.use.kind === 'free') continue;
    const owner = page.use.kind === 'driver' || page.use.kind === 'zero' || inPageCache(world, pfn, page.use) ? 1 : 0;
    const least = page.map + owner + (pins.get(pfn) ?? 0);
    if (page.ref < least) {
      broken.push({
        rule: 'R-IV-1',
        text: `${frameText(world, pfn)} has ${page.ref} references, but ${least} are in use.`,
      });
    }
  }
  return broken;
};

/** R-IV-2: the mapcount is the number of entries that vm_normal_page sees. */
const mapcounts: Check = ({ world, list }) => {
  const seen = new Map<number, number>();
  for (const e of list) if (e.normal && e.level === 'pte') seen.set(e.pfn, (seen.get(e.pfn) ?? 0) + 1);
  const broken: Broken[] = [];
  const check = (pfn: number, map: number): void => {
    const entriesOf = seen.get(pfn) ?? 0;
    if (map !== entriesOf) {
      const text = `${frameText(world, pfn)} counts ${map} mappings, but vm_normal_page finds it in ${entriesOf} entries.`;
      broken.push({ rule: 'R-IV-2', text });
    }
    seen.delete(pfn);
  };
  for (const [pfn, page] of entries(world.pages)) check(pfn, page.map);
  for (const pfn of [...seen.keys()]) check(pfn, structPage(world, pfn).map);
  return broken;
};

/** R-IV-3: the counters are what a recount gives. */
const counters: Check = ({ world, list }) => {
  const recount: Record<ProcessName, Record<keyof Rss, number>> = {};
  for (const mm of Object.values(world.mms)) recount[mm.name] = { file: 0, anon: 0, shmem: 0 };
  for (const e of list) {
    if (e.normal && e.level === 'pte') recount[e.process]![mmCounter(structPage(world, e.pfn))]++;
  }
  return Object.values(world.mms).flatMap((mm) =>
    RSS_KINDS.filter((kind) => mm.rss[kind] !== recount[mm.name]![kind]).map((kind) => ({
      rule: 'R-IV-3',
      text: `${mm.name} counts ${mm.rss[kind]} ${kind} pages, but its entries show ${recount[mm.name]![kind]}.`,
    })),
  );
};

/** R-IV-4: exclusive means anonymous and mapped once at most. */
const exclusive: Check = ({ world }) => {
  const broken: Broken[] = [];
  for (const [pfn, page] of entries(world.pages)) {
    if (page.exclusive && (!page.anon || page.map > 1)) {
      broken.push({ rule: 'R-IV-4', text: `${frameText(world, pfn)} is exclusive, but mapped ${page.map} times.` });
    }
  }
  return broken;
};

/** R-IV-5 and R-IV-15: what a private mapping may write is anonymous and exclusive, and never a raw frame. */
const privateWrites: Check = (look) =>
  look.list.flatMap((e) => {
    if (!isCowMapping(e.vma.flags) || !codec(look, e).write(e.pte)) return [];
    const page = structPage(look.world, e.pfn);
    if (e.meant !== 'page')
      return [{ rule: 'R-IV-15', text: `${at(look, e)} writes straight to ${frameText(look.world, e.pfn)}.` }];
    if (page.anon && page.exclusive) return [];
    return [{ rule: 'R-IV-5', text: `${at(look, e)} may write a page that is not exclusive.` }];
  });

/** R-IV-6: a page that is not exclusive has only read-only entries. */
const sharedReadOnly: Check = (look) =>
  look.list.flatMap((e) => {
    const page = structPage(look.world, e.pfn);
    const fine = e.meant !== 'page' || !page.anon || page.exclusive || !codec(look, e).write(e.pte);
    return fine ? [] : [{ rule: 'R-IV-6', text: `${at(look, e)} is writable, but its page is shared.` }];
  });

/** R-IV-7, as far as a state shows it: the zero page is never counted. */
const zeroUncounted: Check = ({ world }) =>
  structPage(world, world.map.zero).map === 0 ? [] : [{ rule: 'R-IV-7', text: 'The zero page is counted as mapped.' }];

/** R-IV-8: a page that two processes hold since a fork is read-only for both and exclusive to none. */
const forked: Check = (look) => {
  const holders = new Map<number, Set<ProcessName>>();
  for (const e of look.list) {
    if (e.meant !== 'page' || !isCowMapping(e.vma.flags)) continue;
    const who = holders.get(e.pfn) ?? new Set();
    holders.set(e.pfn, who.add(e.process));
  }
  const broken: Broken[] = [];
  for (const [pfn, who] of holders) {
    const page = structPage(look.world, pfn);
    if (who.size > 1 && page.anon && page.exclusive) {
      const text = `${frameText(look.world, pfn)} is in the tables of ${[...who].join(' and ')}, but still marked exclusive.`;
      broken.push({ rule: 'R-IV-8', text });
    }
  }
  return broken;
};

/** R-IV-9: the bit says what the installer meant, for as long as the entry lives. */
const bitKept: Check = (look) => {
  if (!hasPteSpecial(look.arch)) return [];
  return look.list.flatMap((e) =>
    codec(look, e).special(e.pte) === (e.meant !== 'page')
      ? []
      : [{ rule: 'R-IV-9', text: `${at(look, e)}: the special bit is not what its installer set.` }],
  );
};

/** R-IV-10: the linear rule holds for every raw entry of a private remap. */
const linear: Check = (look) =>
  look.list.flatMap((e) => {
    const applies = e.meant === 'raw' && e.vma.pgoffIsPfn && isCowMapping(e.vma.flags) && e.level === 'pte';
    return !applies || lin(e.vma, e.vpn) === e.pfn
      ? []
      : [{ rule: 'R-IV-10', text: `${at(look, e)}: the linear rule no longer expects its frame.` }];
  });

/** R-IV-12: a free frame is in no entry that counts. */
const freeUnmapped: Check = (look) =>
  look.list.flatMap((e) =>
    e.normal && e.level === 'pte' && structPage(look.world, e.pfn).ref === 0
      ? [{ rule: 'R-IV-12', text: `${at(look, e)} maps ${frameText(look.world, e.pfn)}, which is free.` }]
      : [],
  );

/** R-IV-13: no counter below zero, and none left at the end of a process. */
const countersEnd: Check = ({ world, newLog }) => [
  ...Object.values(world.mms).flatMap((mm) =>
    RSS_KINDS.filter((kind) => mm.rss[kind] < 0).map((kind) => ({
      rule: 'R-IV-13',
      text: `${mm.name} counts ${mm.rss[kind]} ${kind} pages.`,
    })),
  ),
  ...newLog
    .filter((line) => line.startsWith('bad rss-counter'))
    .map((line) => ({ rule: 'R-IV-13', text: `A process ended with a counter that is not zero: ${line}.` })),
];

/** R-IV-14: vm_normal_page answers what the installer meant: no lost page, no phantom page. */
const truth: Check = (look) =>
  look.list.flatMap((e) => {
    if (e.level === 'pmd' || e.normal === (e.meant === 'page')) return [];
    const text =
      e.meant === 'page'
        ? `${at(look, e)} maps a counted page, but vm_normal_page says there is none: a lost page.`
        : `${at(look, e)} is raw, but vm_normal_page gives a page that nobody counted: a phantom page.`;
    return [{ rule: 'R-IV-14', text }];
  });

const CHECKS: readonly Check[] = [
  references,
  mapcounts,
  counters,
  exclusive,
  privateWrites,
  sharedReadOnly,
  zeroUncounted,
  forked,
  bitKept,
  linear,
  freeUnmapped,
  countersEnd,
  truth,
];

/** Everything that is broken in a state. `newLog`: what the kernel printed during the statement. */
export function checkInvariants(
  world: World,
  arch: Arch,
  rules: Rules,
  names: readonly string[],
  newLog: readonly string[],
): Broken[] {
  const look: Look = { world, arch, names: { names }, list: listEntries(world, arch, rules), newLog };
  return CHECKS.flatMap((check) => check(look));
}
