/**
 * The functions that real kernels called (traces/FORMAT.md) against the functions that beads and decisions
 * name: each was called, in that order, below the callers shown.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { RECORDED } from '../cli/traceFolder.ts';
import type { RawBead } from '../mm/cx.ts';

/** In the order in which functions were entered: name, depth, and how often in a row. */
type Call = readonly [name: string, depth: number, count?: number];

interface RecordedPath {
  readonly set: string;
  readonly scenario: string;
  readonly step: number;
  readonly statement: string;
  readonly outcome: string;
  readonly calls: readonly Call[];
}

export const PATH_MACHINES = ['x86_64', 'arm'] as const;
export type PathMachine = (typeof PATH_MACHINES)[number];

export function readPaths(machine: PathMachine): Map<string, RecordedPath> {
  const text = gunzipSync(readFileSync(join(RECORDED, 'paths', `${machine}.jsonl.gz`))).toString('utf8');
  const paths = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedPath);
  return new Map(paths.map((path) => [`${path.set}/${path.scenario} ${path.step}`, path]));
}

/** Functions that the recordings cannot have, and why. */
const NOT_RECORDED: Readonly<Record<string, string>> = {
  put_page: 'inline in every build',
  is_valid_gup_args: 'static, and inlined into its callers',
  pr_warn_once: 'a macro',
  __free_pages: 'called by the test driver, whose own actions are not recorded: `kernel free`',
  memtype_erase: 'in arch/x86/mm/pat/memtype_interval.c, which was not recorded',
  devmem_is_allowed: 'in arch/x86/mm/init.c and lib/devmem_is_allowed.c, which were not recorded',
  task_mem: '`status` was not played for the recordings',
  exc_page_fault: 'noinstr: the compiler may add nothing to it',
  do_DataAbort: 'the recording of a fault begins at what it calls',
};

/** Functions that are recorded under another name, and why. */
const RECORDED_AS: Readonly<Record<string, { readonly names: readonly string[]; readonly why: string }>> = {
  __do_sys_mremap: { names: ['__se_sys_mremap', 'sys_mremap'], why: 'a system call is inlined into its entry' },
  'vm_ops->fault': { names: ['ps_fault'], why: "the test driver's" },
  'vm_ops->huge_fault': { names: ['ps_huge_fault'], why: "the test driver's" },
  'vm_ops->pfn_mkwrite': { names: ['ps_pfn_mkwrite'], why: "the test driver's" },
  'vm_ops->page_mkwrite': { names: ['ps_page_mkwrite'], why: "the test driver's" },
  'f_op->mmap': { names: ['pl_mmap'], why: "the test driver's" },
  __do_sys_munlock: { names: ['__se_sys_munlock', 'sys_munlock'], why: 'a system call is inlined into its entry' },
};

/**
 * The test driver looks ahead and does not make a call that would be a BUG, or that needs a struct page where there is
 * none (traces/FORMAT.md): BUG, or EINVAL.
 */
const NOT_CALLED_BY_DRIVER: Readonly<Record<string, readonly string[]>> = {
  BUG: ['vmf_insert_pfn', 'vmf_insert_pfn_pmd'],
  EINVAL: ['vm_insert_page', 'insert_page'],
};

export const KNOWN: Readonly<Record<string, string>> = {
  'hand/mixedmap-zero-shared 5':
    'the model makes the table before the handler is asked; Linux frees a prepared table if nothing is mapped',
};

export const OTHER_CALLS: Readonly<Record<string, string>> = {
  'hand2/write-page-fork 10': 'a file is unmapped in the order of processes; Linux takes that of its tree of mappings',
  'hand3/huge-mixed-populate 3': 'a huge entry is populated page by page; Linux passes over it at once',
  'hand3/huge-mixed-populate 4': 'a huge entry is populated page by page; Linux passes over it at once',
  'hand3/huge-mixed-populate 8': 'a huge entry is populated page by page; Linux passes over it at once',
};

/** Populating fails in the middle here, and is tried again from there: one fault more than the model has. */
export const TRIED_AGAIN: readonly string[] = [
  'hand/madvise-insert 8',
  'hand2/page-populate 9',
  'hand2/page-populate 10',
  'hand3/block-gup 10',
  'hand3/insert-fewer-shared 4',
  'hand3/insert-fewer-shared 7',
];

export interface Shown {
  readonly chain: readonly string[];
}

/** The chains of a statement in order: a bead's decisions were taken before it was recorded. */
export const shownBy = (beads: readonly RawBead[]): Shown[] =>
  beads.flatMap((bead) => [
    ...bead.decisions.map(({ callers, table: { name, also = [] } }) => {
      const asking = callers.at(-1);
      const asked = asking !== undefined && [name, ...also].includes(asking);
      return { chain: asked ? callers : [...callers, name] };
    }),
    { chain: bead.chain },
  ]);

export function callsOf(beads: readonly RawBead[]): Shown[] {
  const open: string[] = [];
  return beads.flatMap(({ calls }) =>
    calls.flatMap((call) => {
      if (!('fn' in call)) return [];
      open.length = call.depth;
      open.push(call.fn);
      return [{ chain: [...open] }];
    }),
  );
}

export function firstMissing(
  shown: readonly Shown[],
  { calls, outcome }: Pick<RecordedPath, 'calls' | 'outcome'>,
): { chain: string; why: string } | null {
  if (outcome === 'BUG' && calls.length === 0) return null;
  const callsTo = callsIn(calls);
  /** How many calls of each function lie before now. */
  const over = new Map<string, number>();
  const excused = NOT_CALLED_BY_DRIVER[outcome] ?? [];
  let now = -1;
  let used = 0;
  for (const { chain: all } of shown) {
    const fn = all.at(-1) ?? '';
    if (fn in NOT_RECORDED) continue;
    const chain = all.filter((one) => !(one in NOT_RECORDED));
    const found = callsTo(fn);
    let first = over.get(fn) ?? 0;
    while ((found[first]?.enter ?? now) < now) first++;
    over.set(fn, first);
    let next: Node | undefined;
    for (let i = first; next === undefined && i < found.length; i++) {
      const node = found[i]!;
      if ((node.enter > now || used < node.times) && leadsTo(chain, node)) next = node;
    }
    if (next !== undefined) {
      used = next.enter === now ? used + 1 : 1;
      now = next.enter;
      continue;
    }
    const called = found.length > 0;
    if (!called && chain.some((one) => excused.includes(one))) continue;
    const earlier = found.some((node) => leadsTo(chain, node));
    const why = earlier ? 'entered earlier only' : called ? 'not below these callers' : 'not called';
    return { chain: chain.join(' > '), why };
  }
  return null;
}

export const timesCalled = ({ calls }: Pick<RecordedPath, 'calls'>, fn: string): number =>
  calls.reduce((sum, [name, , count = 1]) => sum + (name === fn ? count : 0), 0);

interface Node {
  readonly name: string;
  readonly parent: Node | null;
  readonly enter: number;
  readonly times: number;
  exit: number;
}

function treeOf(calls: readonly Call[]): Node[] {
  const nodes: Node[] = [];
  const open: { node: Node; depth: number }[] = [];
  let time = 0;
  const close = (depth: number): void => {
    while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop()!.node.exit = time++;
  };
  for (const [name, depth, times = 1] of calls) {
    close(depth);
    const node = { name, parent: open.at(-1)?.node ?? null, enter: time++, times, exit: Infinity };
    nodes.push(node);
    open.push({ node, depth });
  }
  close(0);
  return nodes;
}

/** The calls of a function, as often as it is asked for. */
function callsIn(calls: readonly Call[]): (fn: string) => readonly Node[] {
  const nodes = treeOf(calls);
  const known = new Map<string, readonly Node[]>();
  return (fn) => {
    const found = known.get(fn) ?? nodes.filter((node) => isCalled(fn, node));
    known.set(fn, found);
    return found;
  };
}

const isCalled = (shown: string | undefined, { name }: Node): boolean =>
  shown === name || (RECORDED_AS[shown ?? '']?.names.includes(name) ?? false);

function leadsTo(chain: readonly string[], node: Node): boolean {
  let left = chain.length - 1;
  if (!isCalled(chain[left], node)) return false;
  left--;
  for (let at = node.parent; at !== null && left >= 0; at = at.parent) if (isCalled(chain[left], at)) left--;
  return left < 0;
}

/**
 * The first chain that the recorded calls do not have, or do not have in this place; null: they have all. What a chain
 * says of a function may have happened at any time between its beginning and its end, so each chain takes the earliest time
 * that the one before it leaves.
 */
export function firstViolation(
  shown: readonly Shown[],
  { calls, outcome }: Pick<RecordedPath, 'calls' | 'outcome'>,
): { chain: string; why: string } | null {
  // What was refused as a BUG before it was played calls nothing.
  if (outcome === 'BUG' && calls.length === 0) return null;
  const callsTo = callsIn(calls);
  const excused = NOT_CALLED_BY_DRIVER[outcome] ?? [];
  let now = 0;
  for (const { chain: all } of shown) {
    const chain = all.filter((fn) => !(fn in NOT_RECORDED));
    const fn = chain.at(-1);
    if (fn === undefined) continue;
    const called = callsTo(fn);
    // They come in the order in which they were entered.
    const next = called.find((node) => node.exit >= now && leadsTo(chain, node));
    if (next === undefined) {
      if (called.length === 0 && chain.some((one) => excused.includes(one))) continue;
      const earlier = called.some((node) => leadsTo(chain, node));
      const why = earlier ? 'called earlier only' : called.length > 0 ? 'not below these callers' : 'not called';
      return { chain: chain.join(' > '), why };
    }
    now = Math.max(now, next.enter);
  }
  return null;
}
