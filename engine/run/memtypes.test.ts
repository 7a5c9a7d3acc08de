/**
 * What becomes of PAT's reservations. Origin: the recorded log of x86_64 (traces, `pat: freeing invalid memtype`), and the
 * linux-kernel thread of 25 August 2024 on the splitting of VM_PAT mappings, which tells what stays reserved.
 */
import { expect, test } from 'vitest';
import { parse } from '../language/parse.ts';
import { SCENARIOS } from '../scenario/all.ts';
import { carryAll } from '../arch/index.ts';
import { memtypeText } from '../say/memtype.ts';
import { createRun } from './run.ts';

carryAll();
const stepsOf = (text: string) => [...createRun(parse(text)).play()];

test('a mapping in pieces keeps one reservation, of which a part is left over', () => {
  const steps = stepsOf(
    'machines x86_64 arm\nA mmap bar 2 shared r remap_pfn_range mmio+0\nA mprotect bar+0 rw\nA munmap bar*\n',
  );
  const kinds = steps.map(({ memtypes }) => memtypes.map((own) => own.map(({ kind }) => kind)));
  expect(kinds).toEqual([
    [[], []],
    [['split'], []],
    [['shrunk', 'left over'], []],
  ]);
  expect(steps[2]!.log[0]).toEqual([{ kind: 'bad_memtype' }]);
  expect(memtypeText(steps[2]!.memtypes[0]![1]!)).toContain('mmio+0 is left over');
});

test('a mapping that goes as a whole, is moved or is copied at fork leaves nothing behind', () => {
  const text = `machines x86_64
A mmap bar 2 shared r remap_pfn_range mmio+0
A fork B
B exit
A mmap io 2 private rw remap_pfn_range mmio+8
A fork C
C munmap io*
A munmap io*
A munmap bar*
`;
  expect(stepsOf(text).flatMap(({ memtypes }) => memtypes.flat())).toEqual([]);
});

test('wherever the kernel complains in a built-in scenario, something is split or left over by then', () => {
  let complaints = 0;
  for (const { name, text } of SCENARIOS) {
    let odd = false;
    for (const { memtypes, log } of stepsOf(text)) {
      odd ||= memtypes.some((own) => own.length > 0);
      if (!log.some((lines) => lines.some(({ kind }) => kind === 'bad_memtype'))) continue;
      complaints++;
      expect(odd, name).toBe(true);
    }
  }
  expect(complaints).toBeGreaterThan(0);
});
