/**
 * Facts that are found by asking a codec. Origin: what kernels were recorded doing with the accessed mark (traces/arch), and
 * `arch_has_hw_pte_young()`, `pte_modify()` and the TLB handlers in the headers that each architecture's file names.
 */
import { expect, test } from 'vitest';
import { ARCH_NAMES, MACHINE_NAMES, type ArchName, type MachineName } from '../types.ts';
import { archOf } from './index.ts';
import { parseText, startOn } from '../proof/play.ts';
import { machineFacts } from './machineFacts.ts';

const factsOf = (name: MachineName) => machineFacts(name, archOf(name));
const those = (names: readonly ArchName[], holds: (name: ArchName) => boolean) => names.filter(holds).sort();

test('who sets the accessed mark, as the recorded kernels did', () => {
  const RECORDED = ['arm', 'arm_lpae', 'm68k', 'alpha', 'mips32', 'mips32_rixi', 'arm64', 'arm64_hwaf'] as const;
  expect(Object.fromEntries(RECORDED.map((name) => [name, factsOf(name).marks]))).toEqual({
    arm: 'fault',
    arm_lpae: 'fault',
    m68k: 'processor',
    alpha: 'fault',
    mips32: 'refill',
    mips32_rixi: 'refill',
    arm64: 'fault',
    arm64_hwaf: 'processor',
  });
  expect((['s390x', 'sparc64'] as const).map((name) => factsOf(name).marks)).toEqual(['fault', 'fault']);
  // A mark by an access that is refused: the 68040 as it walks, MIPS with RIXI by its handler.
  expect(those(ARCH_NAMES, (name) => factsOf(name).marksRefused)).toEqual(['m68k', 'mips32_rixi']);
});

test('what mprotect makes of an old entry, as the recorded kernels did', () => {
  const RECORDED = ARCH_NAMES.filter((name) => archOf(name).origin === undefined);
  expect(those(RECORDED, (name) => factsOf(name).mprotect === 'young')).toEqual([
    'alpha',
    'm68k',
    'ppc64',
    'ppc64_64k',
  ]);
  expect(those(RECORDED, (name) => factsOf(name).mprotect === 'young unless none')).toEqual([
    'riscv_sv39',
    'riscv_sv48',
    'riscv_sv57',
  ]);
});

test('what ptrace reads of /dev/mem where the mapping permits no read', () => {
  expect(factsOf('x86_64').phys).toEqual({ ram: 'refused', unreadable: 'mapped' });
  expect(factsOf('mips32').phys).toEqual({ ram: 'mapped', unreadable: 'mapped' });
  expect(factsOf('arm64').phys).toEqual({ ram: 'refused', unreadable: 'refused' });
  expect(factsOf('ppc64').phys).toEqual({ ram: 'mapped', unreadable: 'oops' });
  expect(factsOf('s390x').phys).toBeNull();
});

test('variants are kernels that do not exist', () => {
  for (const name of MACHINE_NAMES) {
    const real = ARCH_NAMES.some((arch) => arch === name);
    expect(factsOf(name).origin === 'what-if', name).toBe(!real);
  }
});

test('how each kernel finds the mapping of a fault (origin: lock_vma_under_rcu and lock_mm_and_find_vma in arch/*/mm/fault*.c)', () => {
  const called = (name: ArchName) => {
    const program = parseText('A mmap m 1 private rw anon\nA read m');
    const machine = startOn(name, program);
    for (const step of program.steps) machine.play(step);
    const calls = machine.last.beads.flatMap((bead) => bead.calls.flatMap((call) => ('fn' in call ? [call.fn] : [])));
    return calls.filter((fn) => fn === 'lock_vma_under_rcu' || fn === 'lock_mm_and_find_vma').join(' ');
  };
  const sources = (found: string) =>
    [...new Set(ARCH_NAMES.filter((name) => called(name) === found).map((name) => archOf(name).sources))].sort();
  const under = (names: string) => names.split(' ').map((name) => `arch/${name}`);
  expect(sources('lock_vma_under_rcu')).toEqual(under('arm arm64 powerpc riscv s390 x86'));
  expect(sources('lock_mm_and_find_vma')).toEqual(under('alpha loongarch mips'));
  expect(sources('')).toEqual(under('m68k sparc'));
});
