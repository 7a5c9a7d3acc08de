/**
 * 64-bit SPARC, the sun4u kind, 8 KiB pages (R-AR-23, R-AR-57): arch/sparc/include/asm/pgtable_64.h, mm/init_64.c,
 * mm/fault_64.c, include/asm/shmparam_64.h. The one machine here with the special bit and without GUP-fast.
 */
import { asPfn, asPte, VM, type PteVal } from '../types.ts';
import type { Arch, Codec } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf, plainCodec } from './plainCodec.ts';

const W = 1n << 1n;
const SIDE_EFFECT = 1n << 3n;
const CACHED = 3n << 4n;
const PRESENT = 1n << 7n;
const WRITE = 1n << 8n;
const READ = 1n << 9n;
const ACCESSED = 1n << 10n;
const MODIFIED = 1n << 11n;
const EXEC = 1n << 12n;
const SPECIAL_BIT = 57;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const VALID = 1n << 63n;

const plain = plainCodec({
  fields: [
    other('G', 0, 'Belongs to every process.'),
    rights('W', 1, 'The hardware may write: set with MODIFIED where it is writable.'),
    rights('P', 2, 'For the kernel only.'),
    other('E', 3, 'Accesses have side effects: a device.'),
    other('CV', 4, 'May be cached by virtual address.'),
    other('CP', 5, 'May be cached by physical address.'),
    rights('PRESENT', 7, 'Linux: the entry maps a page.'),
    rights('WRITE', 8, 'Linux: writable.'),
    rights('READ', 9, 'Linux: readable.'),
    used('ACCESSED', 10, 'Linux: accessed.'),
    used('MODIFIED', 11, 'Linux: written.'),
    rights('EXEC', 12, 'Linux: executable.'),
    frameField(13, 30),
    other('HUGE', 56, 'Linux: a leaf one level up.'),
    specialField(SPECIAL_BIT),
    rights('VALID', 63, 'The TLB may take the entry.'),
  ],
  pfn: { bit: 13, width: 30 },
  present: PRESENT,
  protNone: (pte) => (pte & READ) === 0n,
  write: { test: WRITE },
  dirty: { test: MODIFIED },
  young: { test: ACCESSED, all: ACCESSED | VALID },
  special: SPECIAL,
  kept: ACCESSED | MODIFIED | SPECIAL | CACHED | SIDE_EFFECT,
});

const hardwareWrite = (pte: bigint): PteVal => asPte((pte & (WRITE | MODIFIED)) === (WRITE | MODIFIED) ? pte | W : pte);

const pte: Codec = {
  ...plain,
  mkwrite: (word) => hardwareWrite(word | WRITE),
  wrprotect: (word) => asPte(word & ~(WRITE | W)),
  mkdirty: (word) => hardwareWrite(word | MODIFIED),
  mkclean: (word) => asPte(word & ~(MODIFIED | W)),
  modify: (word, prot) => plain.modify(word, prot & ~(ACCESSED | CACHED)),
};

const noncached = (prot: bigint): bigint => (prot & ~CACHED) | SIDE_EFFECT;

export const sparc64: Arch = {
  name: 'sparc64',
  title: 'SPARC64',
  subtitle: '4 levels, 8 KiB pages · special bit in the PTE',
  pageShift: 13,
  entryBits: 64,
  bigEndian: true,
  userEnd: 2 ** 43,
  levels: levelsOf(13, 64, [
    { name: 'PGD', bits: 10 },
    { name: 'PUD', bits: 10 },
    { name: 'PMD', bits: 10 },
    { name: 'PT', bits: 10 },
  ]),
  specialBit: SPECIAL_BIT,
  pte,
  pmd: null,
  // A physical address, not a word of the hardware.
  tableFields: [tableField(13, 43), other('HUGE', 56, 'Clear: where it is set, the entry maps memory itself.')],
  cpu: {
    allows: (word, access) => (word & VALID) !== 0n && (access === 'read' || (word & W) !== 0n),
    mark: (word) => word,
  },
  readNeeds: VM.READ | VM.EXEC,
  vmGetPageProt(vmFlags) {
    const { none, exec, sharedWrite } = permitsOf(vmFlags);
    const base = CACHED | PRESENT | ACCESSED;
    if (none) return base;
    return base | VALID | READ | (sharedWrite ? WRITE : 0n) | (exec ? EXEC : 0n);
  },
  ...uncachedByDevmem(noncached),
  // Tables are linked by their physical addresses.
  mkTable: (pfn) => asPte(BigInt(pfn) << 13n),
  tableOf: (word) => (word === 0n ? null : asPfn(Number(word >> 13n))),
  hasGupFast: false,
  hasThp: true,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: false,
  sources: 'arch/sparc',
  trap: {
    takes: ['do_sparc64_fault'],
    forbidden: ['do_kernel_fault', 'do_fault_siginfo'],
    unmapped: ['do_kernel_fault', 'do_fault_siginfo'],
    bus: ['do_fault_siginfo'],
    vmaLock: false,
  },
  hasHwPteYoung: false,
  cacheColours: 2,
  missIsRead: true,
};
