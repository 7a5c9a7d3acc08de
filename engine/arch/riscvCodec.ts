/**
 * RISC-V (R-AR-10, R-AR-11, R-AR-52): arch/riscv/include/asm/pgtable-bits.h, pgtable-64.h, pgtable-32.h, pgtable.h, mm/init.c,
 * mm/fault.c, Kconfig. The special bit is one of the two that the hardware leaves to software.
 */
import { asPfn, asPte, VM } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { SAME_AS_RAM } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const V = 1n << 0n;
const R = 1n << 1n;
const W = 1n << 2n;
const X = 1n << 3n;
const U = 1n << 4n;
/** Global; where V is clear, PROT_NONE. */
const G = 1n << 5n;
const A = 1n << 6n;
const D = 1n << 7n;
const SPECIAL_BIT = 8;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const RSW_HIGH = 1n << 9n;
const PFN_BIT = 10;

function codec(wide: boolean): Codec {
  const pfn = { bit: PFN_BIT, width: wide ? 44 : 22 };
  return plainCodec({
    fields: [
      rights('V', 0, 'Valid: the processor may use the entry.'),
      rights('R', 1, 'Readable.'),
      rights('W', 2, 'Writable.'),
      rights('X', 3, 'Executable.'),
      rights('U', 4, 'User mode may use it.'),
      other('G', 5, 'Global; where V is clear: made inaccessible by PROT_NONE.'),
      used('A', 6, 'Accessed.'),
      used('D', 7, 'Dirty.'),
      specialField(SPECIAL_BIT),
      wide
        ? other('DEVMAP', 9, 'Linux: device memory with struct pages.')
        : other('RSW', 9, 'Left to software, and not used by Linux.'),
      frameField(pfn.bit, pfn.width),
      ...(wide
        ? [
            other('PBMT', 61, 'Memory type (Svpbmt).', 2),
            other('N', 63, 'One of a run of entries that the TLB may keep as one (Svnapot).'),
          ]
        : []),
    ],
    pfn,
    present: V | G,
    protNone: (word) => (word & (V | G)) === G,
    write: { test: W },
    dirty: { test: D },
    young: { test: A },
    special: SPECIAL,
    kept: A | D | SPECIAL | RSW_HIGH,
  });
}

const tableFields = (width: number): Arch['tableFields'] => [
  rights('V', 0, 'There is a table.'),
  other('RWX', 1, 'All clear: leads to a table. Otherwise the entry maps memory itself.', 3),
  other('G', 5, 'Everything below is global.'),
  tableField(PFN_BIT, width),
];

const NAMES = ['PGD', 'P4D', 'PUD', 'PMD', 'PT'];

const WORDS = {
  wide: { entryBits: 64, bits: 9, pte: codec(true), hasThp: true },
  narrow: { entryBits: 32, bits: 10, pte: codec(false), hasThp: false },
} as const;

/** Two levels are those of the 32-bit kernel. */
export function riscv(own: Pick<Arch, 'name' | 'title' | 'subtitle' | 'origin'>, depth: 2 | 3 | 4 | 5): Arch {
  const { entryBits, bits, pte, hasThp } = depth === 2 ? WORDS.narrow : WORDS.wide;
  return {
    ...own,
    pageShift: 12,
    entryBits,
    // The 32-bit kernel needs the upper part for itself: FIXADDR_START.
    userEnd: depth === 2 ? 0x9fc00000 : 2 ** (12 + bits * depth - 1),
    levels: levelsOf(
      12,
      entryBits,
      ['PGD', ...NAMES.slice(-(depth - 1))].map((name) => ({ name, bits })),
    ),
    specialBit: SPECIAL_BIT,
    pte,
    pmd: null,
    tableFields: tableFields(entryBits === 64 ? 44 : 22),
    cpu: {
      allows: (word, access) => (word & V) !== 0n && (word & U) !== 0n && (word & (access === 'read' ? R : W)) !== 0n,
      mark: (word, access) => asPte(word | A | (access === 'write' ? D : 0n)),
    },
    readNeeds: VM.READ | VM.WRITE,
    vmGetPageProt(vmFlags) {
      const { none, read, write, exec, sharedWrite } = permitsOf(vmFlags);
      if (none) return G | R;
      return V | A | U | (read || write ? R : 0n) | (sharedWrite ? W : 0n) | (exec ? X : 0n);
    },
    // A memory type needs 64 bits and Svpbmt, which these machines lack.
    ...SAME_AS_RAM,
    mkTable: (pfn) => asPte((BigInt(pfn) << BigInt(PFN_BIT)) | V),
    tableOf: (word) => ((word & (V | R | W | X)) === V ? asPfn(Number(word >> BigInt(PFN_BIT))) : null),
    hasGupFast: true,
    hasThp,
    hasPmdPfnmap: false,
    hasPat: false,
    physAccess: null,
    hasSecretmem: true,
    hasStrictDevmem: true,
    sources: 'arch/riscv',
    trap: {
      takes: ['do_page_fault', 'handle_page_fault'],
      forbidden: ['bad_area_nosemaphore'],
      unmapped: ['bad_area_nosemaphore'],
      bus: [],
      vmaLock: true,
      locksMm: 'lock_mm_and_find_vma',
    },
    hasHwPteYoung: false,
  };
}
