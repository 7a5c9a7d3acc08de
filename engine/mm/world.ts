/** The state of one machine, as immutable data. */
import type { LogLine } from '../facts.ts';
import type { Meaning, Pfn, ProcessName, PteVal, Rss, Vpn } from '../types.ts';
import { sparse, type Sparse } from './sparse.ts';
import { driverIndex, isZeroPfn, MEMMAP, type MemMap } from './memmap.ts';

export type Use =
  | { readonly kind: 'free' | 'anon' | 'zero' | 'driver' }
  | { readonly kind: 'cache'; readonly file: string; readonly pgoff: number }
  | { readonly kind: 'table'; readonly level: number };

/** struct page, as far as order-0 folios need it (R-V-3 to R-V-5, R-V-13). */
export interface StructPage {
  /** folio_ref_count(); a pin counts 1024 (R-GU-1). */
  readonly ref: number;
  /** Entries that map the page as normal; unlike `_mapcount`, 0 is unmapped. */
  readonly map: number;
  readonly anon: boolean;
  readonly exclusive: boolean;
  readonly dirty: boolean;
  readonly use: Use;
}

/** GUP_PIN_COUNTING_BIAS (R-GU-1). */
export const PIN_BIAS = 1024;

export interface Table {
  /** 0 is the top. */
  readonly level: number;
  readonly entries: Sparse<PteVal>;
  /** Installers' intent, by leaf. No kernel rule may read it (R-0-1). */
  readonly meant: Sparse<Meaning>;
}

export interface DriverFrames {
  /** The first frames; further ones count on from the last. */
  readonly list: readonly Pfn[];
  readonly same: boolean;
}

export type VmHook = 'access' | 'pfn_mkwrite' | 'page_mkwrite';

/** `null` in a VMA: anonymous (R-F-4). */
export type VmOps = { readonly hooks: readonly VmHook[] } & (
  | /** A file or shmem: the handler returns a page of the cache. */
    { readonly kind: 'file' }
    /** No fault handler: a hole gives SIGBUS (R-FT-27). */
  | { readonly kind: 'nofault' }
  /** /dev/mem: only `access`, where the architecture can (R-IN-66). */
  | { readonly kind: 'devmem' }
  | {
      readonly kind: 'vmf_insert_pfn' | 'vmf_insert_mixed' | 'vmf_insert_pfn_pmd' | 'vmf_page';
      readonly frames: DriverFrames;
    }
);

/** Addresses are virtual page numbers. */
export interface Vma {
  readonly start: Vpn;
  /** Exclusive. */
  readonly end: Vpn;
  readonly flags: number;
  /** In pages. */
  readonly pgoff: number;
  /** Key of `World.files`; null for private anonymous memory. */
  readonly file: string | null;
  readonly ops: VmOps | null;
  /** vm_pgoff is a frame number: a private remap_pfn_range, or /dev/mem. */
  readonly pgoffIsPfn: boolean;
  /** Null until the first anonymous page. */
  readonly anonVma: number | null;
  /** Length of anon_vma_chain: more than one after fork, which forbids some merges. */
  readonly anonChain: number;
}

export interface Mm {
  readonly name: ProcessName;
  readonly parent: ProcessName | null;
  readonly pgd: Pfn;
  /** By address. */
  readonly vmas: readonly Vma[];
  readonly rss: Rss;
  /** MMF_HAS_PINNED (R-FK-7c). */
  readonly everPinned: boolean;
}

export interface MappedFile {
  readonly kind: 'tmpfs' | 'shmem' | 'device';
  readonly name: string;
  /** In pages; past the end a fault gives SIGBUS. */
  readonly size: number;
  readonly cache: Sparse<Pfn>;
  /** The driver answers every fault with SIGBUS. */
  readonly blocked: boolean;
}

export interface Pin {
  readonly pfn: Pfn;
  /** A pin; false: a reference. */
  readonly pin: boolean;
  /** Only the frame's number is kept: nothing is held. */
  readonly raw: boolean;
  readonly dirty: boolean;
}

/** A reservation of x86 (`struct memtype`); `to` is exclusive. */
export interface Memtype {
  readonly from: number;
  readonly to: number;
}

export interface World {
  readonly map: MemMap;
  readonly mms: Readonly<Record<ProcessName, Mm>>;
  /** Only those that differ from the start, by pfn. */
  readonly pages: Sparse<StructPage>;
  /** First bytes by frame, including device memory; unset: as at the start. */
  readonly memory: Sparse<string>;
  readonly tables: Sparse<Table>;
  readonly files: Readonly<Record<string, MappedFile>>;
  readonly pins: Readonly<Record<string, Pin>>;
  /** `kernel next_frame`. */
  readonly nextFrame: Pfn | null;
  /** No data frame below the first and no table frame above the second is free. */
  readonly lowestFree: number;
  readonly highestFree: number;
  readonly nextAnonVma: number;
  /** x86's reservations, by first frame. They may overlap and repeat. */
  readonly memtypes: readonly Memtype[];
  readonly log: readonly LogLine[];
  /** Once-only warnings already printed. */
  readonly warned: readonly string[];
}

const PAGES_DEPTH = 4;
/** Tables have at most 2048 entries. */
export const TABLE_DEPTH = 3;

export const emptyWorld = (map: MemMap = MEMMAP): World => ({
  map,
  mms: {},
  pages: sparse(PAGES_DEPTH),
  memory: sparse(PAGES_DEPTH),
  tables: sparse(PAGES_DEPTH),
  files: {},
  pins: {},
  nextFrame: null,
  lowestFree: map.free.from,
  highestFree: map.free.from + map.free.count - 1,
  nextAnonVma: 1,
  memtypes: [],
  log: [],
  warned: [],
});

const FREE: StructPage = { ref: 0, map: 0, anon: false, exclusive: false, dirty: false, use: { kind: 'free' } };
const DRIVER: StructPage = { ...FREE, ref: 1, use: { kind: 'driver' } };
const ZERO: StructPage = { ...FREE, ref: 1, use: { kind: 'zero' } };

export function pristine(map: MemMap, pfn: number): StructPage {
  if (isZeroPfn(map, pfn)) return ZERO;
  return driverIndex(map, pfn) === null ? FREE : DRIVER;
}
