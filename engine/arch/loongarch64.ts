/**
 * LoongArch, 16 KiB pages and three levels, the layout that Kconfig proposes (R-AR-18, R-AR-57):
 * arch/loongarch/include/asm/pgtable-bits.h, pgtable.h, pgalloc.h, io.h, mm/tlbex.S, mm/cache.c, mm/fault.c, Kconfig. The
 * processor leaves walking to the kernel, as those before the 3A6000: the handlers that fill the TLB keep the marks, and `mm/`
 * sees no fault.
 */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

/** Accessed, too. */
const VALID = 1n << 0n;
/** The hardware's right to write. */
const DIRTY = 1n << 1n;
const USER = 3n << 2n;
const CACHE = 3n << 4n;
const COHERENT = 1n << 4n;
/** Of words above the last level. */
const HUGE = 1n << 6n;
const PRESENT = 1n << 7n;
const WRITE = 1n << 8n;
const MODIFIED = 1n << 9n;
const PROTNONE = 1n << 10n;
const SPECIAL_BIT = 11;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const DEVMAP = 1n << 59n;
const NO_READ = 1n << 61n;
const NO_EXEC = 1n << 62n;

const PAGE_SHIFT = 14;
const PFN = { bit: PAGE_SHIFT, width: 48 - PAGE_SHIFT };

/** Tables are linked by the kernel's addresses of them. */
const CACHED_WINDOW = 0x9000n << 48n;
const PHYSICAL = (1n << 48n) - 1n;
/**
 * An empty slot leads to a table of the kernel's image that has nothing but empty slots. Where the image has these tables differs
 * from build to build; here they lie in its first frames.
 */
const invalidTable = (frame: bigint): bigint => CACHED_WINDOW | (frame << BigInt(PAGE_SHIFT));
const INVALID_PTE_TABLE = invalidTable(0x20n);
const INVALID_PMD_TABLE = invalidTable(0x21n);

const plain = plainCodec({
  fields: [
    used('VALID', 0, 'The TLB may use the entry; Linux reads it as accessed.'),
    used('DIRTY', 1, 'The hardware may write: set with MODIFIED where it is writable.'),
    rights('PLV', 2, 'The least privileged level that may use it: 3 is user mode.', 2),
    other('MAT', 4, 'Memory type: 0 is uncached, 1 cached.', 2),
    other('GLOBAL', 6, 'Belongs to every process.'),
    rights('PRESENT', 7, 'Linux: the entry maps a page.'),
    rights('WRITE', 8, 'Linux: writable.'),
    used('MODIFIED', 9, 'Linux: written.'),
    rights('PROTNONE', 10, 'Linux: made inaccessible by PROT_NONE.'),
    specialField(SPECIAL_BIT),
    frameField(PFN.bit, PFN.width),
    other('DEVMAP', 59, 'Linux: device memory with struct pages.'),
    other('PRESENT_INVALID', 60, 'Linux: a huge page that is being split.'),
    rights('NO_READ', 61, 'No read.'),
    rights('NO_EXEC', 62, 'No execute.'),
    rights('RPLV', 63, 'For the level in PLV alone.'),
  ],
  pfn: PFN,
  present: PRESENT | PROTNONE,
  protNone: (pte) => (pte & PROTNONE) !== 0n,
  write: { test: WRITE },
  dirty: { test: DIRTY | MODIFIED },
  young: { test: VALID },
  special: SPECIAL,
  kept: MODIFIED | SPECIAL | DEVMAP | CACHE | USER,
});

const hardwareWrite = (pte: bigint): PteVal =>
  asPte((pte & (WRITE | MODIFIED)) === (WRITE | MODIFIED) ? pte | DIRTY : pte);
const modified = (pte: bigint): bigint => ((pte & DIRTY) === 0n ? pte : pte | MODIFIED);

const pte: Codec = {
  ...plain,
  mkwrite: (word) => hardwareWrite(word | WRITE),
  wrprotect: (word) => asPte(modified(word) & ~(WRITE | DIRTY)),
  mkdirty: (word) => hardwareWrite(word | MODIFIED),
  mkclean: (word) => asPte(word & ~(DIRTY | MODIFIED)),
  modify: (word, prot) => plain.modify(asPte(modified(word)), prot & ~(CACHE | USER)),
};

const noncached = (prot: bigint): bigint => prot & ~CACHE;

export const loongarch64: Arch = {
  name: 'loongarch64',
  title: 'LoongArch',
  subtitle: '3 levels, 16 KiB pages · special bit in the PTE',
  origin: 'reading',
  pageShift: PAGE_SHIFT,
  entryBits: 64,
  userEnd: 2 ** 47,
  levels: levelsOf(PAGE_SHIFT, 64, [
    { name: 'PGD', bits: 11, empty: INVALID_PMD_TABLE },
    { name: 'PMD', bits: 11, empty: INVALID_PTE_TABLE },
    { name: 'PT', bits: 11 },
  ]),
  specialBit: SPECIAL_BIT,
  pte,
  pmd: null,
  tableFields: [
    other('HUGE', 6, 'Clear: where it is set, the entry maps memory itself.'),
    tableField(PFN.bit, PFN.width),
    other('WINDOW', 48, 'The window through which the kernel sees the table: 0x9000 is cached.', 16),
  ],
  cpu: {
    allows: (word, access) =>
      (word & PRESENT) !== 0n && (access === 'read' ? (word & NO_READ) === 0n : (word & WRITE) !== 0n),
    mark: (word, access) => asPte(word | VALID | (access === 'write' ? DIRTY | MODIFIED : 0n)),
    refills: true,
  },
  readNeeds: VM.READ | VM.WRITE,
  vmGetPageProt(vmFlags) {
    const { none, exec, sharedWrite } = permitsOf(vmFlags);
    if (none) return COHERENT | USER | NO_EXEC | NO_READ | PROTNONE;
    return COHERENT | USER | VALID | PRESENT | (exec ? 0n : NO_EXEC) | (sharedWrite ? WRITE : 0n);
  },
  ...uncachedByDevmem(noncached),
  mkTable: (pfn) => asPte(CACHED_WINDOW | (BigInt(pfn) << BigInt(PAGE_SHIFT))),
  tableOf: (word) =>
    (word & HUGE) !== 0n || word === INVALID_PTE_TABLE || word === INVALID_PMD_TABLE
      ? null
      : asPfn(Number((word & PHYSICAL) >> BigInt(PAGE_SHIFT))),
  hasGupFast: true,
  hasThp: true,
  hasPmdPfnmap: false,
  hasPat: false,
  // It reaches all of memory through windows of its own, whatever an entry allows.
  physAccess: { ram: 'mapped', maps: () => 'mapped' },
  hasSecretmem: true,
  hasStrictDevmem: true,
  sources: 'arch/loongarch',
  trap: {
    takes: ['do_page_fault', '__do_page_fault'],
    forbidden: ['do_sigsegv'],
    unmapped: ['do_sigsegv'],
    bus: ['do_sigbus'],
    vmaLock: false,
    locksMm: 'lock_mm_and_find_vma',
  },
  hasHwPteYoung: false,
};
