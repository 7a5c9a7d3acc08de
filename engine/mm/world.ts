/**
 * The state of one machine, as immutable plain data: the functions in `mm/` replace parts of it.
 */
import type { Meaning, Pfn, ProcessName, PteVal, Rss, Vpn } from '../types.ts';
import { sparse, type Sparse } from './sparse.ts';
import { driverIndex, MEMMAP, type MemMap } from './memmap.ts';

/** What a frame with a struct page is used for. */
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
  /** PG_dirty. */
  readonly dirty: boolean;
  readonly use: Use;
}

/** FOLL_PIN counts an order-0 page this many times (GUP_PIN_COUNTING_BIAS, R-GU-1). */
export const PIN_BIAS = 1024;

/** A page-table page. */
export interface Table {
  /** 0 is the top. */
  readonly level: number;
  readonly entries: Sparse<PteVal>;
  /** What the installer of each leaf meant. No kernel rule may read it (R-0-1). */
  readonly meant: Sparse<Meaning>;
}

/** The frames that a driver hands out, by page of its mapping. */
export interface DriverFrames {
  /** The first frames; after them, counting goes on from the last. */
  readonly list: readonly Pfn[];
  /** `zero`: the same frame for every page. */
  readonly same: boolean;
}

/** `null` in a VMA means that the VMA is anonymous (R-F-4). */
export type VmOps =
  /** A file or shmem: the handler returns a page of the cache. */
  | { readonly kind: 'file' }
  /** No fault handler: a hole gives SIGBUS (R-FT-27). */
  | { readonly kind: 'nofault' }
  /** /dev/mem: only `access`, where the architecture can (R-IN-66). */
  | { readonly kind: 'devmem' }
  | {
      readonly kind: 'vmf_insert_pfn' | 'vmf_insert_mixed' | 'vmf_insert_pfn_pmd' | 'vmf_page';
      readonly frames: DriverFrames;
    };

/** struct vm_area_struct. Addresses are virtual page numbers. */
export interface Vma {
  /** First page. */
  readonly start: Vpn;
  /** One past the last page. */
  readonly end: Vpn;
  readonly flags: number;
  /** vm_pgoff, in pages. */
  readonly pgoff: number;
  /** The file that is mapped, a key of `World.files`; null for private anonymous memory. */
  readonly file: string | null;
  readonly ops: VmOps | null;
  /** vm_pgoff is the number of a frame: the VMA was filled by a private remap_pfn_range, or is /dev/mem. */
  readonly pgoffIsPfn: boolean;
  /** Which anon_vma; null until the first anonymous page. */
  readonly anonVma: number | null;
  /** Length of anon_vma_chain: more than one after fork, which forbids some merges. */
  readonly anonChain: number;
}

/** struct mm_struct, with the name of its process. */
export interface Mm {
  readonly name: ProcessName;
  readonly parent: ProcessName | null;
  readonly pgd: Pfn;
  /** Sorted by address. */
  readonly vmas: readonly Vma[];
  readonly rss: Rss;
  /** MMF_HAS_PINNED (R-FK-7c). */
  readonly everPinned: boolean;
}

/** What is behind mappings: a tmpfs file, the shmem of shared anonymous memory, or a driver's character device. */
export interface MappedFile {
  readonly kind: 'tmpfs' | 'shmem' | 'device';
  /** Names its pages: `notes`, or the mapping that created it. */
  readonly name: string;
  /** Pages; past the end a fault gives SIGBUS. */
  readonly size: number;
  /** The page cache: frame by page offset. */
  readonly cache: Sparse<Pfn>;
}

/** A reference held by a named gup or pin. */
export interface Pin {
  readonly pfn: Pfn;
  readonly pin: boolean;
}

/** Frames whose cache mode x86 keeps for somebody, from the first to one past the last (`struct memtype`). */
export interface Memtype {
  readonly from: number;
  readonly to: number;
}

export interface World {
  readonly map: MemMap;
  readonly mms: Readonly<Record<ProcessName, Mm>>;
  /** Struct pages that differ from the start, by pfn. */
  readonly pages: Sparse<StructPage>;
  /** The first bytes of each frame, including device memory; unset: as at the start. */
  readonly memory: Sparse<string>;
  readonly tables: Sparse<Table>;
  readonly files: Readonly<Record<string, MappedFile>>;
  readonly pins: Readonly<Record<string, Pin>>;
  /** `kernel next_frame`: what the allocator hands out next. */
  readonly nextFrame: Pfn | null;
  /** No data frame below the first and no table frame above the second is free. */
  readonly lowestFree: number;
  readonly highestFree: number;
  readonly nextAnonVma: number;
  /** x86's reservations of device memory, sorted by first frame. Ranges may overlap, and be there more than once. */
  readonly memtypes: readonly Memtype[];
  readonly log: readonly string[];
  /** The once-only warnings that were printed. */
  readonly warned: readonly string[];
}

const PAGES_DEPTH = 4;
/** Tables have at most 2048 entries. */
export const TABLE_DEPTH = 3;

/** Memory at the start of every scenario: no process, the driver's pages untouched. */
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

/** A struct page at the start. */
export function pristine(map: MemMap, pfn: number): StructPage {
  if (pfn === map.zero) return ZERO;
  return driverIndex(map, pfn) === null ? FREE : DRIVER;
}
