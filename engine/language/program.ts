/** The meaning of a scenario, as data. Source: docs/language.md (the contract with users). */
import type { MachineName, ProcessName, Rules } from '../types.ts';

/** Line and column count from 1; length in characters. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Diagnostic extends Span {
  readonly message: string;
  readonly suggestion?: string;
}

/** Both ends inclusive, counted from the name's first address. */
export interface Pages {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** `at` is the frame at that place when the statement begins. */
export type PfnSpec =
  | { readonly kind: 'driver' | 'mmio'; readonly n: number; readonly text: string }
  | { readonly kind: 'zero'; readonly text: string }
  | { readonly kind: 'at'; readonly place: Pages; readonly text: string };

export interface RemapSegment {
  readonly pfn: PfnSpec;
  /** null: the rest of the mapping. */
  readonly pages: number | null;
  /** First page within the mapping; null: after the previous segment. */
  readonly to: number | null;
}

interface OfDriver {
  readonly mustShare: boolean;
  readonly vmIo: boolean;
}
interface OfPfn extends OfDriver {
  readonly pfn: PfnSpec;
}
interface WithAccess {
  readonly access: boolean;
}
interface WithPfnMkwrite {
  readonly pfnMkwrite: boolean;
}
interface WithPageMkwrite {
  readonly pageMkwrite: boolean;
}

export type Source =
  | { readonly kind: 'anon' }
  | { readonly kind: 'file'; readonly file: string; readonly pgoff: number; readonly ro: boolean }
  | (OfDriver &
      WithAccess & {
        readonly kind: 'remap_pfn_range';
        readonly segments: readonly RemapSegment[];
        /** The driver maps through a copy of the VMA, so the flags that the call sets are lost. */
        readonly unflagged: boolean;
      })
  /** `pages` null: as many as the mapping has. */
  | (OfPfn & WithAccess & { readonly kind: 'vm_insert_page'; readonly pages: number | null })
  | (OfPfn & WithAccess & WithPfnMkwrite & { readonly kind: 'vmf_insert_pfn' })
  | (OfDriver &
      WithAccess &
      WithPfnMkwrite &
      WithPageMkwrite & { readonly kind: 'vmf_insert_mixed'; readonly pfns: readonly PfnSpec[] })
  /** `mixedmap`: VM_MIXEDMAP instead of VM_PFNMAP. */
  | (OfPfn & WithAccess & { readonly kind: 'vmf_insert_pfn_pmd'; readonly mixedmap: boolean })
  | (OfPfn & WithAccess & WithPageMkwrite & { readonly kind: 'vmf_page' })
  | (OfPfn & { readonly kind: 'devmem' });
export type SourceKind = Source['kind'];

interface ByProcess {
  readonly actor: ProcessName;
}
interface AtPlace extends ByProcess {
  readonly place: Pages;
}
export interface GupOptions {
  readonly write: boolean;
  readonly force: boolean;
  readonly fast: boolean;
  readonly longterm: boolean;
  /** Held under this name until `unpin`; null: released at once. */
  readonly as: string | null;
}

export const ADVICE = [
  'normal',
  'random',
  'sequential',
  'willneed',
  'dontneed',
  'dontneed_locked',
  'free',
  'cold',
  'pageout',
  'populate_read',
  'populate_write',
  'dontfork',
  'dofork',
  'dontdump',
  'dodump',
  'wipeonfork',
  'keeponfork',
  'mergeable',
  'unmergeable',
  'hugepage',
  'nohugepage',
  'collapse',
  'remove',
  'hwpoison',
  'soft_offline',
] as const;
export type Advice = (typeof ADVICE)[number];

export type Statement =
  | (ByProcess & {
      readonly op: 'mmap';
      readonly name: string;
      readonly pages: number;
      readonly share: 'private' | 'shared';
      /** `none`, or letters of `rwx` in that order. */
      readonly prot: string;
      readonly source: Source;
    })
  | (AtPlace & { readonly op: 'read' })
  /** `text` null: the process's name. */
  | (AtPlace & { readonly op: 'write'; readonly text: string | null })
  | (ByProcess & { readonly op: 'fork'; readonly child: ProcessName })
  | (ByProcess & { readonly op: 'exit' })
  | (AtPlace & { readonly op: 'munmap' })
  /** `to` null: grow or shrink in place. `pages` null: as many as PLACE. */
  | (AtPlace & { readonly op: 'mremap'; readonly to: string | null; readonly pages: number | null })
  | (AtPlace & { readonly op: 'mprotect'; readonly prot: string })
  | (AtPlace & { readonly op: 'madvise'; readonly advice: Advice })
  | (AtPlace & { readonly op: 'mlock' | 'munlock' })
  | (AtPlace & GupOptions & { readonly op: 'gup' | 'pin' })
  | { readonly op: 'unpin'; readonly pin: string }
  | (AtPlace & { readonly op: 'kvm_fault'; readonly write: boolean })
  | (AtPlace & { readonly op: 'vfio_pin'; readonly write: boolean; readonly as: string | null })
  | { readonly op: 'device_read'; readonly pin: string }
  | { readonly op: 'device_write'; readonly pin: string; readonly text: string }
  | (AtPlace & { readonly op: 'folio_walk'; readonly zeropage: boolean })
  | (AtPlace & { readonly op: 'follow_pfnmap' | 'pagemap' | 'smaps' | 'mincore' })
  | (ByProcess & { readonly op: 'status' })
  | (AtPlace & { readonly op: 'process_vm_read' | 'ptrace_read' })
  | (AtPlace & { readonly op: 'process_vm_write' | 'ptrace_write'; readonly text: string })
  | { readonly op: 'kernel_free'; readonly driver: number }
  | { readonly op: 'kernel_next_frame'; readonly driver: number }
  | { readonly op: 'kernel_zap'; readonly place: Pages; readonly process: ProcessName }
  /** `offset` counts pages of the driver's file; `pages` null: to its end. */
  | {
      readonly op: 'kernel_unmap_mapping';
      readonly name: string;
      readonly offset: number;
      readonly pages: number | null;
      readonly evenCows: boolean;
    }
  | { readonly op: 'kernel_fault_sigbus' | 'kernel_fault_ok'; readonly name: string };
export type OpName = Statement['op'];
export type StatementOf<O extends OpName> = ShapeOf<Statement, O>;
type ShapeOf<S extends Statement, O extends OpName> = S extends { op: infer P } ? (O extends P ? S : never) : never;

export const STATEMENT_QUESTIONS = ['outcome', 'path', 'log'] as const;
export const COUNTER_QUESTIONS = ['anon', 'file', 'shmem'] as const;
export const PLACE_QUESTIONS = [
  'vm_normal_page',
  'outcome',
  'refcount',
  'mapcount',
  'frame',
  'same_frame_as',
  'decided_by',
  'writable',
  'rss',
] as const;
export type Question =
  (typeof STATEMENT_QUESTIONS)[number] | (typeof COUNTER_QUESTIONS)[number] | (typeof PLACE_QUESTIONS)[number];

/** About the state after the next statement. */
export interface Ask {
  readonly line: number;
  readonly question: Question;
  /** null where no place is needed: `ask outcome`, `ask path`, `ask log`, `ask A: anon`. */
  readonly place: Pages | null;
  readonly process: ProcessName | null;
  /** Only with `same_frame_as`. */
  readonly other: { readonly place: Pages; readonly process: ProcessName } | null;
  readonly text: string;
}

export interface ProgramStep {
  /** From 1. */
  readonly step: number;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly statement: Statement;
  readonly says: readonly string[];
  readonly asks: readonly Ask[];
}

/** `steps` ends before the first line with an error. */
export interface Program {
  readonly title: string | null;
  readonly machines: readonly MachineName[];
  readonly rules: Rules;
  /** In order of appearance; the k-th starts at 0x20000000 + k × 16 MiB. */
  readonly names: readonly string[];
  /** In order of appearance. */
  readonly files: readonly string[];
  readonly opening: readonly string[];
  readonly steps: readonly ProgramStep[];
  readonly diagnostics: readonly Diagnostic[];
}
