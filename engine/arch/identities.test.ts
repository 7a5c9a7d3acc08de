/**
 * What the kernel's own test of page-table helpers checks at boot, in its order and under its names, and words taken apart and put together
 * again. Origin: mm/debug_vm_pgtable.c of Linux 6.12, and properties.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, seed } from '../proof/effort.ts';
import { asPfn, VM, type PteVal } from '../types.ts';
import { entryNames, hasPteSpecial, type Arch, type Codec } from './arch.ts';
import { decodeWord, encodeFields } from './decode.ts';
import { EVERY_ARCH, LEAVES } from './everyArch.fixture.ts';
import { emptyAt } from './geometry.ts';

/** The sixteen protections of a VMA, in the order of the kernel's protection map. */
const PROTS = Array.from({ length: 16 }, (_, flags) => flags);
const NONE = [0, VM.SHARED];

interface Check {
  /** As the kernel writes it, negated where it warns. */
  readonly name: string;
  readonly prots?: readonly number[];
  holds(c: Codec, pte: PteVal, arch: Arch, level: number): boolean;
}

const CHECKS: readonly Check[] = [
  // A protection is not dirty from the start.
  { name: '!pte_dirty(pte_wrprotect(pte))', holds: (c, pte) => !c.dirty(c.wrprotect(pte)) },
  { name: 'pte_young(pte_mkyoung(pte_mkold(pte)))', holds: (c, pte) => c.young(c.mkyoung(c.mkold(pte))) },
  { name: 'pte_dirty(pte_mkdirty(pte_mkclean(pte)))', holds: (c, pte) => c.dirty(c.mkdirty(c.mkclean(pte))) },
  { name: 'pte_write(pte_mkwrite(pte_wrprotect(pte)))', holds: (c, pte) => c.write(c.mkwrite(c.wrprotect(pte))) },
  { name: '!pte_young(pte_mkold(pte_mkyoung(pte)))', holds: (c, pte) => !c.young(c.mkold(c.mkyoung(pte))) },
  { name: '!pte_dirty(pte_mkclean(pte_mkdirty(pte)))', holds: (c, pte) => !c.dirty(c.mkclean(c.mkdirty(pte))) },
  { name: '!pte_write(pte_wrprotect(pte_mkwrite(pte)))', holds: (c, pte) => !c.write(c.wrprotect(c.mkwrite(pte))) },
  { name: '!pte_dirty(pte_wrprotect(pte_mkclean(pte)))', holds: (c, pte) => !c.dirty(c.wrprotect(c.mkclean(pte))) },
  { name: 'pte_dirty(pte_wrprotect(pte_mkdirty(pte)))', holds: (c, pte) => c.dirty(c.wrprotect(c.mkdirty(pte))) },
  {
    name: 'pmd_bad(pmd_mkhuge(pmd)), pmd_leaf(pmd)',
    holds: (c, pte, arch, level) => c === arch.pte || arch.tableOf(pte, level) === null,
  },
  { name: 'pte_none() of what pte_clear() leaves', holds: (c, _, arch, level) => !c.present(emptyAt(arch, level)) },
  {
    name: 'pte_special(pte_mkspecial(pte))',
    // The kernel skips it where there is no such bit.
    holds: (c, pte, arch) => c.special(c.mkspecial(pte)) === hasPteSpecial(arch),
  },
  { name: 'pte_present(pte) of PROT_NONE', prots: NONE, holds: (c, pte) => c.present(pte) },
];

describe.each(LEAVES)('%s (origin: mm/debug_vm_pgtable.c)', (_, arch, codec, level) => {
  const block = 2 ** (arch.levels[level]!.shift - arch.pageShift);
  test('every check holds of every protection and frame', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROTS), fc.nat(0xfffff), (flags, frame) => {
        const pte = codec.mk(asPfn(frame - (frame % block)), arch.vmGetPageProt(flags));
        const asked = CHECKS.filter(({ prots }) => prots?.includes(flags) ?? true);
        expect(asked.filter((check) => !check.holds(codec, pte, arch, level)).map(({ name }) => name)).toEqual([]);
      }),
      { seed: seed(20261130), numRuns: runs(2000) },
    );
  });
});

const LEVELS_OF_ALL = EVERY_ARCH.flatMap((arch) =>
  entryNames(arch).map((name, depth) => [`${arch.title} ${name}`, arch, name, depth] as const),
);

describe.each(LEVELS_OF_ALL)('%s: a word', (_, arch, name, depth) => {
  const words = fc.bigInt({ min: 0n, max: (1n << BigInt(arch.entryBits)) - 1n });

  test('is the sum of its fields and of bits that no field has (property: encode(decode(w)) = w)', () => {
    fc.assert(
      fc.property(words, (word) => {
        const { fields, unnamed } = decodeWord(arch, name, word);
        expect(encodeFields(fields) | unnamed).toBe(word);
        expect(encodeFields(fields) & unnamed).toBe(0n);
        const bits = fields.flatMap(({ bit, width }) => Array.from({ length: width }, (_bit, i) => bit + i));
        expect(new Set(bits).size).toBe(bits.length);
        expect(Math.max(...bits)).toBeLessThan(arch.entryBits);
      }),
      { seed: seed(1), numRuns: runs(500) },
    );
  });

  test('that leads to a table, and one that is empty, have names for all that they hold', () => {
    const made =
      depth === arch.levels.length - 1 ? [] : [1, 0x400, 0xffff].map((pfn) => arch.mkTable(asPfn(pfn), depth));
    for (const word of [emptyAt(arch, depth), ...made]) {
      expect(decodeWord(arch, name, word).unnamed.toString(16)).toBe('0');
    }
    for (const word of made) {
      const { means, fields } = decodeWord(arch, name, word);
      const frame = fields.find(({ kind }) => kind === 'frame');
      expect(means).toEqual({ kind: 'table', pfn: Number(frame?.value) });
    }
  });
});
