/**
 * 64-bit PowerPC with radix tables (R-AR-13, R-AR-14, R-AR-57): arch/powerpc/include/asm/book3s/64/pgtable.h, radix.h. Words are
 * shown as values; memory holds them in big-endian order.
 */
import { asPfn, asPte, VM } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const EXEC = 1n << 0n;
const WRITE = 1n << 1n;
const READ = 1n << 2n;
const PRIVILEGED = 1n << 3n;
const CACHE = 3n << 4n;
const NON_IDEMPOTENT = 2n << 4n;
const DIRTY = 1n << 7n;
const ACCESSED = 1n << 8n;
const SOFT_DIRTY = 1n << 9n;
const SPECIAL_BIT = 10;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const DEVMAP = 1n << 11n;
/** A leaf, not a table. */
const PTE = 1n << 62n;
const PRESENT = 1n << 63n;
const TOP_OF_PFN = 53;

function codec(pageShift: number): Codec {
  const pfn = { bit: pageShift, width: TOP_OF_PFN - pageShift };
  const plain = plainCodec({
    fields: [
      rights('EXEC', 0, 'Executable.'),
      rights('WRITE', 1, 'Writable.'),
      rights('READ', 2, 'Readable.'),
      rights('PRIVILEGED', 3, 'For the kernel only.'),
      other('CACHE', 4, 'Memory type.', 2),
      used('DIRTY', 7, 'Dirty: set by the processor on the first write.'),
      used('ACCESSED', 8, 'Accessed: set by the processor on first use.'),
      used('SOFT_DIRTY', 9, 'Linux: written since the marks were cleared.'),
      specialField(SPECIAL_BIT),
      other('DEVMAP', 11, 'Linux: device memory with struct pages.'),
      frameField(pfn.bit, pfn.width),
      other('PTE', 62, 'Maps a page, and is no pointer to a table.'),
      rights('PRESENT', 63, 'The processor may use the entry.'),
    ],
    pfn,
    present: PRESENT,
    protNone: (pte) => (pte & (PRESENT | EXEC | WRITE | READ)) === PRESENT,
    write: { test: WRITE },
    dirty: { test: DIRTY },
    young: { test: ACCESSED },
    special: SPECIAL,
    kept: DIRTY | ACCESSED | SPECIAL | PTE | SOFT_DIRTY | DEVMAP,
  });
  return {
    ...plain,
    mk: (frame, prot) => asPte(plain.mk(frame, prot) | PTE),
    mkwrite: (pte) => asPte(pte | READ | WRITE),
    mkdirty: (pte) => asPte(pte | DIRTY | SOFT_DIRTY),
  };
}

interface Ppc64 {
  readonly pageShift: number;
  readonly bits: number;
  readonly userEnd: number;
}

export function ppc64Arch(own: Pick<Arch, 'name' | 'title' | 'subtitle'>, { pageShift, bits, userEnd }: Ppc64): Arch {
  const levels = levelsOf(pageShift, 64, [
    { name: 'PGD', bits: 13 },
    { name: 'PUD', bits: 9 },
    { name: 'PMD', bits: 9 },
    { name: 'PT', bits },
  ]);
  const pfnMask = ((1n << BigInt(TOP_OF_PFN)) - 1n) & ~((1n << BigInt(pageShift)) - 1n);
  const noncached = (prot: bigint): bigint => (prot & ~CACHE) | NON_IDEMPOTENT;
  return {
    ...own,
    pageShift,
    entryBits: 64,
    bigEndian: true,
    userEnd,
    levels,
    specialBit: SPECIAL_BIT,
    pte: codec(pageShift),
    pmd: null,
    tableFields: [
      other('NLS', 0, 'Bits of address that the table below takes.', 5),
      tableField(pageShift, TOP_OF_PFN - pageShift),
      other('LEAF', 62, 'Clear: where it is set, the entry maps memory itself.'),
      rights('VALID', 63, 'There is a table.'),
    ],
    cpu: {
      allows: (pte, access) =>
        (pte & (PRESENT | PTE)) === (PRESENT | PTE) &&
        (pte & PRIVILEGED) === 0n &&
        (pte & (access === 'read' ? READ : WRITE)) !== 0n,
      mark: (pte, access) => asPte(pte | ACCESSED | (access === 'write' ? DIRTY : 0n)),
    },
    readNeeds: VM.READ | VM.WRITE,
    vmGetPageProt(vmFlags) {
      const { read, write, exec, sharedWrite } = permitsOf(vmFlags);
      return PRESENT | ACCESSED | (read || write ? READ : 0n) | (sharedWrite ? WRITE : 0n) | (exec ? EXEC : 0n);
    },
    ...uncachedByDevmem(noncached),
    // The low bits tell how many bits of address the table below takes.
    mkTable: (pfn, level) => asPte((BigInt(pfn) << BigInt(pageShift)) | PRESENT | BigInt(levels[level + 1]!.bits)),
    tableOf: (word) =>
      (word & (PRESENT | PTE)) === PRESENT ? asPfn(Number((word & pfnMask) >> BigInt(pageShift))) : null,
    hasGupFast: true,
    hasThp: true,
    hasPmdPfnmap: false,
    hasPat: false,
    physAccess: { ram: 'mapped', maps: (pte) => ((pte & READ) === 0n ? 'oops' : 'mapped') },
    hasSecretmem: false,
    hasStrictDevmem: true,
    sources: 'arch/powerpc',
    trap: {
      takes: ['do_page_fault', '___do_page_fault'],
      forbidden: ['bad_access'],
      unmapped: ['bad_area_nosemaphore'],
      bus: ['do_sigbus'],
      vmaLock: true,
      locksMm: 'lock_mm_and_find_vma',
    },
    hasHwPteYoung: false,
    liveSetWarning: { fn: 'set_ptes', once: false, complains: (before, after) => before !== after },
  };
}
