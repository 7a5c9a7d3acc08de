/**
 * s390 (R-AR-12): arch/s390/include/asm/pgtable.h, pgalloc.h. An empty entry is not zero: the hardware's invalid bit is set.
 * A process begins with three levels; each table above them comes when an address needs it, and none of this model's does.
 */
import { asPfn, asPte, type PteVal } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { SAME_AS_RAM } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const PRESENT = 1n << 0n;
const YOUNG = 1n << 2n;
const DIRTY = 1n << 3n;
const READ = 1n << 4n;
const WRITE = 1n << 5n;
const SPECIAL_BIT = 6;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const NOEXEC = 1n << 8n;
const PROTECT = 1n << 9n;
const INVALID = 1n << 10n;
const KEPT = SPECIAL | DIRTY | YOUNG | (1n << 1n);

const TABLE_INVALID = 1n << 5n;
const TYPE_R3 = 1n << 2n;
const R3_LENGTH = 3n;

const plain = plainCodec({
  fields: [
    rights('PRESENT', 0, 'Linux: the entry maps a page.'),
    used('SOFT_DIRTY', 1, 'Linux: written since the marks were cleared, in a kernel built to track that.'),
    used('YOUNG', 2, 'Linux: accessed. The hardware entry is invalid until it is set.'),
    used('DIRTY', 3, 'Linux: written. The hardware entry is protected until it is set.'),
    rights('READ', 4, 'Linux: readable.'),
    rights('WRITE', 5, 'Linux: writable.'),
    specialField(SPECIAL_BIT),
    other('UNUSED', 7, 'Linux: the host need not keep this page of a guest.'),
    rights('NOEXEC', 8, 'No execute.'),
    rights('PROTECT', 9, 'Read-only for the hardware.'),
    rights('INVALID', 10, 'The processor may not use the entry; set in an empty one.'),
    other('LARGE', 11, 'Linux: a huge page of hugetlbfs.'),
    frameField(12, 52),
  ],
  pfn: { bit: 12, width: 52 },
  present: PRESENT,
  protNone: (pte) => (pte & (PRESENT | READ)) === PRESENT,
  write: { test: WRITE },
  dirty: { test: DIRTY },
  young: { test: YOUNG },
  special: SPECIAL,
  kept: KEPT,
});

/** The hardware's bits follow from Linux's. */
const mkyoung = (pte: bigint): PteVal => asPte((pte & READ) === 0n ? pte | YOUNG : (pte | YOUNG) & ~INVALID);
const mkdirty = (pte: bigint): PteVal => asPte((pte & WRITE) === 0n ? pte | DIRTY : (pte | DIRTY) & ~PROTECT);

const pte: Codec = {
  ...plain,
  // `mk_pte_phys()` makes every entry young.
  mk: (pfn, prot) => mkyoung(plain.mk(pfn, prot)),
  mkyoung,
  mkold: (word) => asPte((word & ~YOUNG) | INVALID),
  mkdirty,
  mkclean: (word) => asPte((word & ~DIRTY) | PROTECT),
  mkwrite: (word) => asPte((word & DIRTY) === 0n ? word | WRITE : (word | WRITE) & ~PROTECT),
  wrprotect: (word) => asPte((word & ~WRITE) | PROTECT),
  modify: (word, prot) => {
    const next = plain.modify(word, prot);
    const young = (next & YOUNG) === 0n ? next : mkyoung(next);
    return (young & DIRTY) === 0n ? young : mkdirty(young);
  },
};

export const s390x: Arch = {
  name: 's390x',
  title: 's390',
  subtitle: '3 levels, more as addresses grow · special bit in the PTE',
  pageShift: 12,
  entryBits: 64,
  bigEndian: true,
  userEnd: 2 ** 42,
  levels: levelsOf(12, 64, [
    { name: 'PUD', bits: 11, empty: TYPE_R3 | TABLE_INVALID },
    { name: 'PMD', bits: 11, empty: TABLE_INVALID },
    { name: 'PT', bits: 8, empty: INVALID },
  ]),
  specialBit: SPECIAL_BIT,
  pte,
  pmd: null,
  tableFields: [
    other('LENGTH', 0, 'How much of the table below there is: 3 is all. Clear above page tables.', 2),
    other('TYPE', 2, 'What the table that holds this word is: 0 segment table, 1 region third table.', 2),
    rights('INVALID', 5, 'There is no table; set in an empty word.'),
    other('OFFSET', 6, 'Where the table below begins.', 2),
    rights('NOEXEC', 8, 'Nothing below may be executed.'),
    rights('PROTECT', 9, 'Nothing below may be written.'),
    other('LARGE', 10, 'Clear: where it is set, the entry maps memory itself.'),
    other('HALF', 11, 'Which half of a page: a page table has 2 KiB.'),
    tableField(12, 52),
  ],
  cpu: {
    allows: (word, access) => (word & INVALID) === 0n && (access === 'read' || (word & PROTECT) === 0n),
    mark: (word) => word,
  },
  vmGetPageProt(vmFlags) {
    const { none, exec, sharedWrite } = permitsOf(vmFlags);
    const base = PRESENT | INVALID | PROTECT;
    if (none) return base;
    return base | READ | (exec ? 0n : NOEXEC) | (sharedWrite ? WRITE : 0n);
  },
  ...SAME_AS_RAM,
  mkTable: (pfn, level) => asPte((BigInt(pfn) << 12n) | (level === 0 ? TYPE_R3 | R3_LENGTH : 0n)),
  tableOf: (word) => ((word & TABLE_INVALID) !== 0n ? null : asPfn(Number(word >> 12n))),
  hasGupFast: true,
  hasThp: true,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: true,
  hasStrictDevmem: true,
  sources: 'arch/s390',
  trap: {
    takes: ['do_dat_exception', 'do_exception'],
    takesWrite: ['do_protection_exception', 'do_exception'],
    forbidden: ['handle_fault_error_nolock', 'do_sigsegv'],
    unmapped: ['handle_fault_error', 'handle_fault_error_nolock', 'do_sigsegv'],
    bus: ['do_sigbus'],
    vmaLock: true,
  },
  hasHwPteYoung: false,
  mkPteTakesDirty: true,
  zeroPages: 32,
};
