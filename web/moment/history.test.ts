import { expect, test } from 'vitest';
import type { Change, Step } from '../../engine/facts.ts';
import { createRun } from '../../engine/play.ts';
import { frameChangeTexts } from '../../engine/say/index.ts';
import { SCENARIOS } from '../../engine/scenario/all.ts';
import { parse } from '../../engine/text.ts';
import { historyOf, isCut, tenseOf } from './history.ts';
import { holdersOf } from './holders.ts';

function played(text: string): { steps: Step[]; run: ReturnType<typeof createRun> } {
  const run = createRun(parse(text));
  return { steps: [run.start, ...run.play()], run };
}
const end = { step: 99, bead: 99 };

test('a page is allocated, mapped, shared at fork, left by the copy, and freed', () => {
  const { steps, run } = played(
    'machines x86_64\nA mmap m 1 private rw anon\nA write m "one"\nA fork B\nB write m "two"\nA exit\n',
  );
  const pfn = run.snapshot({ step: 2, bead: 99 }).machines[0]?.processes[0]?.vmas[0]?.entries[0]?.pfn ?? 0;
  const told = historyOf(steps, [pfn]).map(({ step, machines }) => `${step} ${machines.flat().join('; ')}`);
  const all = (step: number) => told.filter((t) => t.startsWith(`${step} `)).join('; ');
  expect(all(2)).toMatch(/allocated.*refcount 0 → 1/);
  expect(all(2)).toMatch(/mapped by m\+0 of A: writable/);
  expect(all(2)).toContain('content zeroes → "one"');
  expect(all(3)).toMatch(/mapped by m\+0 of B: read-only/);
  expect(all(3)).toMatch(/m\+0 of A: writable.* → read-only/);
  expect(all(3)).toMatch(/refcount 1 → 2.*mapcount 1 → 2/);
  expect(all(4)).toMatch(/m\+0 of B leads elsewhere now/);
  expect(all(4)).toMatch(/copied to 0x/);
  expect(all(5)).toMatch(/no longer mapped by m\+0 of A/);
  expect(all(5)).toMatch(/freed/);
});

test('a pin is recognised by its references', () => {
  const { steps, run } = played('machines x86_64\nA mmap m 1 private rw anon\nA write m\nA pin m as p\nunpin p\n');
  const pfn = run.snapshot({ step: 2, bead: 99 }).machines[0]?.processes[0]?.vmas[0]?.entries[0]?.pfn ?? 0;
  const texts = historyOf(steps, [pfn]).flatMap(({ machines }) => machines.flat());
  expect(texts).toContain('refcount 1 → 1025 (pinned)');
  expect(texts).toContain('refcount 1025 → 1 (unpinned)');
  const [machine] = run.snapshot({ step: 3, bead: 99 }).machines;
  const frame = machine?.frames.find((f) => f.pfn === pfn);
  expect(machine && frame && holdersOf(machine, frame)).toEqual({
    others: ['Held as p: 1,024 references.'],
    wrong: [],
  });
});

test('a frame inside a huge leaf has the leaf in its history (R-HP-2)', () => {
  const { steps } = played(
    'machines x86_64\nA mmap h 512 shared rw vmf_insert_pfn_pmd mmio+0\nA read h\nA munmap h*\n',
  );
  const isLeaf = (c: Change): c is Change & { kind: 'entry' } => c.kind === 'entry' && c.pages > 1;
  const leaf = steps[2]?.beads.flatMap((b) => b.machines[0]?.changes ?? []).find(isLeaf);
  expect(leaf?.pages).toBe(512);
  const first = leaf?.after?.pfn ?? 0;
  const inside = historyOf(steps, [first + 300]).map(({ step, machines }) => `${step} ${machines.flat().join()}`);
  expect(inside).toEqual([
    expect.stringMatching(/^2 mapped by h\+0 \(512 pages\) of A/),
    expect.stringMatching(/^3 no longer mapped by h\+0 \(512 pages\) of A/),
  ]);
  expect(historyOf(steps, [first + 512])).toEqual([]);
});

test('what is not recorded is known to be missing', () => {
  expect(isCut(played('machines x86_64\nA mmap m 4 private rw anon\nA write m\n').steps)).toBe(false);
  expect(
    isCut(played('machines x86_64\nA mmap m 600 private rw anon\nA madvise m* populate_write\nA munmap m*\n').steps),
  ).toBe(true);
});

test('in every built-in scenario the history of a frame adds up to its counts', () => {
  for (const { text } of SCENARIOS) {
    const { steps, run } = played(text);
    const last = run.snapshot(end.step < steps.length ? end : { step: steps.length - 1, bead: 99 });
    last.machines.forEach((machine, m) => {
      for (const { pfn, refcount, kind } of machine.frames) {
        // Frames that exist from the start have no first event.
        if (refcount === null || kind === 'table' || kind === 'zero' || kind === 'driver') continue;
        const changes = steps.flatMap((s) => s.beads.flatMap((b) => b.machines[m]?.changes ?? []));
        const last = changes.flatMap((c) => (c.kind === 'frame' && c.pfn === pfn ? [c.after.refcount] : [])).at(-1);
        if (last !== undefined) expect(last).toBe(refcount);
        for (const t of frameChangeTexts(changes, pfn)) expect(t).not.toMatch(/undefined|null/);
      }
    });
  }
});

test('a lost page has references that nothing shown accounts for', () => {
  const lost = SCENARIOS.find(({ name }) => name === 'lost-page') ?? SCENARIOS.find(({ name }) => name === 'collision');
  const { steps, run } = played(lost?.text ?? '');
  const wrong = steps.flatMap(({ step }) =>
    run.snapshot({ step, bead: 99 }).machines.flatMap((m) => m.frames.flatMap((f) => holdersOf(m, f).wrong)),
  );
  expect(wrong.some((w) => /vm_normal_page finds it in 0 entries/.test(w))).toBe(true);
});

test('an event is past, now or still to come', () => {
  const event = { step: 3, bead: 1, text: '', fn: '', machines: [] };
  const at = (step: number, bead: number) => tenseOf(event, { step, bead });
  expect([at(2, 9), at(3, 0), at(3, 1), at(3, 2), at(4, 0)]).toEqual(['later', 'later', 'now', 'past', 'past']);
});
