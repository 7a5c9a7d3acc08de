/**
 * The fault path: one xstate machine. Its states are kernel functions, its guards kernel conditions, and it alone decides
 * their order. Each state's entry calls the kernel's step of that name; a guard only compares fields of the fault. The chart on
 * screen is drawn from this definition. Kernel: mm/memory.c, 6.12. Rules R-FT-3 to R-FT-65.
 */
import { assign, createMachine } from 'xstate';
import { type Cx, enter } from '../mm/cx.ts';
import type { Fault, FaultStepName } from '../mm/fault/fault.ts';
import type { KernelFunction } from '../functions.ts';

interface Running {
  readonly cx: Cx;
  readonly fault: Fault;
}
interface FaultContext {
  /** null: the processor runs, nothing has faulted. */
  readonly running: Running | null;
}
/** Sent when an access cannot continue. A retried access is a new event. */
export type FaultEvent = { readonly type: 'FAULT' } & Running;

const runningOf = (context: FaultContext): Running => {
  if (context.running === null) throw new Error('the fault chart was entered without a fault');
  return context.running;
};

/** A kernel condition, and how it is shown. */
export interface Guard {
  readonly label: string;
  readonly help: string;
  readonly rules: readonly string[];
  readonly holds: (fault: Fault) => boolean;
}

/** Kernel conditions, by name. A table so that a test can break one at a time. */
export const GUARDS = {
  'refused: SIGSEGV': {
    label: 'forbidden here',
    help: 'A write that the mapping never allows, or a write and an unshare at once: the caller made a mistake.',
    rules: ['R-FT-3', 'R-FT-5', 'R-FT-6'],
    holds: (f) => f.refused === 'SIGSEGV',
  },
  'refused: SIGBUS': {
    label: 'no page to map',
    help: 'A shared mapping without operations, a mapping without a fault handler, or a handler that refuses.',
    rules: ['R-FT-22', 'R-FT-27'],
    holds: (f) => f.refused === 'SIGBUS',
  },
  'pmd_none and a huge handler': {
    label: 'empty, and the driver maps blocks',
    help: 'The entry above the last-level table is empty, and the driver has a huge_fault handler.',
    rules: ['R-FT-11', 'R-HP-6'],
    holds: (f) => f.pmd === 'none' && f.hugeAllowed,
  },
  'huge, write to read-only': {
    label: 'huge entry, read-only, write wanted',
    help: 'One entry maps the whole block, and a write or an unshare finds it read-only.',
    rules: ['R-FT-12', 'R-HP-10'],
    holds: (f) => f.pmd === 'leaf' && (f.write || f.unshare) && !f.pmdWritable,
  },
  'huge leaf': {
    label: 'huge entry',
    help: 'One entry maps the whole block.',
    rules: ['R-FT-12'],
    holds: (f) => f.pmd === 'leaf',
  },
  'huge entry mapped': {
    label: 'the driver mapped it',
    help: 'The driver has put a huge entry in place.',
    rules: ['R-FT-11', 'R-HP-10'],
    holds: (f) => f.hugeMapped,
  },
  'pte_none, no vm_ops': {
    label: 'empty, mapping has no vm_ops',
    help: 'Nothing is mapped, and the mapping has no operations of its own: it is anonymous.',
    rules: ['R-FT-14'],
    holds: (f) => f.entry === 'none' && f.anonymous,
  },
  pte_none: {
    label: 'empty',
    help: 'Nothing is mapped yet.',
    rules: ['R-FT-14'],
    holds: (f) => f.entry === 'none',
  },
  'write or unshare, !pte_write': {
    label: 'read-only, write wanted',
    help: 'A write, or a pin that wants the page unshared, finds a read-only entry.',
    rules: ['R-FT-18'],
    holds: (f) => (f.write || f.unshare) && !f.writable,
  },
  'not a write': {
    label: 'not a write',
    help: 'The page is only read.',
    rules: ['R-FT-28'],
    holds: (f) => !f.write,
  },
  'write, !VM_SHARED': {
    label: 'write, not VM_SHARED',
    help: 'A write to a private mapping: it gets a copy of its own.',
    rules: ['R-FT-29'],
    holds: (f) => f.write && !f.vmShared,
  },
  map_pages: {
    label: 'can map neighbours',
    help: 'The mapping has map_pages: pages in the page cache can be mapped without asking for each one.',
    rules: ['R-FT-31'],
    holds: (f) => f.faultAround,
  },
  'mapped by fault-around': {
    label: 'the page was among them',
    help: 'The page itself was in the page cache and is mapped now.',
    rules: ['R-FT-31'],
    holds: (f) => f.mapped,
  },
  VM_FAULT_NOPAGE: {
    label: 'the handler filled the entry',
    help: 'VM_FAULT_NOPAGE: the driver has inserted the entry itself and returns no page.',
    rules: ['R-FT-32'],
    holds: (f) => f.handled === 'nopage',
  },
  pfn_mkwrite: {
    label: 'the driver has pfn_mkwrite',
    help: 'The driver wants to hear of the first write to a raw frame.',
    rules: ['R-FT-49'],
    holds: (f) => f.pfnMkwrite,
  },
  page_mkwrite: {
    label: 'the driver has page_mkwrite',
    help: 'The driver wants to hear of the first write to a page.',
    rules: ['R-FT-50'],
    holds: (f) => f.pageMkwrite,
  },
  'shared, no page': {
    label: 'shared, no page',
    help: 'The mapping is shared, and vm_normal_page finds no page.',
    rules: ['R-FT-43'],
    holds: (f) => f.shared && f.page === null,
  },
  'shared, page': {
    label: 'shared, a page',
    help: 'The mapping is shared, and vm_normal_page finds a page.',
    rules: ['R-FT-44'],
    holds: (f) => f.shared && f.page !== null,
  },
  'reusable, unshare': {
    label: 'its own page, only unshare',
    help: 'The anonymous page belongs to this process alone, and nothing is written: the entry stays as it is.',
    rules: ['R-FT-45'],
    holds: (f) => f.reusable && f.unshare,
  },
  reusable: {
    label: 'its own page',
    help: 'The anonymous page belongs to this process alone, so it needs no copy.',
    rules: ['R-FT-45'],
    holds: (f) => f.reusable,
  },
} satisfies Record<string, Guard>;
export type GuardName = keyof typeof GUARDS;

/** Final states: how a fault ends. They are not kernel functions. */
export type FaultEnd = 'done' | 'SIGSEGV' | 'SIGBUS';

interface StateMeta {
  readonly rules: readonly string[];
}

interface Called {
  /** The states whose functions call this one: whatever else was entered since has returned by then. */
  readonly callers: readonly FaultStepName[];
  readonly by: readonly KernelFunction[];
}

const CALLED: Readonly<Record<FaultStepName, Called>> = {
  handle_mm_fault: { callers: [], by: [] },
  create_huge_pmd: { callers: ['handle_mm_fault'], by: ['__handle_mm_fault'] },
  wp_huge_pmd: { callers: ['handle_mm_fault'], by: ['__handle_mm_fault'] },
  huge_pmd_set_accessed: { callers: ['handle_mm_fault'], by: ['__handle_mm_fault'] },
  handle_pte_fault: { callers: ['handle_mm_fault'], by: ['__handle_mm_fault'] },
  ptep_set_access_flags: { callers: ['handle_pte_fault'], by: [] },
  do_anonymous_page: { callers: ['handle_pte_fault'], by: ['do_pte_missing'] },
  do_fault: { callers: ['handle_pte_fault'], by: ['do_pte_missing'] },
  do_read_fault: { callers: ['do_fault'], by: [] },
  do_fault_around: { callers: ['do_read_fault'], by: [] },
  do_cow_fault: { callers: ['do_fault'], by: [] },
  do_shared_fault: { callers: ['do_fault'], by: [] },
  __do_fault: { callers: ['do_read_fault', 'do_cow_fault', 'do_shared_fault'], by: [] },
  finish_fault: { callers: ['do_read_fault', 'do_cow_fault', 'do_shared_fault'], by: [] },
  do_wp_page: { callers: ['handle_pte_fault'], by: [] },
  wp_pfn_shared: { callers: ['do_wp_page'], by: [] },
  wp_page_shared: { callers: ['do_wp_page'], by: [] },
  do_page_mkwrite: { callers: ['wp_page_shared'], by: [] },
  finish_mkwrite_fault: { callers: ['wp_pfn_shared', 'wp_page_shared'], by: [] },
  wp_page_reuse: { callers: ['do_wp_page', 'wp_pfn_shared', 'wp_page_shared', 'finish_mkwrite_fault'], by: [] },
  wp_page_copy: { callers: ['do_wp_page'], by: [] },
};

/**
 * Enters a kernel function: takes what has returned off the chain of callers, adds the function to it and to the path,
 * and takes its step, as this kernel has it.
 */
const step = (name: FaultStepName) =>
  assign<FaultContext, FaultEvent, undefined, FaultEvent, never>(({ context }) => {
    const { cx, fault } = runningOf(context);
    const { callers, by } = CALLED[name];
    const caller = cx.chain.findLastIndex((fn) => callers.some((one) => one === fn));
    if (caller >= 0) {
      const running = by.findIndex((fn, i) => cx.chain[caller + 1 + i] !== fn);
      cx.chain.length = caller + 1 + (running < 0 ? by.length : running);
    }
    for (const fn of caller < 0 ? by : by.slice(cx.chain.length - caller - 1)) enter(cx, fn);
    enter(cx, name);
    cx.path.push(name);
    const first = cx.beads.length;
    const at = cx.entered.push(first) - 1;
    cx.told.push(null);
    const next = cx.linux.faultSteps[name](cx, fault);
    const told = cx.beads.slice(first).findIndex((bead) => bead.fn === name);
    cx.told[at] = told < 0 ? null : first + told;
    return { running: { cx, fault: next } };
  });

const guard =
  (name: GuardName) =>
  ({ context }: { context: FaultContext }): boolean =>
    GUARDS[name].holds(runningOf(context).fault);

/** The processor runs. Not a kernel function, and not part of a fault's path. */
const RUNNING = 'running';

/** For the compiler alone: `setup()` would check the same, but brings all of xstate's actions into the worker. */
const types = {} as {
  readonly context: FaultContext;
  readonly events: FaultEvent;
  readonly meta: StateMeta;
  readonly guards: { readonly type: GuardName };
};

export const faultChart = createMachine(
  {
    types,
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
        description: 'Checks the request and looks at the level above the PTEs.',
        meta: { rules: ['R-FT-3', 'R-FT-4', 'R-FT-5', 'R-FT-6', 'R-FT-11', 'R-FT-12', 'R-FT-13'] },
        entry: step('handle_mm_fault'),
        always: [
          { guard: 'refused: SIGSEGV', target: 'SIGSEGV' },
          { guard: 'pmd_none and a huge handler', target: 'create_huge_pmd' },
          { guard: 'huge, write to read-only', target: 'wp_huge_pmd' },
          { guard: 'huge leaf', target: 'huge_pmd_set_accessed' },
          { target: 'handle_pte_fault' },
        ],
      },
      create_huge_pmd: {
        description: 'Asks the driver to map the whole block with one entry.',
        meta: { rules: ['R-FT-11', 'R-HP-6'] },
        entry: step('create_huge_pmd'),
        always: [
          { guard: 'refused: SIGBUS', target: 'SIGBUS' },
          { guard: 'huge entry mapped', target: 'done' },
          { target: 'handle_pte_fault' },
        ],
      },
      wp_huge_pmd: {
        description:
          'A write to a read-only huge entry: the driver may make it writable, otherwise the entry is cleared.',
        meta: { rules: ['R-HP-8', 'R-HP-10', 'R-HP-11'] },
        entry: step('wp_huge_pmd'),
        always: [
          { guard: 'refused: SIGBUS', target: 'SIGBUS' },
          { guard: 'huge entry mapped', target: 'done' },
          { target: 'handle_pte_fault' },
        ],
      },
      huge_pmd_set_accessed: {
        description: 'Marks the huge entry accessed, and dirty for a write.',
        meta: { rules: ['R-FT-12'] },
        entry: step('huge_pmd_set_accessed'),
        always: { target: 'done' },
      },
      handle_pte_fault: {
        description: 'Reads the entry. What it finds decides how to go on.',
        meta: { rules: ['R-FT-14', 'R-FT-18', 'R-FT-19', 'R-FT-20'] },
        entry: step('handle_pte_fault'),
        always: [
          { guard: 'pte_none, no vm_ops', target: 'do_anonymous_page' },
          { guard: 'pte_none', target: 'do_fault' },
          { guard: 'write or unshare, !pte_write', target: 'do_wp_page' },
          { target: 'ptep_set_access_flags' },
        ],
      },
      ptep_set_access_flags: {
        description: 'Marks the entry accessed, and dirty for a write.',
        meta: { rules: ['R-FT-19', 'R-FT-20'] },
        entry: step('ptep_set_access_flags'),
        always: { target: 'done' },
      },
      do_anonymous_page: {
        description: 'The first touch of private anonymous memory: a read maps the zero page, a write a fresh page.',
        meta: { rules: ['R-FT-22', 'R-FT-23', 'R-FT-24'] },
        entry: step('do_anonymous_page'),
        always: [{ guard: 'refused: SIGBUS', target: 'SIGBUS' }, { target: 'done' }],
      },
      do_fault: {
        description: 'Nothing is mapped, and the mapping has operations: chooses what to ask its handler for.',
        meta: { rules: ['R-FT-27', 'R-FT-28', 'R-FT-29', 'R-FT-30'] },
        entry: step('do_fault'),
        always: [
          { guard: 'refused: SIGBUS', target: 'SIGBUS' },
          { guard: 'not a write', target: 'do_read_fault' },
          { guard: 'write, !VM_SHARED', target: 'do_cow_fault' },
          { target: 'do_shared_fault' },
        ],
      },
      do_read_fault: {
        description: 'A read: the page itself will be mapped.',
        meta: { rules: ['R-FT-28', 'R-FT-31'] },
        entry: step('do_read_fault'),
        always: [{ guard: 'map_pages', target: 'do_fault_around' }, { target: '__do_fault' }],
      },
      do_fault_around: {
        description: 'Maps all surrounding pages that are already in the page cache.',
        meta: { rules: ['R-FT-31'] },
        entry: step('do_fault_around'),
        always: [{ guard: 'mapped by fault-around', target: 'done' }, { target: '__do_fault' }],
      },
      do_cow_fault: {
        description: 'A write to a private mapping: allocates a page for the copy before the handler is called.',
        meta: { rules: ['R-FT-29', 'R-FT-32'] },
        entry: step('do_cow_fault'),
        always: { target: '__do_fault' },
      },
      do_shared_fault: {
        description: 'A write to a shared mapping: the page itself will be mapped, writable and dirty.',
        meta: { rules: ['R-FT-30', 'R-FT-33'] },
        entry: step('do_shared_fault'),
        always: { target: '__do_fault' },
      },
      __do_fault: {
        description: 'Calls the fault handler of the mapping.',
        meta: { rules: ['R-FT-32', 'R-FT-34b', 'R-FT-35'] },
        entry: step('__do_fault'),
        always: [
          { guard: 'refused: SIGBUS', target: 'SIGBUS' },
          { guard: 'VM_FAULT_NOPAGE', target: 'done' },
          { target: 'finish_fault' },
        ],
      },
      finish_fault: {
        description: 'Maps the page, or its copy, and counts it.',
        meta: { rules: ['R-FT-31', 'R-FT-32', 'R-FT-33'] },
        entry: step('finish_fault'),
        always: { target: 'done' },
      },
      do_wp_page: {
        description: 'A write to a read-only entry: asks vm_normal_page, then whether the page can be reused.',
        meta: { rules: ['R-FT-42', 'R-FT-43', 'R-FT-44', 'R-FT-45', 'R-FT-46'] },
        entry: step('do_wp_page'),
        always: [
          { guard: 'shared, no page', target: 'wp_pfn_shared' },
          { guard: 'shared, page', target: 'wp_page_shared' },
          { guard: 'reusable, unshare', target: 'done' },
          { guard: 'reusable', target: 'wp_page_reuse' },
          { target: 'wp_page_copy' },
        ],
      },
      wp_pfn_shared: {
        description: 'A raw frame of a shared mapping is never copied.',
        meta: { rules: ['R-FT-43', 'R-FT-49'] },
        entry: step('wp_pfn_shared'),
        always: [{ guard: 'pfn_mkwrite', target: 'finish_mkwrite_fault' }, { target: 'wp_page_reuse' }],
      },
      wp_page_shared: {
        description: 'A page of a shared mapping is never copied: it is marked dirty.',
        meta: { rules: ['R-FT-44', 'R-FT-50'] },
        entry: step('wp_page_shared'),
        always: [{ guard: 'page_mkwrite', target: 'do_page_mkwrite' }, { target: 'wp_page_reuse' }],
      },
      do_page_mkwrite: {
        description: 'Tells the driver of the first write to a page of a shared mapping.',
        meta: { rules: ['R-FT-50'] },
        entry: step('do_page_mkwrite'),
        always: { target: 'finish_mkwrite_fault' },
      },
      finish_mkwrite_fault: {
        description: 'Takes the lock again, and goes on if the entry has not changed meanwhile.',
        meta: { rules: ['R-FT-49', 'R-FT-50'] },
        entry: step('finish_mkwrite_fault'),
        always: { target: 'wp_page_reuse' },
      },
      wp_page_reuse: {
        description: 'The entry keeps its frame and becomes dirty, and writable if the mapping is.',
        meta: { rules: ['R-FT-48'] },
        entry: step('wp_page_reuse'),
        always: { target: 'done' },
      },
      wp_page_copy: {
        description: 'Replaces the old frame with a private copy.',
        meta: { rules: ['R-FT-53', 'R-FT-54', 'R-FT-55', 'R-FT-60', 'R-FT-61', 'R-FT-62'] },
        entry: step('wp_page_copy'),
        always: { target: 'done' },
      },
      done: {
        type: 'final',
        description: 'The fault is over: whoever caused it tries again.',
        meta: { rules: ['R-FT-2'] },
      },
      SIGSEGV: {
        type: 'final',
        description: 'Refused: a process gets the signal SIGSEGV, a caller inside the kernel EFAULT.',
        meta: { rules: ['R-FT-2'] },
      },
      SIGBUS: {
        type: 'final',
        description: 'Nothing to map: a process gets the signal SIGBUS, a caller inside the kernel EFAULT.',
        meta: { rules: ['R-FT-2'] },
      },
    },
    options: { maxIterations: 50 },
  },
  {
    guards: Object.fromEntries((Object.keys(GUARDS) as GuardName[]).map((name) => [name, guard(name)])),
  },
);
