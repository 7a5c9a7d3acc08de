// The proposal (R-PR-1 to R-PR-18): its warning, and the kernel without private PFN mappings.
import { carryAll } from '../../arch/index.ts';
import { logText } from '../../say/log.ts';
import { describe, expect, test } from 'vitest';
import { parse } from '../../language/parse.ts';
import { createRun } from '../../run/run.ts';
import { evaluate } from '../decisionTable.ts';
import { emptyWorld } from '../world.ts';
import { vmNormalPageTable } from '../vmNormalPage.ts';
import { ARCH_NAMES, VM, type MachineName } from '../../types.ts';
import type { Outcome } from '../../facts.ts';
import { beadText } from '../../say/bead.ts';
import { outcomeText } from '../../say/outcome.ts';

carryAll();
const MACHINES = ['x86_64', 'arm_lpae', 'arm'] as const satisfies readonly MachineName[];

const said = (outcome: Outcome | null | undefined): string | null => (outcome ? outcomeText(outcome) : null);

/** Plays a text on the three machines; they must agree. */
function play(rules: string, text: string) {
  const run = createRun(parse(`machines ${MACHINES.join(' ')}\nrules ${rules}\n${text}`));
  const steps = [...run.play()];
  for (const { outcomes, log, broken } of steps) {
    expect(new Set(outcomes.map(said)).size).toBe(1);
    expect(new Set(log.map((lines) => lines.map(logText).join())).size).toBe(1);
    expect(broken.flat()).toEqual([]);
  }
  return { run, steps, outcomes: steps.map((s) => said(s.outcomes[0])), log: steps.map((s) => s.log[0]?.map(logText)) };
}

const PRIVATE = 'A mmap io 4 private rw remap_pfn_range mmio+0\n';
const warning = (what: string): unknown[] => [
  expect.stringMatching(new RegExp(`^warning: private_pfnmap: ${what} replaced by`)),
];

describe('private_pfnmap=warn', () => {
  test.each([
    ['T-148, R-PR-3, R-PR-10: the first copy', `${PRIVATE}A write io+3\n`, [[], warning('A io\\+3: mmio\\+3')]],
    [
      'T-149, R-PR-10: once a boot, in whatever process',
      `${PRIVATE}A write io+3\nA write io+2\nA fork B\nB write io+1\n`,
      [[], warning('A io\\+3: mmio\\+3'), [], [], []],
    ],
    [
      'T-150, R-PR-9: a shared mapping, made writable again',
      'A mmap io 1 shared rw remap_pfn_range mmio+0\nA mprotect io r\nA mprotect io rw\nA write io\n',
      [[], [], [], []],
    ],
    [
      'R-PR-3: the zero page by remap_pfn_range is raw like any frame',
      'A mmap io 1 private rw remap_pfn_range zero\nA read io\nA write io\n',
      [[], [], warning('A io\\+0: zero')],
    ],
    [
      'R-PR-3: no PFN mapping, no warning: mixed, pages of a driver, file, anonymous',
      `A mmap x 1 private rw vmf_insert_mixed mmio+0
A write x
A mmap y 1 private rw vm_insert_page driver+4
A write y
A mmap z 1 private rw vmf_page driver+5
A write z
A mmap f 1 private rw file notes
A write f
A mmap m 1 private rw anon
A read m
A write m
`,
      Array<never[]>(11).fill([]),
    ],
  ])('%s', (_, text, expected) => {
    expect(play('private_pfnmap=warn', text).log).toEqual(expected);
  });

  test('T-286, R-PR-8: what a pinned page and a fork do is no copy of a raw page', () => {
    const text = `machines x86_64\nrules private_pfnmap=warn\n${PRIVATE}A write io+1\nA pin io+1 write fast as p\nA fork B\n`;
    const steps = [...createRun(parse(text)).play()];
    expect(steps.map(({ log }) => log[0]!.length)).toEqual([0, 1, 0, 0]);
    expect(steps[3]!.beads.map(({ fn }) => fn)).toContain('copy_present_page');
  });

  test('R-PR-10: the sentence names the mapping and the kind of fault, and the write goes on', () => {
    const { run, steps, outcomes } = play('private_pfnmap=warn', `${PRIVATE}A write io+3 "new"\nA read io+3\n`);
    const warned = steps[1]!.beads.find(({ fn }) => fn === 'pr_warn_once')!.machines[0]!;
    expect(beadText(warned, '')).toMatch(
      /a write of A at io\+3 replaced mmio\+3 .* begins at io\+0, has 4 pages and .*VM_PFNMAP/,
    );
    expect(outcomes).toEqual(['ok', 'ok', 'ok: "new"']);
    // R-PR-3: the entry and the counters are changed before the warning.
    const before = steps[1]!.beads.findIndex(({ fn }) => fn === 'pr_warn_once') - 1;
    const [a] = run.snapshot({ step: 2, bead: before }).machines[0]!.processes;
    expect(a!.rss.anon).toBe(1);
  });
});

describe('private_pfnmap=refuse', () => {
  test.each([
    ['remap_pfn_range mmio+0', 'rw', 'EINVAL'],
    ['remap_pfn_range mmio+0', 'r', 'EINVAL'],
    ['remap_pfn_range mmio+0 pages 2', 'rw', 'EINVAL'],
    ['vmf_insert_pfn mmio+0', 'rw', 'EINVAL'],
    ['vmf_insert_pfn_pmd mmio+0', 'rw', 'EINVAL'],
    ['devmem mmio+0', 'rw', 'EAGAIN'], // R-IN-67
    ['vmf_insert_mixed mmio+0', 'rw', 'ok'],
    ['vm_insert_page driver+4', 'rw', 'ok'],
  ])('T-168, R-PR-12: private %s %s is %s', (source, prot, outcome) => {
    expect(play('private_pfnmap=refuse', `A mmap io 4 private ${prot} ${source}\n`).outcomes).toEqual([outcome]);
  });

  test('T-287, R-PR-14: a part of a shared mapping is fine, and vm_pgoff stays the offset in the file', () => {
    const { run } = play('private_pfnmap=refuse', 'A mmap io 4 shared rw remap_pfn_range mmio+8 pages 2 to 1\n');
    for (const { processes } of run.snapshot({ step: 1, bead: 99 }).machines) {
      expect(processes[0]!.vmas[0]).toMatchObject({ pgoffMeans: { kind: 'page', page: 0 }, cow: false });
      expect(processes[0]!.vmas[0]!.entries.map(({ normal, linear }) => [normal, linear])).toEqual([
        [false, null],
        [false, null],
      ]);
    }
  });

  test('T-287, R-PR-13: without the bit every entry of a PFN mapping is raw, even where the rule would say otherwise', () => {
    const { map } = emptyWorld();
    const flags = VM.PFNMAP | VM.MAYREAD | VM.MAYWRITE;
    for (const pfn of [map.mmio.from, map.free.from, map.zero]) {
      for (const linear of [pfn, pfn + 1]) {
        const asked = { hasBit: false, special: false, flags, pfn, linear, map, noPrivatePfnmap: true };
        expect(evaluate(vmNormalPageTable, asked)).toBe('raw_shared');
      }
    }
  });

  test.each(ARCH_NAMES)('T-288, R-PR-16: fast and slow agree that there is no page, on %s', (machine) => {
    const text = `machines ${machine}\nrules private_pfnmap=refuse\nA mmap io 2 shared rw remap_pfn_range driver+8\nA write io\n`;
    const calls = ['gup', 'pin'].flatMap((call) =>
      ['', ' fast', ' write', ' write fast'].map((o) => `A ${call} io${o}`),
    );
    const steps = [...createRun(parse(text + calls.join('\n') + '\n')).play()];
    expect(steps.slice(2).map(({ outcomes }) => said(outcomes[0]))).toEqual(calls.map(() => 'EFAULT'));
  });
});
