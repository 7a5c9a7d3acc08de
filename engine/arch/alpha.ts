/**
 * Alpha, 8 KiB pages, three levels (R-AR-27, R-AR-56): arch/alpha/include/asm/pgtable.h, mm/init.c. There is no special bit,
 * although the word has unused ones. The frame number is the upper half; the rights are fault-on bits.
 */
import { asPfn, asPte } from '../types.ts';
import type { Arch } from './arch.ts';
import { SAME_AS_RAM } from './deviceProt.ts';
import { frameField, other, rights, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const VALID = 1n << 0n;
const FOR = 1n << 1n;
const FOW = 1n << 2n;
const FOE = 1n << 3n;
const KRE = 1n << 8n;
const URE = 1n << 9n;
const KWE = 1n << 12n;
const UWE = 1n << 13n;
const DIRTY = 1n << 17n;
const ACCESSED = 1n << 18n;
const DIRTY_BITS = DIRTY | KWE | UWE;
const ACCESS_BITS = ACCESSED | KRE | URE;
const TABLE = VALID | DIRTY_BITS | ACCESS_BITS;

export const alpha: Arch = {
  name: 'alpha',
  title: 'Alpha',
  subtitle: '3 levels, 8 KiB pages · no special bit',
  pageShift: 13,
  entryBits: 64,
  userEnd: 0x40000000000,
  levels: levelsOf(13, 64, [
    { name: 'PGD', bits: 10 },
    { name: 'PMD', bits: 10 },
    { name: 'PT', bits: 10 },
  ]),
  specialBit: null,
  pte: plainCodec({
    fields: [
      rights('VALID', 0, 'The entry maps a page.'),
      rights('FOR', 1, 'Fault on read.'),
      rights('FOW', 2, 'Fault on write.'),
      rights('FOE', 3, 'Fault on execute.'),
      other('ASM', 4, 'Belongs to every process.'),
      rights('KRE', 8, 'The kernel may read. Linux clears it in an old entry, so that the next access traps.'),
      rights('URE', 9, 'User mode may read. Linux clears it in an old entry, so that the next access traps.'),
      rights('KWE', 12, 'The kernel may write. Linux clears it in a clean entry, so that the next write traps.'),
      rights('UWE', 13, 'User mode may write. Linux clears it in a clean entry, so that the next write traps.'),
      used('DIRTY', 17, 'Linux: written.'),
      used('ACCESSED', 18, 'Linux: accessed.'),
      frameField(32, 32),
    ],
    pfn: { bit: 32, width: 32 },
    present: VALID,
    protNone: (pte) => (pte & (VALID | FOR | FOW | FOE)) === (VALID | FOR | FOW | FOE),
    write: { test: FOW, inverse: true },
    dirty: { test: DIRTY, all: DIRTY_BITS },
    young: { test: ACCESSED, all: ACCESS_BITS },
    special: 0n,
    kept: DIRTY_BITS | ACCESS_BITS,
  }),
  pmd: null,
  tableFields: [
    rights('VALID', 0, 'There is a table.'),
    rights('KRE', 8, 'The kernel may read the table.'),
    rights('URE', 9, 'User mode may read through it.'),
    rights('KWE', 12, 'The kernel may write the table.'),
    rights('UWE', 13, 'User mode may write through it.'),
    used('DIRTY', 17, 'Set by Linux from the start.'),
    used('ACCESSED', 18, 'Set by Linux from the start.'),
    tableField(32, 32),
  ],
  cpu: {
    allows: (pte, access) =>
      (pte & VALID) !== 0n &&
      (access === 'read' ? (pte & FOR) === 0n && (pte & URE) !== 0n : (pte & FOW) === 0n && (pte & UWE) !== 0n),
    mark: (pte) => pte,
  },
  vmGetPageProt(vmFlags) {
    const { none, read, write, exec, sharedWrite } = permitsOf(vmFlags);
    const base = VALID | ACCESS_BITS;
    if (none) return base | FOR | FOW | FOE;
    // Bytes are written by reading a larger unit first, so whoever may write may read.
    return base | (read || write ? 0n : FOR) | (sharedWrite ? 0n : FOW) | (exec ? 0n : FOE);
  },
  ...SAME_AS_RAM,
  mkTable: (pfn) => asPte((BigInt(pfn) << 32n) | TABLE),
  tableOf: (word) => ((word & VALID) === 0n ? null : asPfn(Number(word >> 32n))),
  hasGupFast: false,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: false,
  sources: 'arch/alpha',
  trap: {
    takes: ['do_page_fault'],
    forbidden: [],
    unmapped: [],
    bus: [],
    vmaLock: false,
    locksMm: 'lock_mm_and_find_vma',
  },
  hasHwPteYoung: false,
};
