/** The support table (origin: rules R-AR-1 to R-AR-37), and what raw words mean. */
import { describe, expect, test } from 'vitest';
import { ARCH_NAMES } from '../types.ts';
import { decodeWord } from './decode.ts';
import { ARCHES } from './index.ts';
import { SUPPORT } from './support.ts';

describe('the support table', () => {
  test('has a row for each configuration', () => {
    expect(SUPPORT.map(({ rule }) => rule)).toEqual(Array.from({ length: 36 }, (_, i) => `R-AR-${i + 1}`));
  });

  test('T-177, R-AR-37: twelve configurations have no special bit, one of them in two kinds', () => {
    const none = SUPPORT.filter(({ bit }) => bit === null).map(({ rule }) => Number(rule.slice('R-AR-'.length)));
    // arm, MIPS with RIXI, SPARC32, Alpha, m68k twice, C-SKY, Hexagon, MicroBlaze, Nios II, OpenRISC, UML, Xtensa.
    expect(none).toEqual([9, 20, 24, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]);
  });

  test('names every machine once, and says what its file says', () => {
    expect(SUPPORT.flatMap(({ machines }) => machines).sort()).toEqual([...ARCH_NAMES].sort());
    for (const row of SUPPORT) {
      const trees = [...row.levels.matchAll(/([\d ;]+?) \+ (\d+)/g)].flatMap(([, some = '', offset = '']) =>
        some.split(';').map((tree) => ({ bits: tree.trim(), offset: Number(offset) })),
      );
      for (const name of row.machines) {
        const arch = ARCHES[name];
        const bits = arch.levels.map((level) => level.bits).join(' ');
        expect(row.bit === null ? null : Number.parseInt(row.bit), name).toBe(arch.specialBit);
        // A process of s390 has only as many of the upper levels as it needs.
        expect(
          trees.some(
            (tree) =>
              tree.offset === arch.pageShift && (tree.bits === bits || (name === 's390x' && tree.bits.endsWith(bits))),
          ),
          `${name}: ${bits}`,
        ).toBe(true);
        expect(row.gupFast, name).toBe(arch.hasGupFast);
        expect(row.rawLeaves.includes('PMD'), name).toBe(arch.hasPmdPfnmap);
      }
    }
  });
});

test('T-169, T-172: what a word means (R-AR-50, R-AR-51)', () => {
  const raw = { kind: 'entry', pfn: 0x80000, write: false, dirty: false, young: true, special: true };
  expect(decodeWord(ARCHES.x86_64, 'pte', 0x80000225n).means).toMatchObject(raw);
  expect(decodeWord(ARCHES.arm64, 'pte', 0x0160000080000fc3n).means).toMatchObject(raw);
  expect(decodeWord(ARCHES.s390x, 'pte', 0x400n).means).toEqual({ kind: 'empty' });
  expect(decodeWord(ARCHES.s390x, 'pte', 0n).means).toEqual({ kind: 'absent' });
  expect(decodeWord(ARCHES.x86_64, 'pmd', 0x400067n).means).toEqual({ kind: 'table', pfn: 0x400 });
});
