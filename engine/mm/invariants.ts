/**
 * Invariants after every statement (R-IV-1 to R-IV-15) compare the installers' intent with the kernel's answers. R-IV-7
 * and R-IV-11 are about steps and are checked by property tests. Only what a statement changed is checked again.
 */
import { codecOf, hasPteSpecial, type Arch } from '../arch/arch.ts';
import type { Broken, InvariantRule, LogLine, Spot } from '../facts.ts';
import { RSS_KINDS, type ProcessName, type Rss, type RssKind } from '../types.ts';
import { frameRef, placeOf, structPage, type Platform } from './cx.ts';
import { EntryIndex, entryKey, type EntryKey, type IndexChange } from './entryIndex.ts';
import type { ListedEntry } from './entryList.ts';
import { mmCounter } from './rss.ts';
import { get } from './sparse.ts';
import { isCowMapping, lin } from './vma.ts';
import { PIN_BIAS, type StructPage, type Use, type World } from './world.ts';
import { isZeroPfn } from './memmap.ts';

export const INVARIANTS = {
  'R-IV-1':
    'A frame has at least one reference for each entry that counts it and for a file or driver that owns it, and 1,024 for each pin.',
  'R-IV-2': 'The mapcount of a frame is the number of entries in which vm_normal_page finds it.',
  'R-IV-3': 'The page counters of a process (RSS) are what a recount of its entries gives.',
  'R-IV-4': 'A page that is marked exclusive is anonymous and mapped at most once.',
  'R-IV-15': 'A write through a private mapping never reaches the raw frame: it goes to a copy.',
  'R-IV-5': 'A page that a private mapping may write is anonymous and exclusive to it.',
  'R-IV-6': 'An anonymous page that is not exclusive is read-only in every entry.',
  'R-IV-7': 'Raw entries and entries that map the zero page are never counted.',
  'R-IV-8': 'A page that two processes share since a fork is exclusive to neither, and so read-only for both.',
  'R-IV-9': 'The special bit of an entry says what its installer meant, for as long as the entry lives.',
  'R-IV-10': 'The linear rule expects the frame of every raw entry of a private PFN mapping, wherever the entry moves.',
  'R-IV-12': 'A free frame is not in any entry that counts it.',
  'R-IV-13': 'A page counter is never below zero, and every counter is zero when a process has ended.',
  'R-IV-14':
    'The answer of vm_normal_page is what the installer meant: no lost page (counted, but not found) and no phantom page (found, but not counted).',
} as const satisfies Readonly<Record<InvariantRule, string>>;
export const INVARIANT_SUBJECTS: Readonly<Record<InvariantRule, string>> = {
  'R-IV-1': 'refcount',
  'R-IV-2': 'mapcount',
  'R-IV-3': 'page counters',
  'R-IV-4': 'exclusive mark',
  'R-IV-15': 'copy on write',
  'R-IV-5': 'right to write',
  'R-IV-6': 'write protection',
  'R-IV-7': 'counts of raw entries',
  'R-IV-8': 'sharing after fork',
  'R-IV-9': 'special bit',
  'R-IV-10': 'linear rule',
  'R-IV-12': 'free frame',
  'R-IV-13': 'counters at the end',
  'R-IV-14': 'vm_normal_page',
};

interface Names {
  readonly names: readonly string[];
}

interface Frame {
  readonly world: World;
  readonly pfn: number;
  readonly page: StructPage;
  readonly mapped: ReadonlySet<ListedEntry>;
  readonly held: number;
}

interface Entry {
  readonly world: World;
  readonly arch: Arch;
  readonly names: Names;
  readonly e: ListedEntry;
  readonly page: StructPage;
  readonly writable: boolean;
}

/** What is broken, or null. */
type Check<Of> = (of: Of) => Broken | null;

/** A page that left its file may live on in a pin. */
const inPageCache = (world: World, pfn: number, use: Use): boolean => {
  const file = use.kind === 'cache' ? world.files[use.file] : undefined;
  return use.kind === 'cache' && file !== undefined && get(file.cache, use.pgoff) === pfn;
};

const holders = ({ mapped }: Frame): Set<ProcessName> => {
  const who = new Set<ProcessName>();
  for (const e of mapped) if (e.meant === 'page' && isCowMapping(e.vma.flags)) who.add(e.process);
  return who;
};

const FRAME_CHECKS: readonly Check<Frame>[] = [
  // References to tables and free frames are not counted.
  ({ world, pfn, page, held }) => {
    if (page.use.kind === 'table' || page.use.kind === 'free') return null;
    const owner = page.use.kind === 'driver' || page.use.kind === 'zero' || inPageCache(world, pfn, page.use) ? 1 : 0;
    const needed = page.map + owner + held;
    return page.ref >= needed ? null : { rule: 'R-IV-1', frame: frameRef(world, pfn), refcount: page.ref, needed };
  },
  ({ world, pfn, page, mapped }) => {
    let found = 0;
    for (const e of mapped) if (e.normal && e.level === 'pte') found++;
    return page.map === found ? null : { rule: 'R-IV-2', frame: frameRef(world, pfn), mapcount: page.map, found };
  },
  ({ world, pfn, page }) =>
    page.exclusive && (!page.anon || page.map > 1)
      ? { rule: 'R-IV-4', frame: frameRef(world, pfn), mapcount: page.map }
      : null,
  ({ world, pfn, page }) => (isZeroPfn(world.map, pfn) && page.map !== 0 ? { rule: 'R-IV-7' } : null),
  (frame) => {
    if (!frame.page.anon || !frame.page.exclusive) return null;
    const processes = [...holders(frame)].sort();
    return processes.length > 1 ? { rule: 'R-IV-8', frame: frameRef(frame.world, frame.pfn), processes } : null;
  },
];

const spotOf = ({ names, e }: Entry): Spot => ({ process: e.process, place: placeOf(names, e.vpn) });

const ENTRY_CHECKS: readonly Check<Entry>[] = [
  (x) =>
    x.writable && x.e.meant !== 'page' && isCowMapping(x.e.vma.flags)
      ? { rule: 'R-IV-15', ...spotOf(x), frame: frameRef(x.world, x.e.pfn) }
      : null,
  (x) =>
    x.writable && x.e.meant === 'page' && isCowMapping(x.e.vma.flags) && !(x.page.anon && x.page.exclusive)
      ? { rule: 'R-IV-5', ...spotOf(x) }
      : null,
  (x) =>
    x.writable && x.e.meant === 'page' && x.page.anon && !x.page.exclusive ? { rule: 'R-IV-6', ...spotOf(x) } : null,
  (x) =>
    !hasPteSpecial(x.arch) || codecOf(x.arch, x.e.level).special(x.e.pte) === (x.e.meant !== 'page')
      ? null
      : { rule: 'R-IV-9', ...spotOf(x) },
  (x) => {
    const applies = x.e.meant === 'raw' && x.e.vma.pgoffIsPfn && isCowMapping(x.e.vma.flags) && x.e.level === 'pte';
    return !applies || lin(x.e.vma, x.e.vpn) === x.e.pfn ? null : { rule: 'R-IV-10', ...spotOf(x) };
  },
  (x) =>
    x.e.normal && x.e.level === 'pte' && x.page.ref === 0
      ? { rule: 'R-IV-12', ...spotOf(x), frame: frameRef(x.world, x.e.pfn) }
      : null,
  (x) =>
    x.e.level === 'pmd' || x.e.normal === (x.e.meant === 'page')
      ? null
      : { rule: 'R-IV-14', ...spotOf(x), wrong: x.e.meant === 'page' ? 'lost' : 'phantom' },
];

const ORDER = Object.keys(INVARIANTS);

export class Invariants {
  readonly #arch: Arch;
  readonly #names: Names;
  readonly #frames = new Map<number, readonly Broken[]>();
  readonly #entries = new Map<EntryKey, readonly Broken[]>();
  readonly #kinds = new Map<EntryKey, { readonly process: ProcessName; readonly kind: RssKind }>();
  readonly #recount = new Map<ProcessName, Record<RssKind, number>>();
  #pins: World['pins'] = {};
  #held = new Map<number, number>();

  constructor(arch: Arch, names: Names) {
    this.#arch = arch;
    this.#names = names;
  }

  /** `newLog`: what the kernel printed during the statement. */
  check(world: World, index: EntryIndex, change: IndexChange, newLog: readonly LogLine[]): Broken[] {
    const frames = new Set(change.frames);
    for (const pfn of this.#pinsOf(world)) frames.add(pfn);
    const entries = new Map<EntryKey, ListedEntry | null>();
    for (const [key, { after }] of change.entries) entries.set(key, after);
    for (const pfn of frames) {
      const mapped = index.of(pfn);
      for (const e of mapped) entries.set(entryKey(e.process, e.vpn), e);
      const page = structPage(world, pfn);
      keep(this.#frames, pfn, FRAME_CHECKS, { world, pfn, page, mapped, held: this.#held.get(pfn) ?? 0 });
    }
    for (const [key, e] of entries) this.#entry(world, key, e);
    const found = [
      ...[...this.#frames].sort(([a], [b]) => a - b).flatMap(([, broken]) => broken),
      ...this.#counters(world, newLog),
      ...[...this.#entries.values()].flat(),
    ];
    return found.sort((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule));
  }

  /** Pinned or unpinned since the previous state. */
  #pinsOf(world: World): Set<number> {
    const moved = new Set<number>();
    if (world.pins === this.#pins) return moved;
    for (const pins of [this.#pins, world.pins]) for (const { pfn } of Object.values(pins)) moved.add(pfn);
    this.#pins = world.pins;
    this.#held = new Map();
    for (const { pfn, pin, raw } of Object.values(world.pins)) {
      if (raw) continue;
      // A pin of the zero page takes no reference.
      if (!pin || !isZeroPfn(world.map, pfn)) this.#held.set(pfn, (this.#held.get(pfn) ?? 0) + (pin ? PIN_BIAS : 1));
    }
    return moved;
  }

  #entry(world: World, key: EntryKey, e: ListedEntry | null): void {
    const page = e === null ? null : structPage(world, e.pfn);
    const old = this.#kinds.get(key);
    if (old !== undefined) this.#recount.get(old.process)![old.kind]--;
    this.#kinds.delete(key);
    if (e === null || page === null) {
      this.#entries.delete(key);
      return;
    }
    if (e.normal && e.level === 'pte') {
      const kind = mmCounter(page);
      const recount = this.#recount.get(e.process) ?? { file: 0, anon: 0, shmem: 0 };
      recount[kind]++;
      this.#recount.set(e.process, recount);
      this.#kinds.set(key, { process: e.process, kind });
    }
    const writable = codecOf(this.#arch, e.level).write(e.pte);
    keep(this.#entries, key, ENTRY_CHECKS, { world, arch: this.#arch, names: this.#names, e, page, writable });
  }

  /** R-IV-3 and R-IV-13. */
  #counters(world: World, newLog: readonly LogLine[]): Broken[] {
    const broken: Broken[] = [];
    for (const mm of Object.values(world.mms)) {
      const recount: Rss | undefined = this.#recount.get(mm.name);
      for (const kind of RSS_KINDS) {
        const [counted, found] = [mm.rss[kind], recount?.[kind] ?? 0];
        const process = mm.name;
        if (counted !== found) broken.push({ rule: 'R-IV-3', process, counter: kind, counted, found });
        if (counted < 0) broken.push({ rule: 'R-IV-13', process, counter: kind, counted });
      }
    }
    for (const line of newLog) {
      if (line.kind !== 'bad_rss_counter') continue;
      broken.push({ rule: 'R-IV-13', process: null, counter: line.counter, counted: line.pages });
    }
    return broken;
  }
}

function keep<Key, Of>(where: Map<Key, readonly Broken[]>, key: Key, checks: readonly Check<Of>[], of: Of): void {
  let broken: Broken[] | null = null;
  for (const check of checks) {
    const found = check(of);
    if (found !== null) (broken ??= []).push(found);
  }
  if (broken === null) where.delete(key);
  else where.set(key, broken);
}

export function checkInvariants(world: World, cx: Platform & Names, newLog: readonly LogLine[]): Broken[] {
  const index = new EntryIndex(cx);
  return new Invariants(cx.arch, cx).check(world, index, index.update(world), newLog);
}
