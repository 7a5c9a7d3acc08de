/**
 * The fault path: one xstate machine. Its states are kernel functions, its guards kernel conditions, and it alone decides
 * their order. Each state's entry calls one step of `mm/fault/`; a guard only compares fields of the fault. The chart on
 * screen is drawn from this definition. Kernel: mm/memory.c, 6.12. Rules R-FT-3 to R-FT-65.
 */
import { assign, setup } from 'xstate';
import type { Cx } from '../mm/cx.ts';
import { doAnonymousPage } from '../mm/fault/doAnonymousPage.ts';
import {
  callHandler,
  doCowFault,
  doFault,
  doFaultAround,
  doReadFault,
  doSharedFault,
  finishFault,
} from '../mm/fault/doFault.ts';
import { doWpPage, wpPageCopy, wpPageReuse, wpPageShared, wpPfnShared } from '../mm/fault/doWpPage.ts';
import type { Fault, Step } from '../mm/fault/fault.ts';
import {
  createHugePmd,
  handleMmFault,
  handlePteFault,
  hugePmdSetAccessed,
  ptepSetAccessFlags,
  wpHugePmd,
} from '../mm/fault/handleMmFault.ts';

/** A fault on its way, and the machine that it happens on. */
interface Running {
  readonly cx: Cx;
  readonly fault: Fault;
}
interface FaultContext {
  /** null: the processor runs, nothing has faulted. */
  readonly running: Running | null;
}
/** What the processor sends when an access cannot go on. A retried access is a new event. */
export type FaultEvent = { readonly type: 'FAULT' } & Running;

const runningOf = (context: FaultContext): Running => {
  if (context.running === null) throw new Error('the fault chart was entered without a fault');
  return context.running;
};

/** Kernel conditions, by name. A table so that a test can break one at a time. */
export const GUARDS = {
  'refused: SIGSEGV': (f: Fault) => f.refused === 'SIGSEGV',
  'refused: SIGBUS': (f: Fault) => f.refused === 'SIGBUS',
  'pmd_none and a huge handler': (f: Fault) => f.pmd === 'none' && f.hugeAllowed,
  'huge, write to read-only': (f: Fault) => f.pmd === 'leaf' && (f.write || f.unshare) && !f.pmdWritable,
  'huge leaf': (f: Fault) => f.pmd === 'leaf',
  'huge entry mapped': (f: Fault) => f.hugeMapped,
  'pte_none, no vm_ops': (f: Fault) => f.entry === 'none' && f.anonymous,
  pte_none: (f: Fault) => f.entry === 'none',
  'write or unshare, !pte_write': (f: Fault) => (f.write || f.unshare) && !f.writable,
  'not a write': (f: Fault) => !f.write,
  'write, !VM_SHARED': (f: Fault) => f.write && !f.vmShared,
  map_pages: (f: Fault) => f.faultAround,
  'mapped by fault-around': (f: Fault) => f.mapped,
  VM_FAULT_NOPAGE: (f: Fault) => f.handled === 'nopage',
  'shared, no page': (f: Fault) => f.shared && f.page === null,
  'shared, page': (f: Fault) => f.shared && f.page !== null,
  'reusable, unshare': (f: Fault) => f.reusable && f.unshare,
  reusable: (f: Fault) => f.reusable,
};
export type GuardName = keyof typeof GUARDS;

/** Final states: how a fault ends. They are no kernel functions. */
export type FaultEnd = 'done' | 'SIGSEGV' | 'SIGBUS';

/** Enters a kernel function: it joins the path and the chain of callers, and its step is taken. */
const step = (name: string, run: Step) =>
  assign<FaultContext, FaultEvent, undefined, FaultEvent, never>(({ context }) => {
    const { cx, fault } = runningOf(context);
    cx.path.push(name);
    cx.chain.push(name);
    return { running: { cx, fault: run(cx, fault) } };
  });

const guard =
  (name: GuardName) =>
  ({ context }: { context: FaultContext }): boolean =>
    GUARDS[name](runningOf(context).fault);

/** The processor runs; it is no kernel function, and no part of a fault's path. */
const RUNNING = 'running';

export const faultChart = setup({
  types: { context: {} as FaultContext, events: {} as FaultEvent },
  guards: Object.fromEntries((Object.keys(GUARDS) as GuardName[]).map((name) => [name, guard(name)])) as Record<
    GuardName,
    ReturnType<typeof guard>
  >,
}).createMachine({
  id: 'fault',
  context: { running: null },
  initial: RUNNING,
  states: {
    [RUNNING]: {
      on: {
        FAULT: {
          target: 'handle_mm_fault',
          actions: assign(({ event: { cx, fault } }) => ({ running: { cx, fault } })),
        },
      },
    },
    handle_mm_fault: {
      entry: step('handle_mm_fault', handleMmFault),
      always: [
        { guard: 'refused: SIGSEGV', target: 'SIGSEGV' },
        { guard: 'pmd_none and a huge handler', target: 'create_huge_pmd' },
        { guard: 'huge, write to read-only', target: 'wp_huge_pmd' },
        { guard: 'huge leaf', target: 'huge_pmd_set_accessed' },
        { target: 'handle_pte_fault' },
      ],
    },
    create_huge_pmd: {
      entry: step('create_huge_pmd', createHugePmd),
      always: [{ guard: 'huge entry mapped', target: 'done' }, { target: 'handle_pte_fault' }],
    },
    wp_huge_pmd: {
      entry: step('wp_huge_pmd', wpHugePmd),
      always: [{ guard: 'huge entry mapped', target: 'done' }, { target: 'handle_pte_fault' }],
    },
    huge_pmd_set_accessed: { entry: step('huge_pmd_set_accessed', hugePmdSetAccessed), always: { target: 'done' } },
    handle_pte_fault: {
      entry: step('handle_pte_fault', handlePteFault),
      always: [
        { guard: 'pte_none, no vm_ops', target: 'do_anonymous_page' },
        { guard: 'pte_none', target: 'do_fault' },
        { guard: 'write or unshare, !pte_write', target: 'do_wp_page' },
        { target: 'ptep_set_access_flags' },
      ],
    },
    ptep_set_access_flags: { entry: step('ptep_set_access_flags', ptepSetAccessFlags), always: { target: 'done' } },
    do_anonymous_page: {
      entry: step('do_anonymous_page', doAnonymousPage),
      always: [{ guard: 'refused: SIGBUS', target: 'SIGBUS' }, { target: 'done' }],
    },
    do_fault: {
      entry: step('do_fault', doFault),
      always: [
        { guard: 'refused: SIGBUS', target: 'SIGBUS' },
        { guard: 'not a write', target: 'do_read_fault' },
        { guard: 'write, !VM_SHARED', target: 'do_cow_fault' },
        { target: 'do_shared_fault' },
      ],
    },
    do_read_fault: {
      entry: step('do_read_fault', doReadFault),
      always: [{ guard: 'map_pages', target: 'do_fault_around' }, { target: '__do_fault' }],
    },
    do_fault_around: {
      entry: step('do_fault_around', doFaultAround),
      always: [{ guard: 'mapped by fault-around', target: 'done' }, { target: '__do_fault' }],
    },
    do_cow_fault: { entry: step('do_cow_fault', doCowFault), always: { target: '__do_fault' } },
    do_shared_fault: { entry: step('do_shared_fault', doSharedFault), always: { target: '__do_fault' } },
    __do_fault: {
      entry: step('__do_fault', callHandler),
      always: [
        { guard: 'refused: SIGBUS', target: 'SIGBUS' },
        { guard: 'VM_FAULT_NOPAGE', target: 'done' },
        { target: 'finish_fault' },
      ],
    },
    finish_fault: { entry: step('finish_fault', finishFault), always: { target: 'done' } },
    do_wp_page: {
      entry: step('do_wp_page', doWpPage),
      always: [
        { guard: 'shared, no page', target: 'wp_pfn_shared' },
        { guard: 'shared, page', target: 'wp_page_shared' },
        { guard: 'reusable, unshare', target: 'done' },
        { guard: 'reusable', target: 'wp_page_reuse' },
        { target: 'wp_page_copy' },
      ],
    },
    wp_pfn_shared: { entry: step('wp_pfn_shared', wpPfnShared), always: { target: 'wp_page_reuse' } },
    wp_page_shared: { entry: step('wp_page_shared', wpPageShared), always: { target: 'wp_page_reuse' } },
    wp_page_reuse: { entry: step('wp_page_reuse', wpPageReuse), always: { target: 'done' } },
    wp_page_copy: { entry: step('wp_page_copy', wpPageCopy), always: { target: 'done' } },
    done: { type: 'final' },
    SIGSEGV: { type: 'final' },
    SIGBUS: { type: 'final' },
  },
  options: { maxIterations: 50 },
});
