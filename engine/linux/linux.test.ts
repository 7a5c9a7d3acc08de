import { describe, expect, test } from 'vitest';
import type { Decision, Step } from '../facts.ts';
import { parse } from '../language/parse.ts';
import type { DecisionTable } from '../mm/decisionTable.ts';
import type { Linux } from '../mm/linux.ts';
import { createRun, type Run } from '../run/run.ts';
import { specOf } from '../run/spec.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { DECISION_TABLES, LINUX } from './linux.ts';

/** One architecture under two kernels. */
function beside(text: string, other: Linux): { run: Run; steps: readonly Step[] } {
  const spec = specOf('x86_64');
  const run = createRun(parse(text), [spec, { ...spec, name: 'x86_64@other', linux: other }]);
  return { run, steps: [...run.play()] };
}

const decisionsOf = (steps: readonly Step[], machine: 0 | 1): Decision[] =>
  steps.flatMap(({ beads }) => beads.flatMap(({ machines }) => machines[machine]?.decisions ?? []));

const EVERYBODY = `A mmap m 4 private rw anon
A write m+0
A write m+1
A write m+2
A fork B
B write m+0
A gup m+1
A folio_walk m+1
A pagemap m*
A smaps m
A mprotect m* r
A mprotect m* rw
A madvise m+1 cold
A madvise m+2 free
A munmap m*
`;

const UNSHOWN = `A mmap v 1 shared rw vmf_page driver+0 page_mkwrite
A read v
A write v
A mmap io 1 private rw remap_pfn_range mmio+0
A kvm_fault io
A vfio_pin io
`;

describe('a kernel in which vm_normal_page never finds a page', () => {
  const { run, steps } = beside(EVERYBODY, {
    ...LINUX,
    vmNormalPageTable: { ...LINUX.vmNormalPageTable, first: 'raw_special' },
  });
  const asked = ([0, 1] as const).map((machine) =>
    decisionsOf(steps, machine).filter(({ table }) => table === 'vm_normal_page'),
  );
  const askers = (all: readonly Decision[]): ReadonlySet<string | undefined> =>
    new Set(all.map(({ callers }) => callers.at(-2)));

  // Origin: the callers of vm_normal_page in mm/ and fs/proc/ of Linux 6.12.
  test('says so to the fault path, fork, zap, GUP, walkers and readers', () => {
    const everybody = new Set([
      'can_change_pte_writable',
      'copy_present_ptes',
      'do_wp_page',
      'folio_walk_start',
      'follow_page_pte',
      'pte_to_pagemap_entry',
      'smaps_pte_entry',
      'vm_normal_folio',
      'zap_present_ptes',
    ]);
    expect(asked.map(askers)).toEqual([everybody, everybody]);
    expect(asked.map((all) => [...new Set(all.map(({ verdict }) => verdict))])).toEqual([['page'], ['raw_special']]);
  });

  test('says so to pictures, traces and whoever asks about an entry', () => {
    const entries = run
      .snapshot({ step: 4, bead: 99 })
      .machines.map(({ processes }) => processes.flatMap(({ vmas }) => vmas.flatMap((vma) => vma.entries)));
    const found = [
      [true, true, true],
      [false, false, false],
    ];
    expect(entries.map((all) => all.map(({ normal }) => normal))).toEqual(found);
    const records = run.machines.map(({ name }) => run.record(4, name)?.pages.map(({ normal }) => normal));
    expect(records).toEqual(found);
    const answers = run.askEntry({ step: 4, bead: 99 }, 'A', { name: 'm', page: 1 });
    expect(answers.map((answer) => answer?.decision.verdict)).toEqual(['page', 'raw_special']);
    expect(answers[1]?.flips).toEqual([]);
  });

  test('leaves the machine beside it as it is alone (property)', () => {
    const alone = createRun(parse(EVERYBODY), [specOf('x86_64')]);
    for (const { step } of alone.play()) expect(run.record(step, 'x86_64')).toEqual(alone.record(step, 'x86_64'));
  });
});

test('tables and functions are reached through the context (property: copies of them do the same)', () => {
  const called = new Set<string>();
  const isTable = (member: unknown): member is DecisionTable<never, string> =>
    (DECISION_TABLES as readonly unknown[]).includes(member);
  const copyOf = (name: string, member: unknown): unknown => {
    if (isTable(member)) return { ...member, name: `other ${member.name}` };
    if (typeof member !== 'function') return member;
    return (...args: unknown[]): unknown => {
      called.add(name);
      return Reflect.apply(member, undefined, args);
    };
  };
  const copy = <T extends object>(members: T): T =>
    Object.fromEntries(Object.entries(members).map(([name, member]) => [name, copyOf(name, member)])) as T;
  const other: Linux = { ...copy(LINUX), faultSteps: copy(LINUX.faultSteps) };

  const [tables, states] = [new Set<string>(), new Set<string>()];
  for (const text of [...SCENARIOS.map((scenario) => scenario.text), UNSHOWN]) {
    const { steps } = beside(text, other);
    const own = decisionsOf(steps, 0);
    expect(decisionsOf(steps, 1)).toEqual(own.map((decision) => ({ ...decision, table: `other ${decision.table}` })));
    for (const { table } of own) tables.add(table);
    for (const { faults } of steps)
      for (const fault of faults[0] ?? []) for (const state of fault.states) states.add(state);
  }
  expect([...tables].sort()).toEqual(DECISION_TABLES.map(({ name }) => name).sort());
  const functions = Object.entries(LINUX).flatMap(([name, member]) => (typeof member === 'function' ? [name] : []));
  expect([...called].sort()).toEqual([...functions, ...states].sort());
});
