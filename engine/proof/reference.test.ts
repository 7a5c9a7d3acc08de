/**
 * The tests T-* that statements or a forced entry reach. Origin of every expected value: the reference's columns, in
 * terms of the scenario language (see rows/row.ts).
 */
import { afterAll, describe, expect, test } from 'vitest';
import { ADVICE } from '../language/program.ts';
import { baseOf } from '../mm/cx.ts';
import { evaluate } from '../mm/decisionTable.ts';
import { entryKey } from '../mm/entryIndex.ts';
import { gupFastTable } from '../mm/gupFast.ts';
import { ARCH_NAMES } from '../types.ts';
import { parseText, playOn, startOn } from './play.ts';
import { SECTIONS } from './rows/index.ts';
import { isForced } from './rows/row.ts';
import { runRow } from './rows/runRow.ts';
import { TABLE_ROWS, verdictOf } from './rows/tableRows.ts';

let checks = 0;
const rows = Object.values(SECTIONS).flat();
afterAll(() => {
  const tests = new Set(rows.flatMap(({ id }) => /^T-\d+/.exec(id)?.[0] ?? []));
  const forced = rows.filter(isForced).length;
  console.log(`${rows.length} rows for ${tests.size} tests T-* (${forced} with something forced), ${checks} checks`);
});

describe.each(Object.entries(SECTIONS))('%s', (_, section) => {
  test.each(section.map((row) => [row.id, row.rules.join(' '), row] as const))('%s (%s)', (_id, _rules, row) => {
    const wrong = row.machines.flatMap((machine) => {
      const result = runRow(row, machine);
      checks += result.checks;
      return result.wrong.map((why) => `${machine}: ${why}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('installers and walkers alone, as inputs of their tables', () => {
  test.each(TABLE_ROWS.map((row) => [row.id, row.rules.join(' '), row] as const))('%s (%s)', (_id, _rules, row) => {
    expect(verdictOf(row)).toBe(row.verdict);
  });
});

describe('tests that are no single row', () => {
  test('T-242: without an accessed bit of the processor, an old raw entry is marked before it is copied (R-FT-55, R-AR-59)', () => {
    const text = 'A mmap io 1 private rw remap_pfn_range mmio+0\nA fork B\nB write io+0';
    for (const name of ['arm', 'arm_lpae'] as const) {
      const { arch } = startOn(name, parseText(text)).cx;
      const entries = [...playOn(name, parseText(text))]
        .at(-1)!
        .done.beads.flatMap(({ changes }) => changes)
        .flatMap((change) => (change.kind === 'entry' ? [[change.before!, change.after!] as const] : []));
      const [marked, replaced] = entries;
      expect(arch.pte.young(marked![0])).toBe(false);
      expect(arch.pte.young(marked![1])).toBe(true);
      expect(arch.pte.pfn(marked![1])).toBe(arch.pte.pfn(marked![0]));
      expect(arch.pte.pfn(replaced![1])).not.toBe(arch.pte.pfn(replaced![0]));
    }
  });

  test('T-256: no call drops one copied page and brings the raw frame back (R-MA-13)', () => {
    const calls = [
      ...ADVICE.map((advice) => `A madvise io+3 ${advice}`),
      ...['none', 'r', 'rw'].map((prot) => `A mprotect io+3 ${prot}`),
      'A mlock io+3',
      'A munlock io+3',
      'A read io+3',
      'A mremap io+3 to io2',
      'A mremap io* pages 4',
      'A fork B',
      'kernel zap io+3 in A',
      'kernel unmap_mapping io 0',
      'kernel unmap_mapping io 0x9f003 pages 1',
      'kernel unmap_mapping io 0x9f003 pages 1 even_cows',
    ];
    const start = 'A mmap io 8 private rw remap_pfn_range mmio+0\nA write io+3';
    for (const name of ARCH_NAMES) {
      for (const call of calls) {
        const program = parseText(`${start}\n${call}\nA read io+3\nA write io+3`);
        const machine = startOn(name, program);
        for (const step of program.steps) machine.play(step);
        const raw = machine.index.get(entryKey('A', baseOf(machine.cx, 'io') + 3));
        expect(raw === null || raw.meant === 'page', `${name}: ${call}`).toBe(true);
      }
    }
  });

  test('T-269: GUP-fast asks the entry and the folio, and no VMA flag (R-GU-3)', () => {
    const asked: string[] = [];
    const input = new Proxy(
      { hasBit: true, present: true, permitted: true, special: false, refcount: 1, allowed: true, unshare: false },
      { get: (of, key) => (asked.push(String(key)), Reflect.get(of, key) as unknown) },
    );
    expect(evaluate(gupFastTable, input)).toBe('page');
    expect(asked).toEqual(['hasBit', 'present', 'permitted', 'special', 'refcount', 'allowed', 'unshare']);
  });
});

test('no two rows have the same name', () => {
  const names = rows.map(({ id }) => id);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
