/**
 * Expected rules and answers are rows of the reference (engine/proof/rows/normalPage.ts), which recorded kernels confirm.
 * Words are checked for what they must contain.
 */
import { describe, expect, test } from 'vitest';
import { NORMAL_PAGE_ROWS, REFERENCE_MACHINE, type NormalPageRow } from '../../../engine/proof/rows/normalPage.ts';
import { SCENARIOS } from '../../../engine/scenario/all.ts';
import { VM, vmFlagNames } from '../../../engine/types.ts';
import type { EntryView } from '../../../engine/facts.ts';
import { LEGEND } from '../legend.ts';
import { endOf } from '../testing.ts';
import { reasonOf } from './entry.ts';
import { explain } from './index.ts';

/** With the bit R-NP-1 to 7 speak, without it R-NP-8 to 18. */
const speaks = (rule: string, column: 'S' | 'N'): boolean => {
  const [, number] = /^R-NP-(\d+)$/.exec(rule) ?? [];
  return number !== undefined && (column === 'S' ? Number(number) <= 7 : Number(number) >= 8 && Number(number) <= 18);
};

function reasonFor({ flags, pfn, special, linear, S, N }: NormalPageRow, column: 'S' | 'N') {
  const answer = column === 'S' ? S : N;
  const entry = {
    pfn,
    special: special && column === 'S',
    normal: answer === 'page',
    bad: answer === 'NULL+BAD',
    linear: (flags & VM.PFNMAP) !== 0 ? linear : null,
    frame: pfn === REFERENCE_MACHINE.zero ? { kind: 'zero' } : null,
  } as EntryView;
  const cow = (flags & (VM.SHARED | VM.MAYWRITE)) === VM.MAYWRITE;
  return reasonOf(entry, { flags: vmFlagNames(flags), cow }, column === 'S');
}

describe('the rule that speaks about an entry', () => {
  const rows = NORMAL_PAGE_ROWS.filter(({ level }) => level === 'pte').flatMap((row) =>
    (['S', 'N'] as const).flatMap((column) => {
      const rules = row.rules.filter((rule) => speaks(rule, column));
      return rules.length > 0 ? [[row.id, column, rules, row] as const] : [];
    }),
  );
  test.each(rows)('%s, column %s: %s', (_, column, rules, row) => {
    expect(rules).toContain(reasonFor(row, column).rule);
  });
});

const COLLISION = SCENARIOS.find(({ name }) => name === 'collision')?.text ?? '';

test('an entry is explained by what it maps, what vm_normal_page says, and what follows', () => {
  const scene = endOf(COLLISION, 5);
  const on = (machine: string) => explain({ about: 'page A io 1', machine }, scene);
  // T-19: the copy landed on the frame that the linear rule predicts.
  expect(on('x86_64')).toMatchObject({ rules: ['R-NP-2'] });
  expect(on('x86_64')?.follows).toContain('vm_normal_page: a page');
  expect(on('arm')).toMatchObject({ rules: ['R-NP-11'] });
  expect(on('arm')?.follows).toMatch(/vm_normal_page: no page.*wrong .lost page/);
  expect(on('arm')?.value).toContain('no room for a special bit');
  expect(on('none')).toBeNull();
});

test('a frame counts those who map it (R-V-4, R-V-5), a table its entries, a process its pages', () => {
  const scene = endOf('A mmap m 2 private rw anon\nA write m+1\nA fork B\n');
  const on = (about: string) => explain({ about, machine: 'x86_64' }, scene);
  const a = scene.snapshot.machines[0]?.processes.find(({ name }) => name === 'A');
  const [top] = a?.tables ?? [];
  const pfn = a?.vmas[0]?.entries[0]?.pfn ?? -1;
  expect(on(`frame ${pfn}`)?.value).toMatch(/^refcount 2, mapcount 2, mapped by A:m\+1, B:m\+1/);
  expect(on(`table A ${top?.pfn}`)).toMatchObject({ name: 'PGD of process A' });
  expect(on(`table A ${top?.pfn}`)?.meaning).toContain('512 entries of 8 bytes, 4,096 bytes');
  expect(on('counters A')?.value).toBe('anon 1, file 0, shmem 0');
  expect(on('page A m 0')?.follows).toContain('do_anonymous_page');
  expect(on('mapping A m 0')?.value).toMatch(/^private, VM_/);
});

test('a raw entry counts in nothing (R-V-9)', () => {
  const scene = endOf('A mmap io 2 shared rw remap_pfn_range mmio+0\n');
  const on = (about: string) => explain({ about, machine: 'x86_64' }, scene);
  expect(on('counters A')?.follows).toContain('2 raw entries are in none of them');
  expect(on('page A io 0')?.follows).toContain('no page, nothing counted');
  const pfn = scene.snapshot.machines[0]?.processes[0]?.vmas[0]?.entries[0]?.pfn;
  expect(on(`frame ${pfn}`)?.value).toContain('no struct page');
});

test('every mark of the legend and every machine is explained in sentences', () => {
  const scene = endOf(COLLISION, 5);
  for (const id of Object.keys(LEGEND)) {
    const { meaning = '', follows = '' } = explain({ about: `mark ${id}`, machine: null }, scene) ?? {};
    for (const text of [meaning, follows]) expect(text).toMatch(/^[A-Zv].{10,}\.$/);
  }
  expect(explain({ about: 'mark special', machine: null }, scene)?.value).toMatch(/on x86-64, none on /);
  for (const { name } of scene.machines) expect(explain({ about: 'machine', machine: name }, scene)).not.toBeNull();
});
