/**
 * m68k with the MMU of the 68040 (R-AR-28, R-AR-55): arch/m68k/include/asm/motorola_pgtable.h, mm/motorola.c. Tables of 512,
 * 512 and 256 bytes; no special bit.
 */
import { asPfn, asPte } from '../types.ts';
import type { Arch } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const PRESENT = 1n << 0n;
const SHORT = 1n << 1n;
const RONLY = 1n << 2n;
const ACCESSED = 1n << 3n;
const DIRTY = 1n << 4n;
const CACHE = 3n << 5n;
const COPYBACK = 1n << 5n;
const NOCACHE_S = 1n << 6n;

export const m68k: Arch = {
  name: 'm68k',
  title: 'm68k',
  subtitle: '3 levels of small tables · no special bit',
  pageShift: 12,
  entryBits: 32,
  bigEndian: true,
  userEnd: 0xf0000000,
  levels: levelsOf(12, 32, [
    { name: 'PGD', bits: 7 },
    { name: 'PMD', bits: 7 },
    { name: 'PT', bits: 6 },
  ]),
  specialBit: null,
  pte: plainCodec({
    fields: [
      rights('PRESENT', 0, 'The processor may use the entry.'),
      other('SHORT', 1, 'In a word that leads to a table: a short descriptor.'),
      rights('RONLY', 2, 'Read-only; where PRESENT is clear: made inaccessible by PROT_NONE.'),
      used('ACCESSED', 3, 'Accessed: set by the processor when it walks to the entry, even if it then refuses.'),
      used('DIRTY', 4, 'Dirty: set by the processor on the first write.'),
      other('CACHE', 5, 'Cache mode.', 2),
      rights('SUPER', 7, 'For the kernel only.'),
      other('GLOBAL', 10, 'Belongs to every process.'),
      frameField(12, 20),
    ],
    pfn: { bit: 12, width: 20 },
    present: PRESENT | RONLY,
    protNone: (pte) => (pte & (PRESENT | RONLY)) === RONLY,
    write: { test: RONLY, inverse: true },
    dirty: { test: DIRTY },
    young: { test: ACCESSED },
    special: 0n,
    kept: ACCESSED | DIRTY | CACHE,
  }),
  pmd: null,
  tableFields: [
    rights('TYPE', 0, '2: leads to a table of four-byte words.', 2),
    rights('RONLY', 2, 'Nothing below may be written.'),
    used('ACCESSED', 3, 'Set by the processor when it walks through, and by Linux from the start.'),
    other('OFFSET', 8, 'A table is smaller than a page: which part of the page it is.', 4),
    tableField(12, 20),
  ],
  cpu: {
    allows: (pte, access) => (pte & PRESENT) !== 0n && (access === 'read' || (pte & RONLY) === 0n),
    mark: (pte, access) => asPte(pte | ACCESSED | (access === 'write' ? DIRTY : 0n)),
    markRefused: (pte) => ((pte & PRESENT) === 0n ? pte : asPte(pte | ACCESSED)),
  },
  vmGetPageProt(vmFlags) {
    const { none, sharedWrite } = permitsOf(vmFlags);
    const base = ACCESSED | COPYBACK;
    if (none) return base | RONLY;
    return base | PRESENT | (sharedWrite ? 0n : RONLY);
  },
  ...uncachedByDevmem((prot) => (prot & ~CACHE) | NOCACHE_S),
  mkTable: (pfn) => asPte((BigInt(pfn) << 12n) | SHORT | ACCESSED),
  tableOf: (word) => ((word & SHORT) === 0n ? null : asPfn(Number(word >> 12n))),
  hasGupFast: false,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: false,
  sources: 'arch/m68k',
  trap: {
    takes: ['do_page_fault'],
    forbidden: ['send_fault_sig'],
    unmapped: ['send_fault_sig'],
    bus: ['send_fault_sig'],
    vmaLock: false,
  },
  hasHwPteYoung: false,
};
