/** struct vm_fault, as plain data: guards only compare its fields. */
import type { Pfn, ProcessName, PteVal, Vpn } from '../../types.ts';
import type { KernelFunction } from '../../functions.ts';
import { calledAgain, calledBeside, calledBy, type Cx } from '../cx.ts';
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
  /** FAULT_FLAG_VMA_LOCK: only the VMA is locked so far, and the mm is not. */
  readonly vmaLock: boolean;
  /** How often the fault has been handled: again after VM_FAULT_RETRY, or where nothing came of it. */
  readonly runs: number;
  /** VM_SHARED or VM_MAYSHARE, as do_wp_page asks. */
  readonly shared: boolean;
  /** VM_SHARED, as do_fault asks. */
  readonly vmShared: boolean;
  /** vm_ops is NULL (R-F-4). */
  readonly anonymous: boolean;
  readonly refused: 'SIGSEGV' | 'SIGBUS' | null;
  readonly pmd: 'none' | 'table' | 'leaf';
  readonly pmdWritable: boolean;
  /** R-FT-11. */
  readonly hugeAllowed: boolean;
  readonly hugeMapped: boolean;
  readonly entry: 'none' | 'present';
  readonly pte: PteVal;
  readonly writable: boolean;
  /** vm_ops->fault exists (R-FT-27). */
  readonly hasHandler: boolean;
  readonly pfnMkwrite: boolean;
  readonly pageMkwrite: boolean;
  readonly faultAround: boolean;
  readonly mapped: boolean;
  readonly handled: 'page' | 'nopage' | 'sigbus' | null;
  /** The handler's page, or the answer of vm_normal_page in do_wp_page. */
  readonly page: Pfn | null;
  readonly anon: boolean;
  /** Exclusive, or reusable (R-FT-45). */
  readonly reusable: boolean;
  readonly cowPage: Pfn | null;
}

export type FaultStep = (cx: Cx, fault: Fault) => Fault;

/** Kernel functions that a fault goes through; the chart decides their order. */
export type FaultStepName =
  | 'handle_mm_fault'
  | 'create_huge_pmd'
  | 'wp_huge_pmd'
  | 'huge_pmd_set_accessed'
  | 'handle_pte_fault'
  | 'ptep_set_access_flags'
  | 'do_anonymous_page'
  | 'do_fault'
  | 'do_read_fault'
  | 'do_fault_around'
  | 'do_cow_fault'
  | 'do_shared_fault'
  | '__do_fault'
  | 'finish_fault'
  | 'do_wp_page'
  | 'wp_pfn_shared'
  | 'wp_page_shared'
  | 'do_page_mkwrite'
  | 'finish_mkwrite_fault'
  | 'wp_page_reuse'
  | 'wp_page_copy';

declare module '../linux.ts' {
  interface Linux {
    readonly faultSteps: Readonly<Record<FaultStepName, FaultStep>>;
  }
}

interface MayCall {
  readonly fault: Fault;
  readonly retried: boolean;
}

export const notCalled = (fault: Fault): MayCall => ({ fault, retried: false });

/**
 * `vmf_can_call_fault()`: a driver may not be called under the lock of the VMA alone. VM_FAULT_RETRY: the kernel takes the
 * lock of the mm, and begins again.
 */
export function mayCallDriver(cx: Cx, fault: Fault, caller: KernelFunction): MayCall {
  calledBy(cx, caller, 'vmf_can_call_fault');
  if (!fault.vmaLock || fault.faultAround) return notCalled(fault);
  const locks = cx.arch.trap.locksMm;
  if (locks !== undefined) calledBeside(cx, 'handle_mm_fault', locks);
  calledAgain(cx, 'handle_mm_fault');
  calledBy(cx, caller, 'vmf_can_call_fault');
  return {
    fault: { ...fault, vmaLock: false, runs: fault.runs + 1 },
    retried: true,
  };
}

export function faultVma(cx: Cx, fault: Fault): Vma {
  const vma = findVma(mmOf(cx, fault.process), fault.vpn);
  if (vma === null) throw new Error('a fault without a VMA');
  return vma;
}
