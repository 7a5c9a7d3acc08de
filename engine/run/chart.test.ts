import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { FAULT_CHART } from '../atlas/chart.data.ts';
import { createRun } from './run.ts';
import { mapsText } from '../say/proc.ts';

test('the drawn chart is the one that runs (rules R-FT-3 to R-FT-65)', () => {
  expect(FAULT_CHART.initial).toBe('handle_mm_fault');
  const names = FAULT_CHART.states.map((state) => state.name);
  expect(names).toEqual(expect.arrayContaining(['do_wp_page', 'wp_page_copy', 'do_anonymous_page', 'SIGBUS']));
  for (const state of FAULT_CHART.states) {
    for (const { target } of state.transitions) expect(names, state.name).toContain(target);
    expect(state.final || state.transitions.at(-1)?.guard === null, state.name).toBe(true);
    // One transition per target, so that a path identifies the transitions.
    expect(new Set(state.transitions.map((t) => t.target)).size, state.name).toBe(state.transitions.length);
    for (const { help, rules } of [state, ...state.transitions.flatMap((t) => t.guard ?? [])]) {
      expect(help, state.name).toMatch(/\.$/);
      expect(rules.length, state.name).toBeGreaterThan(0);
    }
    expect(state.final, state.name).toBe(state.file === null);
  }
  const doWpPage = FAULT_CHART.states.find((state) => state.name === 'do_wp_page');
  expect(doWpPage?.transitions.map((t) => t.target)).toEqual([
    'wp_pfn_shared',
    'wp_page_shared',
    'done',
    'wp_page_reuse',
    'wp_page_copy',
  ]);
});

test('a step lists its faults, and how each ended', () => {
  const run = createRun(parse('A mmap m 2 private rw anon\nA mlock m*\n'));
  const steps = [...run.play()];
  expect(steps[1]?.faults).toMatchObject(
    [0, 1].map(() =>
      [0, 1].map((page) => ({
        process: 'A',
        place: { name: 'm', page },
        access: 'write',
        states: ['handle_mm_fault', 'handle_pte_fault', 'do_anonymous_page'],
        end: 'done',
      })),
    ),
  );
  const [first, second] = steps[1]?.faults[0] ?? [];
  expect(first?.beads.map((bead) => steps[1]?.beads[bead]?.fn)).toEqual(first?.states);
  expect(first?.entered).toEqual(first?.beads);
  expect(first?.left).toBeLessThanOrEqual(second?.entered[0] ?? 0);
  for (const step of steps) {
    step.faults.forEach((faults, machine) => {
      expect(faults.flatMap((f) => f.states)).toEqual(run.record(step.step, run.machines[machine]!.name)?.path);
    });
  }
});

test('MADV_NOHUGEPAGE keeps a driver from being asked for a huge entry (origin: vma_thp_disabled in mm/huge_memory.c)', () => {
  const text =
    'machines x86_64\nA mmap h 512 shared rw vmf_insert_pfn_pmd driver+512\nA madvise h* nohugepage\nA read h+5\n';
  const steps = [...createRun(parse(text)).play()];
  const states = steps[2]?.faults[0]?.flatMap((fault) => fault.states) ?? [];
  expect(states).toContain('do_fault');
  expect(states).not.toContain('create_huge_pmd');
});

test('/proc shows nothing of a huge PFN mapping either (R-WK-1, R-WK-10, R-WK-16)', () => {
  const run = createRun(parse('machines x86_64\nA mmap h 512 shared rw vmf_insert_pfn_pmd mmio+0\nA read h\n'));
  for (const _ of run.play());
  expect(run.proc({ step: 2, bead: 99 })[0]?.[0]?.vmas[0]).toMatchObject({
    populated: 512,
    raw: 512,
    missed: [
      { kind: 'pagemap', shown: 0, mapped: 512 },
      { kind: 'mincore', absent: 512, mapped: 512 },
    ],
  });
});

test('what /proc shows of a copied page in a private PFN mapping (R-WK-10, R-WK-12, R-WK-13, R-WK-36)', () => {
  const run = createRun(parse('A mmap io 2 private rw remap_pfn_range mmio+0\nA write io+1\n'));
  const ok = { kind: 'ok', value: null };
  for (const step of run.play()) expect(step.outcomes).toEqual([ok, ok]);
  for (const processes of run.proc({ step: 2, bead: 99 })) {
    const [a] = processes;
    expect(a?.status).toEqual({ anon: 1, file: 0, shmem: 0 });
    expect(a?.vmas[0]).toMatchObject({
      pagemap: [null, null],
      mincore: [false, false],
      populated: 2,
      counted: 1,
      raw: 1,
      missed: [
        { kind: 'pagemap', shown: 0, mapped: 2 },
        { kind: 'mincore', absent: 2, mapped: 2 },
      ],
    });
    expect(mapsText(a!.vmas[0]!.maps)).toBe('20000000-20002000 rw-p 9f000000 device io');
    expect(a?.vmas[0]?.smaps.Rss).toBe(4);
  }
});

test('what the chart leaves out begins at a state of it and leads elsewhere (origin: mm/memory.c has each call)', () => {
  const names = FAULT_CHART.states.map(({ name }) => name);
  for (const { from, to } of FAULT_CHART.leftOut) {
    expect(names).toContain(from);
    expect(names).not.toContain(to);
  }
});
