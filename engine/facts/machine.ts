/** What is known of machines before anything runs on them: data for tables and pickers. */
import type { MachineName } from '../types.ts';
import type { Origin } from './happened.ts';
import type { BitField } from './state.ts';

export interface MachineFacts {
  readonly name: MachineName;
  readonly title: string;
  readonly subtitle: string;
  /** Compared with a recorded kernel, by reading the source, or a kernel that does not exist. */
  readonly origin: Origin;
  /** The number of the special bit; null: none. */
  readonly specialBit: number | null;
  readonly pageShift: number;
  readonly entryBits: number;
  /** Top first. */
  readonly levels: readonly { readonly name: string; readonly bits: number; readonly bytes: number }[];
  readonly gupFast: boolean;
  readonly thp: boolean;
  /** Pages that one huge raw entry maps; null: there is none. */
  readonly rawBlock: number | null;
  readonly pat: boolean;
  readonly secretmem: boolean;
  /**
   * Who sets the accessed mark of an old entry that user mode may read: the processor, the handler that refills its TLB, or
   * a fault.
   */
  readonly marks: 'processor' | 'refill' | 'fault';
  /** An access that is then refused leaves the mark, too. */
  readonly marksRefused: boolean;
  /** What mprotect makes of an old entry; `young unless none`: PROT_NONE leaves it old. */
  readonly mprotect: 'old' | 'young' | 'young unless none';
  /** Pages that one fault may bring in; 1: no neighbours. */
  readonly faultAround: number;
  readonly prefaulted: 'old' | 'young';
  /** What ptrace can do with a mapping of /dev/mem; null: nothing. */
  readonly phys: {
    readonly ram: 'mapped' | 'refused';
    /** A read where the mapping does not permit one. */
    readonly unreadable: 'mapped' | 'refused' | 'oops';
  } | null;
  /** CONFIG_DEBUG_VM complains where an entry in use is replaced by a younger one, or by one that differs at all. */
  readonly liveSet: { readonly fn: string; readonly once: boolean } | null;
  readonly zeroPages: number;
  /** Pages by which the addresses of shared mappings of one file must agree. */
  readonly cacheColours: number;
  /** A writable entry of a page that is dirty comes in dirty. */
  readonly takesDirty: boolean;
  /** A TLB miss does not tell a write from a read. */
  readonly missIsRead: boolean;
}

export interface DecodedField extends BitField {
  readonly value: bigint;
}

export type Decoded =
  | { readonly kind: 'empty' }
  | { readonly kind: 'table'; readonly pfn: number }
  | {
      readonly kind: 'entry';
      readonly pfn: number;
      readonly write: boolean;
      readonly dirty: boolean;
      readonly young: boolean;
      readonly special: boolean;
      readonly protNone: boolean;
      /** The processor lets user mode read or write without a fault. */
      readonly reads: boolean;
      readonly writes: boolean;
    }
  /** Neither present nor empty: a swapped-out page, or no entry at all. */
  | { readonly kind: 'absent' }
  /** The same above the levels at which the model reads leaves. */
  | { readonly kind: 'no table' };

export interface DecodedWord {
  readonly means: Decoded;
  /** Highest bit first. */
  readonly fields: readonly DecodedField[];
  readonly unnamed: bigint;
}
