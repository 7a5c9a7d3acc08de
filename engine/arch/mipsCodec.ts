/**
 * 32-bit MIPS of revision 2 and later (R-AR-20, R-AR-57): arch/mips/include/asm/pgtable-bits.h, pgtable.h, mm/cache.c,
 * mm/tlbex.c. Read and execute inhibit take the room of the special bit. The TLB is filled by software, which keeps the
 * marks; `mm/` sees no fault.
 */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { frameField, other, rights, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { plainCodec } from './plainCodec.ts';

const PRESENT = 1n << 0n;
const WRITE = 1n << 1n;
const ACCESSED = 1n << 2n;
const MODIFIED = 1n << 3n;
const NO_EXEC = 1n << 4n;
const NO_READ = 1n << 5n;
const VALID = 1n << 7n;
const DIRTY = 1n << 8n;
const CACHE = 7n << 9n;
const CACHE_DEFAULT = 2n << 9n;
/** Tables are linked by the kernel's addresses of them. */
const KSEG0 = 0x80000000n;

const plain = plainCodec({
  fields: [
    rights('PRESENT', 0, 'Linux: the entry maps a page.'),
    rights('WRITE', 1, 'Linux: writable.'),
    used('ACCESSED', 2, 'Linux: accessed.'),
    used('MODIFIED', 3, 'Linux: written.'),
    rights('NO_EXEC', 4, 'No execute.'),
    rights('NO_READ', 5, 'No read.'),
    other('GLOBAL', 6, 'Belongs to every process.'),
    rights('VALID', 7, 'The hardware may use the entry: set with ACCESSED where it is readable.'),
    rights('DIRTY', 8, 'The hardware may write: set with MODIFIED where it is writable.'),
    other('C', 9, 'Cache mode.', 3),
    frameField(12, 20),
  ],
  pfn: { bit: 12, width: 20 },
  present: PRESENT,
  // Private memory that is only writable has the same word, and no kernel option here asks.
  protNone: () => false,
  write: { test: WRITE },
  dirty: { test: MODIFIED },
  young: { test: ACCESSED },
  special: 0n,
  kept: ACCESSED | MODIFIED | CACHE,
});

/** The hardware's bits follow from Linux's. */
const mkyoung = (pte: bigint): PteVal => asPte(pte | ACCESSED | ((pte & NO_READ) === 0n ? VALID : 0n));

const pte: Codec = {
  ...plain,
  mkwrite: (word) => asPte(word | WRITE | ((word & MODIFIED) === 0n ? 0n : DIRTY)),
  wrprotect: (word) => asPte(word & ~(WRITE | DIRTY)),
  mkdirty: (word) => asPte(word | MODIFIED | ((word & WRITE) === 0n ? 0n : DIRTY)),
  mkclean: (word) => asPte(word & ~(MODIFIED | DIRTY)),
  mkyoung,
  mkold: (word) => asPte(word & ~(ACCESSED | VALID)),
  modify: (word, prot) => {
    const next = plain.modify(word, prot & ~(ACCESSED | MODIFIED | CACHE));
    return (next & ACCESSED) !== 0n && (next & NO_READ) === 0n ? asPte(next | VALID) : next;
  },
};

/** `rixi`: the processor has read and execute inhibit. */
export const mips32Arch = (own: Pick<Arch, 'name' | 'title' | 'subtitle'>, rixi: boolean): Arch => ({
  ...own,
  pageShift: 12,
  entryBits: 32,
  userEnd: 0x80000000,
  levels: levelsOf(12, 32, [
    { name: 'PGD', bits: 10 },
    { name: 'PT', bits: 10 },
  ]),
  specialBit: null,
  pte,
  pmd: null,
  // A pointer of the kernel, not a word of the hardware.
  tableFields: [
    tableField(12, 17, 'Frame of the table below.'),
    other('SEGMENT', 29, 'The part of the address space through which the kernel sees it: 4 is kseg0.', 3),
  ],
  cpu: {
    allows: (word, access) =>
      (word & PRESENT) !== 0n && (access === 'read' ? (word & NO_READ) === 0n : (word & WRITE) !== 0n),
    mark: (word, access) => asPte(word | ACCESSED | VALID | (access === 'write' ? MODIFIED | DIRTY : 0n)),
    refills: true,
    // The handler that fills the TLB looks at PRESENT only; then the processor refuses.
    ...(rixi
      ? {
          markRefused: (word: PteVal, access: 'read' | 'write') =>
            access === 'read' && (word & PRESENT) !== 0n ? asPte(word | ACCESSED | VALID) : word,
        }
      : {}),
  },
  ...(rixi ? { readNeeds: VM.READ } : {}),
  vmGetPageProt(vmFlags) {
    const read = (vmFlags & VM.READ) !== 0;
    const write = (vmFlags & VM.WRITE) !== 0 && (vmFlags & VM.SHARED) !== 0;
    const base = PRESENT | CACHE_DEFAULT | (write ? WRITE : 0n);
    if ((vmFlags & VM.EXEC) !== 0) return base;
    return base | (rixi ? NO_EXEC : 0n) | (read ? 0n : NO_READ);
  },
  deviceProt: (prot) => prot,
  devmemProt: (prot) => prot,
  mkTable: (pfn) => asPte((BigInt(pfn) << 12n) | KSEG0),
  tableOf: (word) => (word === 0n ? null : asPfn(Number((word & ~KSEG0) >> 12n))),
  hasGupFast: true,
  hasThp: false,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: { ram: 'mapped', maps: () => 'mapped' },
  hasSecretmem: false,
  hasStrictDevmem: false,
  sources: 'arch/mips',
  trap: { takes: ['do_page_fault', '__do_page_fault'], forbidden: [], unmapped: [], bus: [], vmaLock: false },
  hasHwPteYoung: false,
  swMkyoung: true,
});
