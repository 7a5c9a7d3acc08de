/**
 * What a micro-step has to say, as facts: engine/say/told.ts has a sentence for each. A row is a kernel function, or a
 * label of ours; its facts are what its sentence is filled with.
 */
import type { FrameRef, Place } from './names.ts';
import type { ProcessName, Refusal, VmFlagName } from '../types.ts';

/** Consecutive pages, both ends included. */
export interface PageRange {
  readonly first: Place;
  readonly last: Place;
}

/** Consecutive frames, both ends included. */
export interface FrameRange {
  readonly first: FrameRef;
  readonly last: FrameRef;
}

export interface DecidedBy {
  readonly table: string;
  readonly label: string;
  readonly value: string;
  readonly answer: boolean;
}

interface AtPlace {
  readonly place: Place;
}
interface OfFrame {
  readonly frame: FrameRef;
}

/** Why a fault handler answers VM_FAULT_SIGBUS. */
export type SigbusWhy =
  | { readonly why: 'past the end'; readonly page: number }
  | { readonly why: 'no handler' | 'in reset' | 'no more frames' | 'mixed refused' }
  | (OfFrame & { readonly why: 'freed' | 'no struct page' });

/** Why the processor may not access a page. */
export type NoRight = 'unmapped' | 'VM_READ' | 'VM_WRITE';

/** How many of the mappings in a range are skipped. */
export type Skipped = 'none' | 'some' | 'all';

export type NoAccess = 'unmapped' | 'no hook' | 'no ioremap_prot' | 'no entry' | 'read-only' | 'hook fails';

export type GupRefusal =
  | { readonly why: 'unmapped' | 'free frame' }
  | { readonly why: 'flags' | 'no page'; readonly decided: DecidedBy }
  | { readonly why: 'fault'; readonly ended: string };

export type MremapRefusal =
  | (AtPlace & { readonly why: 'unmapped' | 'longer than its VMA' | 'not up to vm_end' })
  | { readonly why: 'colours' | 'overlap' | 'no room' }
  | { readonly why: 'may not grow' | 'never merges'; readonly flags: readonly VmFlagName[] };

export type AdviceRefusal =
  | { readonly why: 'option'; readonly option: string }
  | { readonly why: 'set' | 'not set'; readonly flags: readonly VmFlagName[] }
  | {
      readonly why:
        | 'file'
        | 'no file to punch'
        | 'no fallocate'
        | 'no swap'
        | 'pfnmap'
        | 'not anonymous'
        | 'no huge page'
        | 'GUP'
        | 'hole';
    };

export type Copied =
  | { readonly from: 'zero page' }
  | (OfFrame & { readonly from: 'page' })
  /**
   * Through the user's address. `again`: that marks the entry, and the fault runs a second time. `failed`: why the copy
   * is of zeroes instead; `warned`: the kernel warns of it now.
   */
  | {
      readonly from: 'address';
      readonly again: boolean;
      readonly failed: { readonly why: 'remote' | 'unreadable'; readonly warned: boolean } | null;
    };

type Walked =
  | { readonly reader: 'pagemap'; readonly found: 'skipped' | 'no table' | 'entries' }
  | { readonly reader: 'mincore'; readonly skipped: boolean };

interface Zapped {
  readonly process: ProcessName;
  readonly kind: ZapKind;
  readonly range: PageRange;
  /** Of the last entry. */
  readonly frame: FrameRef;
}
export type ZapKind = 'raw' | 'page' | 'anon' | 'kept' | 'huge' | 'cut';

/** `frame` null: GUP-fast takes nothing. */
interface FastGup extends AtPlace {
  readonly frame: FrameRef | null;
}
interface SlowGup extends AtPlace, OfFrame {
  readonly counts: 'reference' | 'pin' | 'nothing';
  /** For long, and on tmpfs, which needs no dirty tracking. */
  readonly tmpfs: boolean;
}
interface Advised {
  readonly advice: string;
  readonly range: string;
  readonly refused: (AdviceRefusal & { readonly error: Refusal }) | null;
  /** Linux might use huge pages from now on, which the model lacks. */
  readonly mightBeHuge: boolean;
}
interface Protected extends AtPlace {
  readonly entries: number;
}
interface Released extends OfFrame {
  readonly pin: string;
}
/** A driver could not be called under the lock of the VMA alone, so that the fault runs a second time. */
interface MayRetry {
  readonly retried: boolean;
}
interface Accessed extends OfFrame {
  readonly access: 'read' | 'write';
}

export interface Told {
  // Labels.
  readonly start: null;
  readonly access: AtPlace & { readonly process: ProcessName; readonly access: 'read' | 'write' } & (
      { readonly frame: FrameRef; readonly text: string } | { readonly refused: NoRight }
    );
  readonly smaps: AtPlace;
  readonly next_frame: OfFrame & { readonly free: boolean };
  readonly driver:
    | { readonly private: 'refused' }
    /** `hears`: it has a fault handler, so that this matters. */
    | { readonly name: string; readonly blocked: boolean; readonly hears: boolean };
  readonly device: OfFrame & { readonly pin: string; readonly access: 'read' | 'write'; readonly text: string };
  readonly unpin: Released;
  readonly huge_fault: AtPlace;
  readonly madvise: { readonly range: string };

  // What user space can see, and walkers.
  readonly walk_page_test: Walked;
  readonly pagemap_pmd_range: Walked;
  readonly pagemap_pte_hole: Walked;
  readonly mincore_pte_range: Walked;
  readonly mincore_unmapped_range: Walked;
  readonly show_smap: AtPlace;
  readonly smaps_pte_range: AtPlace & { readonly kb: number };
  readonly do_mincore: AtPlace;
  readonly task_mem: { readonly process: ProcessName };
  readonly folio_walk_start: AtPlace & { readonly found: boolean };
  readonly follow_pfnmap_start: AtPlace & { readonly found: 'frame' | 'not served' | 'no entry' };

  // GUP, and access from elsewhere.
  readonly is_valid_gup_args: null;
  readonly __get_user_pages: AtPlace & GupRefusal & { readonly error: Refusal };
  readonly follow_page_pte: SlowGup;
  readonly follow_huge_pmd: SlowGup;
  readonly faultin_page: AtPlace & { readonly unshare: boolean };
  readonly gup_fast_pmd_range: FastGup;
  readonly gup_fast_pmd_leaf: FastGup;
  readonly gup_fast_pte_range: FastGup;
  readonly populate_vma_page_range: AtPlace;
  readonly process_vm_rw: AtPlace | Accessed;
  readonly access_remote_vm: (AtPlace & { readonly why: NoAccess }) | Accessed;
  readonly generic_access_phys:
    { readonly refused: 'ioremap_prot' } | (OfFrame & { readonly refused: 'RAM'; readonly warned: boolean }) | OfFrame;
  readonly fixup_user_fault: AtPlace;
  readonly hva_to_pfn: AtPlace &
    (
      | (OfFrame & { readonly verdict: 'page' | 'frame' })
      | { readonly verdict: 'RO_FAULT' }
      | { readonly verdict: 'EFAULT'; readonly decided: DecidedBy }
    );
  readonly vaddr_get_pfns: AtPlace &
    (
      | (OfFrame & { readonly verdict: 'page' | 'frame' })
      | { readonly verdict: 'refused'; readonly decided: DecidedBy; readonly error: Refusal }
      | { readonly verdict: 'EFAULT'; readonly decided: DecidedBy }
    );
  readonly unpin_user_page: Released;
  readonly put_page: Released;

  // System calls.
  readonly do_mmap: { readonly refused: 'colours' | 'no FMODE_WRITE' } | { readonly taken: string };
  readonly mmap_region: { readonly name: string } & (
    | { readonly failed: Refusal | 'model' }
    | (AtPlace & {
        readonly process: ProcessName;
        readonly share: string;
        readonly pages: number;
        readonly source: string;
        /** Null: it maps none. */
        readonly file: string | null;
      })
  );
  readonly mmap_mem: { readonly strict: boolean; readonly decided: DecidedBy };
  readonly do_mprotect_pkey: { readonly hole: Place } | { readonly lacks: readonly VmFlagName[] };
  readonly mprotect_fixup: { readonly range: PageRange; readonly changes: boolean; readonly prot: string };
  readonly change_pte_range: Protected;
  readonly change_pmd_range: Protected;
  readonly change_huge_pmd: Protected;
  readonly mlock_fixup: {
    readonly lock: boolean;
    readonly range: PageRange;
    /** Null: there is a hole. */
    readonly skipped: Skipped | null;
  };
  readonly madvise_behavior_valid: Advised;
  readonly madvise_populate: Advised;
  readonly madvise_vma_behavior: Advised;
  readonly madvise_cold_or_pageout_pte_range: AtPlace;
  readonly madvise_free_pte_range: AtPlace;
  readonly shmem_fallocate: null;
  readonly __do_sys_mremap:
    | (MremapRefusal & { readonly error: Refusal })
    | { readonly process: ProcessName; readonly from: string; readonly range: PageRange }
    | (AtPlace & {
        readonly process: ProcessName;
        readonly name: string;
        readonly before: number;
        readonly pages: number;
      });
  readonly move_page_tables: { readonly entries: number; readonly from: Place; readonly to: Place };
  readonly vma_merge_extend: { readonly pages: number };
  readonly do_vmi_munmap: AtPlace | { readonly process: ProcessName; readonly range: PageRange };
  readonly exit_mmap: { readonly process: ProcessName };

  // fork.
  readonly dup_mmap:
    | (AtPlace & {
        readonly child: ProcessName;
        readonly because: 'VM_DONTCOPY' | 'VM_WIPEONFORK' | 'faults refill it';
      })
    | { readonly child: ProcessName; readonly parent: ProcessName };
  readonly track_pfn_copy: AtPlace;
  readonly copy_present_page: AtPlace & OfFrame & { readonly child: ProcessName; readonly fresh: number };
  readonly copy_present_ptes: AtPlace &
    OfFrame & {
      readonly parent: ProcessName;
      readonly child: ProcessName;
      readonly verdict: 'raw' | 'file' | 'share' | 'copy';
    };
  readonly copy_huge_pmd: AtPlace & { readonly child: ProcessName };

  // Unmapping.
  readonly zap_pte_range: Zapped;
  readonly zap_huge_pmd: Zapped;
  /** A change cuts through an entry, or a zap takes only part of what it maps. */
  readonly __split_huge_pmd: Zapped | AtPlace;
  readonly unmap_mapping_pages: { readonly found: boolean; readonly evenCows: boolean };
  readonly zap_vma_ptes: AtPlace | { readonly range: PageRange };
  readonly __free_pages: OfFrame;
  readonly memtype_erase: { readonly whole: FrameRange; readonly left: FrameRange };
  readonly memtype_free: { readonly range: FrameRange };

  // Installers.
  readonly remap_pfn_range:
    | { readonly private: 'refused' }
    | { readonly decided: DecidedBy }
    | (AtPlace & OfFrame & { readonly pages: number; readonly movesPgoff: boolean });
  readonly vm_insert_page:
    | AtPlace
    | (AtPlace & OfFrame & { readonly counted: boolean })
    /** `looked`: by the test driver, which looks first. */
    | (AtPlace & OfFrame & { readonly error: Refusal; readonly looked: boolean; readonly decided: DecidedBy });
  readonly vmf_insert_mixed: AtPlace &
    OfFrame &
    (
      | { readonly ended: 'stays' | 'raw' | 'page' | 'zero_page' }
      | { readonly ended: 'SIGBUS' | 'uncounted'; readonly decided: DecidedBy }
    );
  readonly vmf_insert_pfn: AtPlace & OfFrame;
  readonly vmf_insert_pfn_pmd: AtPlace & OfFrame & { readonly pages: number };

  // Faults.
  readonly handle_mm_fault: AtPlace &
    (
      | { readonly refused: 'unshare' | 'VM_MAYWRITE' | 'VM_WRITE' }
      | { readonly process: ProcessName; readonly access: 'read' | 'write' | 'unshare' }
    );
  readonly create_huge_pmd: { readonly answer: 'mapped' | 'fallback' | 'sigbus' };
  readonly wp_huge_pmd: { readonly answer: 'mapped' | 'cleared' | 'sigbus' };
  readonly huge_pmd_set_accessed: null;
  /** `frame` null: the entry is empty. */
  readonly handle_pte_fault: AtPlace & { readonly frame: FrameRef | null; readonly writable: boolean };
  readonly ptep_set_access_flags: AtPlace & { readonly write: boolean };
  readonly do_anonymous_page: AtPlace &
    ({ readonly maps: 'nothing' | 'zero page' } | { readonly fresh: number; readonly process: ProcessName });
  readonly do_fault: AtPlace & { readonly asks: 'read' | 'shared write' | 'private write' | null };
  readonly do_read_fault: AtPlace & MayRetry;
  readonly do_fault_around: AtPlace & { readonly mapped: number; readonly already: number };
  readonly do_cow_fault: MayRetry & { readonly fresh: number };
  readonly do_shared_fault: AtPlace & MayRetry;
  readonly __do_fault: OfFrame | { readonly mapped: true } | SigbusWhy;
  /** `copy`: the number of the frame that holds a private copy; null: the page itself is mapped. */
  readonly finish_fault: AtPlace & OfFrame & { readonly copy: number | null };
  readonly do_page_mkwrite: OfFrame;
  readonly do_wp_page: AtPlace & OfFrame & { readonly page: boolean; readonly so: 'shared' | 'reuse' | 'copy' };
  readonly wp_pfn_shared: MayRetry & { readonly asked: boolean };
  readonly finish_mkwrite_fault: AtPlace;
  readonly wp_page_shared: MayRetry;
  readonly wp_page_reuse: AtPlace & { readonly writable: boolean };
  readonly pr_warn_once: AtPlace & {
    readonly process: ProcessName;
    readonly unshare: boolean;
    readonly old: FrameRef;
    readonly fresh: number;
    readonly vma: AtPlace & { readonly pages: number; readonly flags: readonly VmFlagName[] };
  };
  readonly wp_page_copy: AtPlace & { readonly copied: Copied; readonly fresh: number; readonly process: ProcessName };
}

/** Refusals by the test driver, which no kernel function gives, by label. */
export interface DriverRefused {
  readonly ESRCH: { readonly process: ProcessName };
  readonly driver:
    | (OfFrame & { readonly refcount: number })
    | (OfFrame & { readonly pages: number })
    | { readonly noMoreFor: Place }
    | { readonly wants: 'MAP_SHARED' }
    | { readonly noFileAs: string; readonly ofDriver: boolean };
  readonly unmap_mapping: { readonly name: string };
  readonly unpin: { readonly pin: string };
  readonly device: { readonly pin: string };
  readonly folio_walk: AtPlace;
  readonly follow_pfnmap: AtPlace;
}

/** `by`: the kernel function or the label. */
type Row<Kind, Rows> = {
  [By in keyof Rows]: { readonly kind: Kind; readonly by: By; readonly facts: Rows[By] };
}[keyof Rows];

export type Telling = Row<'told', Told>;
export type DriverTelling = Row<'driver refused', DriverRefused> & { readonly error: Refusal };
