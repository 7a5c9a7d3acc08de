/**
 * What a person might answer when asked to predict. It is made from the statement and the state before it alone: a choice
 * that came from the state after it would give itself away.
 */
import { hasPteSpecial, pageKb } from '../arch/arch.ts';
import type { AskAnswer } from '../facts.ts';
import { COUNTER_QUESTIONS, type Ask, type Statement } from '../language/program.ts';
import { hasHugeFault } from '../mm/driver.ts';
import type { DecisionTable } from '../mm/decisionTable.ts';
import { listEntries, type ListedEntry } from '../mm/entryList.ts';
import { PIN_BIAS, type Vma } from '../mm/world.ts';
import { OPS } from '../ops/index.ts';
import { refused } from '../ops/outcome.ts';
import type { ProcessName } from '../types.ts';
import { pageState } from './stateFacts.ts';
import { findings } from './findings.ts';
import {
  entryOf,
  likelyAt,
  originOf,
  originOfProcess,
  pagesIn,
  spotOf,
  vmaOf,
  type Before,
  type Spot,
} from './likely.ts';

/** Where faults were recorded to end: all, those of reads and those of writes. */
const ENDS = ['do_anonymous_page', '__do_fault', 'finish_fault', 'ptep_set_access_flags'];
const ENDS_OF_READS = ['do_fault', 'do_fault_around'];
const ENDS_OF_WRITES = ['do_wp_page', 'wp_page_copy', 'wp_page_reuse'];
const HUGE_ENDS = ['create_huge_pmd', 'huge_pmd_set_accessed'];

function endsOf(statement: Statement, machines: readonly Before[]): readonly string[] {
  const spot = spotOf(statement);
  const huge = spot !== null && machines.some((machine) => mayBeHuge(machine, spot, statement));
  return [
    ...(huge ? HUGE_ENDS : []),
    ...ENDS,
    ...(statement.op === 'write' ? [] : ENDS_OF_READS),
    ...(statement.op === 'read' ? [] : ENDS_OF_WRITES),
  ];
}

/** The questions of a table that may be the last to be asked. */
function lastQuestions({ questions }: DecisionTable<never, string>, first: string): string[] {
  const reached = new Set([first]);
  const labels: string[] = [];
  for (const id of reached) {
    const asked = questions[id];
    if (!asked) continue;
    const ways = [asked.yes, asked.no];
    if (ways.some((way) => !(way in questions))) labels.push(asked.label);
    for (const way of ways) reached.add(way);
  }
  return labels;
}

function mayBeHuge(machine: Before, spot: Spot, statement: Statement): boolean {
  if (statement.op === 'mmap' && statement.name === spot.place.name) return false;
  const vma = vmaOf(machine, originOf(statement, spot));
  return vma !== null && hasHugeFault(machine.cx, vma);
}

function decidingLabels(machine: Before, spot: Spot, statement: Statement): string[] {
  const { arch, linux } = machine.cx;
  const { first, questions } = linux.vmNormalPageTable;
  const branch = hasPteSpecial(arch) ? questions[first]?.yes : questions[first]?.no;
  const huge = linux.vmNormalPagePmdTable;
  return [
    ...lastQuestions(linux.vmNormalPageTable, branch ?? first),
    ...(mayBeHuge(machine, spot, statement) ? lastQuestions(huge, huge.first) : []),
  ];
}

const mappedIn = ({ cx, before }: Before, process: ProcessName, vma: Vma): ListedEntry[] =>
  listEntries(before.world, cx).filter((e) => e.process === process && vma.start <= e.vpn && e.vpn < vma.end);

type Counter = (typeof COUNTER_QUESTIONS)[number];
const isCounter = (question: Ask['question']): question is Counter =>
  COUNTER_QUESTIONS.some((counter) => counter === question);

/** How many pages a statement is about. */
function pagesOf(statement: Statement): number {
  if (statement.op === 'mmap') return statement.pages;
  return 'place' in statement ? pagesIn(statement.place) : 1;
}

const around = (count: number, by: number): number[] => [count, count + by, count - by];

/** How many more pages a read may map that is of a file: the kernel maps those around as well. */
function mappedAround(machine: Before, statement: Statement): number {
  const spot = spotOf(statement);
  const vma = spot && vmaOf(machine, spot);
  if (vma?.ops?.kind !== 'file') return 0;
  return vma.end - vma.start - mappedIn(machine, spot!.process, vma).length;
}

function countersNear(machine: Before, counter: Counter, process: ProcessName, statement: Statement): number[] {
  const count = machine.before.world.mms[originOfProcess(statement, process)]?.rss[counter] ?? 0;
  return [...around(count, pagesOf(statement)), count + mappedAround(machine, statement)];
}

function countsNear(machine: Before, counted: 'refcount' | 'mapcount', asked: Spot, statement: Statement): number[] {
  const { cx, before } = machine;
  const entry = entryOf(machine, originOf(statement, asked));
  const count = entry && pageState(before.world, cx.arch, cx, before.names, entry)[counted];
  if (count === null) return [];
  if (counted === 'mapcount') return [count];
  return [
    count,
    ...(statement.op === 'pin' ? [count + PIN_BIAS] : []),
    ...(count > PIN_BIAS ? [count - PIN_BIAS] : []),
  ];
}

/** With those that are one off. */
function asCounts(counts: readonly number[]): AskAnswer[] {
  const near = counts.flatMap((n) => [n - 1, n, n + 1]).filter((n) => n >= 0);
  return [...new Set(near)].map((count) => ({ kind: 'count', count }));
}

function sizesOf(machines: readonly Before[], asked: Spot, statement: Statement): AskAnswer[] {
  const sizes = machines.flatMap((machine) => {
    const { process, place } = originOf(statement, asked);
    const vma = vmaOf(machine, { process, place });
    const pages = [0, 1, 2, pagesOf(statement)];
    if (vma !== null) {
      const mapped = mappedIn(machine, process, vma);
      const counted = mapped.filter(({ normal }) => normal);
      pages.push(...[mapped, counted].flatMap(({ length }) => around(length, pagesOf(statement))), vma.end - vma.start);
    }
    return pages.filter((count) => count >= 0).map((count) => count * pageKb(machine.cx.arch));
  });
  return [...new Set(sizes)].map((kB) => ({ kind: 'size', kB }));
}

function guessesAt(
  question: Ask['question'],
  spot: Spot,
  statement: Statement,
  machines: readonly Before[],
): AskAnswer[] {
  switch (question) {
    case 'decided_by': {
      const labels = machines.flatMap((machine) => decidingLabels(machine, spot, statement));
      return [...new Set(labels)].map((label) => ({ kind: 'decided', label }));
    }
    case 'rss':
      return sizesOf(machines, spot, statement);
    case 'refcount':
    case 'mapcount':
      return asCounts(machines.flatMap((machine) => countsNear(machine, question, spot, statement)));
    case 'frame':
      return machines
        .flatMap((machine) => likelyAt(machine, spot, statement))
        .map(({ frame }) => ({ kind: 'frame', frame }));
    default:
      return [];
  }
}

export function guessesOf(ask: Ask, statement: Statement, machines: readonly Before[]): AskAnswer[] {
  const { question, process, place } = ask;
  if (question === 'outcome') {
    const { expect, gives } = OPS[statement.op];
    return [
      ...findings(statement, gives, machines).map((value) => ({ kind: 'ok', value }) as const),
      ...expect.map(refused),
    ].map((outcome) => ({ kind: 'outcome', outcome }));
  }
  if (question === 'path') {
    return [null, ...endsOf(statement, machines)].map((fn) => ({ kind: 'path', fn }));
  }
  if (process === null) return [];
  if (isCounter(question)) {
    const counts = asCounts(machines.flatMap((machine) => countersNear(machine, question, process, statement)));
    const mayBeGone = statement.op === 'exit' || machines.some(({ before }) => before.world.mms[process] === undefined);
    return mayBeGone ? [...counts, { kind: 'unmapped' }] : counts;
  }
  return place === null ? [] : guessesAt(question, { process, place }, statement, machines);
}
