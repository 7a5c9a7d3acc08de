/** One page fault on its way through the kernel (struct vm_fault). Plain data; guards only compare its fields. */
import type { Pfn, ProcessName, PteVal, Vpn } from '../../types.ts';
import type { Cx } from '../cx.ts';
import { mmOf } from '../pgtable.ts';
import { findVma } from '../vma.ts';
import type { Vma } from '../world.ts';

export interface Fault {
  readonly process: ProcessName;
  readonly vpn: Vpn;
  /** FAULT_FLAG_WRITE. */
  readonly write: boolean;
  /** FAULT_FLAG_UNSHARE. */
  readonly unshare: boolean;
  /** FAULT_FLAG_REMOTE. */
  readonly remote: boolean;
  /** VM_SHARED or VM_MAYSHARE: what do_wp_page asks. */
  readonly shared: boolean;
  /** VM_SHARED: what do_fault asks. */
  readonly vmShared: boolean;
  /** vm_ops is NULL (R-F-4). */
  readonly anonymous: boolean;
  /** Ends the fault with a signal. */
  readonly refused: 'SIGSEGV' | 'SIGBUS' | null;
  readonly pmd: 'none' | 'table' | 'leaf';
  readonly pmdWritable: boolean;
  /** A huge entry may be tried here (R-FT-11). */
  readonly hugeAllowed: boolean;
  /** A huge handler mapped the block. */
  readonly hugeMapped: boolean;
  readonly entry: 'none' | 'present';
  readonly pte: PteVal;
  readonly writable: boolean;
  /** vm_ops->fault exists (R-FT-27). */
  readonly hasHandler: boolean;
  /** vm_ops->map_pages exists: neighbours are mapped too. */
  readonly faultAround: boolean;
  /** Fault-around mapped the page itself. */
  readonly mapped: boolean;
  readonly handled: 'page' | 'nopage' | 'sigbus' | null;
  /** The handler's page, or what vm_normal_page answered in do_wp_page. */
  readonly page: Pfn | null;
  /** The page is anonymous. */
  readonly anon: boolean;
  /** The page belongs to this process alone, or can be reused (R-FT-45). */
  readonly reusable: boolean;
  /** The copy that do_cow_fault prepared. */
  readonly cowPage: Pfn | null;
}

export type Step = (cx: Cx, fault: Fault) => Fault;

/** The VMA of the faulting address; it exists, because the caller looked. */
export function faultVma(cx: Cx, fault: Fault): Vma {
  const vma = findVma(mmOf(cx, fault.process), fault.vpn);
  if (vma === null) throw new Error('a fault without a VMA');
  return vma;
}
