/**
 * Invariants after every statement (R-IV-1 to R-IV-15) compare the installers' intent with the kernel's answers. R-IV-7
 * and R-IV-11 are about steps and are checked by property tests. Only what a statement changed is checked again.
 */
import { codecOf, hasPteSpecial, type Arch } from '../arch/arch.ts';
import { RSS_KINDS, type ProcessName, type Rss, type RssKind, type Rules } from '../types.ts';
import { frameText, placeText, structPage } from './cx.ts';
import { EntryIndex, entryKey, type EntryKey, type IndexChange } from './entryIndex.ts';
import type { ListedEntry } from './entryList.ts';
import { mmCounter } from './rss.ts';
import { get } from './sparse.ts';
import { isCowMapping, lin } from './vma.ts';
import { PIN_BIAS, type StructPage, type Use, type World } from './world.ts';

/** In display order. */
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
} as const;
export type InvariantRule = keyof typeof INVARIANTS;

/** A few words each. */
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

export interface Broken {
  readonly rule: InvariantRule;
  /** One sentence. */
  readonly text: string;
}

interface Names {
  readonly names: readonly string[];
}

interface Frame {
  readonly world: World;
  readonly pfn: number;
  readonly page: StructPage;
  readonly mapped: ReadonlySet<ListedEntry>;
  /** By named pins. */
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

/** `wrong` returns a description, or null. */
type Check<Of> = readonly [rule: InvariantRule, wrong: (of: Of) => string | null];

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
  [
    'R-IV-1',
    // References to tables and free frames are not counted.
    ({ world, pfn, page, held }) => {
      if (page.use.kind === 'table' || page.use.kind === 'free') return null;
      const owner = page.use.kind === 'driver' || page.use.kind === 'zero' || inPageCache(world, pfn, page.use) ? 1 : 0;
      const least = page.map + owner + held;
      return page.ref >= least ? null : `${frameText(world, pfn)} has ${page.ref} references, but ${least} are in use.`;
    },
  ],
  [
    'R-IV-2',
    ({ world, pfn, page, mapped }) => {
      let seen = 0;
      for (const e of mapped) if (e.normal && e.level === 'pte') seen++;
      return page.map === seen
        ? null
        : `${frameText(world, pfn)} counts ${page.map} ${page.map === 1 ? 'mapping' : 'mappings'}, but vm_normal_page finds it in ${seen} ${seen === 1 ? 'entry' : 'entries'}.`;
    },
  ],
  [
    'R-IV-4',
    ({ world, pfn, page }) =>
      page.exclusive && (!page.anon || page.map > 1)
        ? `${frameText(world, pfn)} is exclusive, but mapped ${page.map} times.`
        : null,
  ],
  [
    'R-IV-7',
    ({ world, pfn, page }) => (pfn === world.map.zero && page.map !== 0 ? 'The zero page is counted as mapped.' : null),
  ],
  [
    'R-IV-8',
    (frame) => {
      if (!frame.page.anon || !frame.page.exclusive) return null;
      const who = holders(frame);
      const both = [...who].sort().join(' and ');
      return who.size > 1
        ? `${frameText(frame.world, frame.pfn)} is in the tables of ${both}, but still marked exclusive.`
        : null;
    },
  ],
];

const at = ({ names, e }: Entry): string => `${e.process} ${placeText(names, e.vpn)}`;

const ENTRY_CHECKS: readonly Check<Entry>[] = [
  [
    'R-IV-15',
    (x) =>
      x.writable && x.e.meant !== 'page' && isCowMapping(x.e.vma.flags)
        ? `${at(x)} writes straight to ${frameText(x.world, x.e.pfn)}.`
        : null,
  ],
  [
    'R-IV-5',
    (x) =>
      x.writable && x.e.meant === 'page' && isCowMapping(x.e.vma.flags) && !(x.page.anon && x.page.exclusive)
        ? `${at(x)} may write a page that is not exclusive.`
        : null,
  ],
  [
    'R-IV-6',
    (x) =>
      x.writable && x.e.meant === 'page' && x.page.anon && !x.page.exclusive
        ? `${at(x)} is writable, but its page is shared.`
        : null,
  ],
  [
    'R-IV-9',
    (x) =>
      !hasPteSpecial(x.arch) || codecOf(x.arch, x.e.level).special(x.e.pte) === (x.e.meant !== 'page')
        ? null
        : `${at(x)}: the special bit is not what its installer set.`,
  ],
  [
    'R-IV-10',
    (x) => {
      const applies = x.e.meant === 'raw' && x.e.vma.pgoffIsPfn && isCowMapping(x.e.vma.flags) && x.e.level === 'pte';
      return !applies || lin(x.e.vma, x.e.vpn) === x.e.pfn
        ? null
        : `${at(x)}: the linear rule no longer expects its frame.`;
    },
  ],
  [
    'R-IV-12',
    (x) =>
      x.e.normal && x.e.level === 'pte' && x.page.ref === 0
        ? `${at(x)} maps ${frameText(x.world, x.e.pfn)}, which is free.`
        : null,
  ],
  [
    'R-IV-14',
    (x) => {
      if (x.e.level === 'pmd' || x.e.normal === (x.e.meant === 'page')) return null;
      return x.e.meant === 'page'
        ? `${at(x)} maps a counted page, but vm_normal_page says there is none: a lost page.`
        : `${at(x)} is raw, but vm_normal_page gives a page that nobody counted: a phantom page.`;
    },
  ],
];

const ORDER = Object.keys(INVARIANTS);

/** One machine's checks, carried from statement to statement. */
export class Invariants {
  readonly #arch: Arch;
  readonly #names: Names;
  readonly #frames = new Map<number, readonly Broken[]>();
  readonly #entries = new Map<EntryKey, readonly Broken[]>();
  /** The counter that an entry adds to if vm_normal_page finds a page. */
  readonly #kinds = new Map<EntryKey, { readonly process: ProcessName; readonly kind: RssKind }>();
  readonly #recount = new Map<ProcessName, Record<RssKind, number>>();
  #pins: World['pins'] = {};
  #held = new Map<number, number>();

  constructor(arch: Arch, names: Names) {
    this.#arch = arch;
    this.#names = names;
  }

  /** `newLog`: what the kernel printed during the statement. */
  check(world: World, index: EntryIndex, change: IndexChange, newLog: readonly string[]): Broken[] {
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
    for (const { pfn, pin } of Object.values(world.pins)) {
      // A pin of the zero page takes no reference.
      if (!pin || pfn !== world.map.zero) this.#held.set(pfn, (this.#held.get(pfn) ?? 0) + (pin ? PIN_BIAS : 1));
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
  #counters(world: World, newLog: readonly string[]): Broken[] {
    const broken: Broken[] = [];
    for (const mm of Object.values(world.mms)) {
      const recount: Rss | undefined = this.#recount.get(mm.name);
      for (const kind of RSS_KINDS) {
        const [counted, found] = [mm.rss[kind], recount?.[kind] ?? 0];
        if (counted !== found) {
          const text = `${mm.name} counts ${counted} ${kind} ${counted === 1 ? 'page' : 'pages'}, but its entries show ${found}.`;
          broken.push({ rule: 'R-IV-3', text });
        }
        if (counted < 0) broken.push({ rule: 'R-IV-13', text: `${mm.name} counts ${counted} ${kind} pages.` });
      }
    }
    for (const line of newLog) {
      if (!line.startsWith('bad rss-counter')) continue;
      broken.push({ rule: 'R-IV-13', text: `A process ended with a counter that is not zero: ${line}.` });
    }
    return broken;
  }
}

function keep<Key, Of>(where: Map<Key, readonly Broken[]>, key: Key, checks: readonly Check<Of>[], of: Of): void {
  let broken: Broken[] | null = null;
  for (const [rule, wrong] of checks) {
    const text = wrong(of);
    if (text !== null) (broken ??= []).push({ rule, text });
  }
  if (broken === null) where.delete(key);
  else where.set(key, broken);
}

/** Checks a state from scratch. */
export function checkInvariants(
  world: World,
  arch: Arch,
  rules: Rules,
  names: readonly string[],
  newLog: readonly string[],
): Broken[] {
  const index = new EntryIndex(arch, rules);
  return new Invariants(arch, { names }).check(world, index, index.update(world), newLog);
}
