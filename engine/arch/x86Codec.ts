/**
 * Entries of x86, 64 and 32 bits wide (R-AR-1 to R-AR-4, R-AR-50): arch/x86/include/asm/pgtable_types.h, pgtable.h,
 * pgtable-invert.h. The special bit is bit 9, one that the hardware ignores.
 */
import { asPfn, asPte, VM, type Pfn, type PteVal } from '../types.ts';
import type { Arch, BitField, Codec } from './arch.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';

const P = 1n << 0n;
const RW = 1n << 1n;
const US = 1n << 2n;
const A = 1n << 5n;
const D = 1n << 6n;
const PSE = 1n << 7n;
const PROTNONE = 1n << 8n;
const SPECIAL_BIT = 9;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const DEVMAP = 1n << 57n;
const NX = 1n << 63n;
const PCD = 1n << 4n;

/** What differs between the kernels. */
export interface X86Layout {
  readonly pfnBits: number;
  /** The bit that keeps the dirty mark of an entry that is read-only. */
  readonly savedDirtyBit: number;
  /** 64-bit kernels have names for bits 57 to 63. */
  readonly long: boolean;
  /** A PROT_NONE entry stores its pfn inverted, so that speculation finds no memory there (L1TF). */
  readonly inverts: boolean;
  /**
   * NX is set where VM_EXEC is clear. PAE has the bit, but its kernel keeps protections in an `unsigned long`, which cuts
   * it off.
   */
  readonly nx: boolean;
  /** In a word of the top level everything but P and two cache modes is reserved. */
  readonly bareTop: boolean;
}

const BLOCKS = { pmd: { size: '2 MiB', bit: 21 }, pud: { size: '1 GiB', bit: 30 } } as const;
type Leaf = 'pte' | keyof typeof BLOCKS;

/** Write=0 with the hardware's dirty bit would mean a shadow stack, so the mark moves to a software bit and back. */
const saveDirty = (saved: bigint, word: bigint): bigint => {
  if ((word & RW) === 0n) return (word & D) === 0n ? word : (word & ~D) | saved;
  return (word & saved) === 0n ? word : (word & ~saved) | D;
};

const fields = (layout: X86Layout, leaf: Leaf): readonly BitField[] => {
  const stored = layout.inverts ? '; inverted in a PROT_NONE entry' : '';
  const SAVED = 'Linux: dirty, kept here while the entry is read-only.';
  return [
    rights('P', 0, 'Present: the processor may use the entry.'),
    rights('RW', 1, 'Writable.'),
    rights('US', 2, 'User mode may use it.'),
    other('PWT', 3, 'Cache mode, low bit.'),
    other('PCD', 4, 'Cache mode, high bit.'),
    used('A', 5, 'Accessed: set by the processor on first use.'),
    used('D', 6, 'Dirty: set by the processor on the first write.'),
    leaf === 'pte'
      ? other('PAT', 7, 'Cache mode, third bit.')
      : other('PSE', 7, `A leaf: the entry maps ${BLOCKS[leaf].size}.`),
    other('G', 8, 'Global; where P is clear: made inaccessible by PROT_NONE.'),
    specialField(SPECIAL_BIT),
    layout.long ? other('UFFD_WP', 10, 'Linux: write-protected by userfaultfd.') : used('SAVED_DIRTY', 10, SAVED),
    used(
      'SOFT_DIRTY',
      11,
      'Linux: written since the marks were cleared, in a kernel built to track that. This one is not.',
    ),
    ...(leaf === 'pte'
      ? [frameField(12, layout.pfnBits, `Frame number${stored}.`)]
      : [
          other('PAT', 12, 'Cache mode, third bit.'),
          frameField(
            BLOCKS[leaf].bit,
            52 - BLOCKS[leaf].bit,
            `Frame number without its last ${BLOCKS[leaf].bit - 12} bits, which are clear${stored}.`,
          ),
        ]),
    ...(layout.long
      ? [
          other('DEVMAP', 57, 'Linux: device memory with struct pages.'),
          used('SAVED_DIRTY', 58, SAVED),
          other('PKEY', 59, 'Protection key.', 4),
        ]
      : []),
    ...(layout.long || layout.pfnBits > 20 ? [rights('NX', 63, 'No execute.')] : []),
  ];
};

const tableFields = (layout: X86Layout): readonly BitField[] => [
  ...fields(layout, 'pte').slice(0, 6),
  used('D', 6, 'Set by Linux; the processor ignores it here.'),
  other('PSE', 7, 'A leaf.'),
  tableField(12, layout.pfnBits),
  ...(layout.long ? [rights('NX', 63, 'No execute.')] : []),
];

const codec = (layout: X86Layout, leaf: Leaf): Codec => {
  const saved = 1n << BigInt(layout.savedDirtyBit);
  const base = leaf === 'pte' ? 0n : PSE;
  /** In a leaf above the last level, bit 12 is the third bit of the cache mode. */
  const first = BigInt(leaf === 'pte' ? 12 : BLOCKS[leaf].bit);
  const mask = ((1n << (BigInt(12 + layout.pfnBits) - first)) - 1n) << first;
  const inverted = (word: bigint): boolean => layout.inverts && word !== 0n && (word & P) === 0n;
  /** Converts between the stored word and the one with the true pfn; it is its own inverse. */
  const plain = (word: bigint): bigint => (inverted(word) ? word ^ mask : word);
  const stored = (word: bigint): PteVal => asPte(plain(word));
  /** Bits that survive a change of protection (`_PAGE_CHG_MASK`). */
  const soft = (1n << 3n) | (1n << 4n) | (1n << 10n) | (1n << 11n) | (layout.long ? DEVMAP : 0n);
  const kept = soft | SPECIAL | A | D | saved | mask;
  return {
    fields: fields(layout, leaf),
    mk: (pfn, prot) => stored((BigInt(pfn) << 12n) | prot | base),
    pfn: (pte) => asPfn(Number((plain(pte) & mask) >> 12n)),
    present: (pte) => (pte & (P | PROTNONE)) !== 0n,
    protNone: (pte) => (pte & (P | PROTNONE)) === PROTNONE,
    write: (pte) => (pte & RW) !== 0n,
    dirty: (pte) => (pte & (D | saved)) !== 0n,
    young: (pte) => (pte & A) !== 0n,
    special: (pte) => (pte & SPECIAL) !== 0n,
    mkwrite: (pte) => asPte(saveDirty(saved, pte | RW)),
    wrprotect: (pte) => asPte(saveDirty(saved, pte & ~RW)),
    mkdirty: (pte) => asPte(saveDirty(saved, pte | D)),
    mkclean: (pte) => asPte(pte & ~(D | saved)),
    mkyoung: (pte) => asPte(pte | A),
    mkold: (pte) => asPte(pte & ~A),
    mkspecial: (pte) => asPte(pte | SPECIAL),
    modify: (pte, prot) => stored(saveDirty(saved, (plain(pte) & (kept | base)) | (prot & ~kept))),
  };
};

const TABLE = P | RW | US | A | D;

type Own = 'name' | 'title' | 'subtitle' | 'levels' | 'entryBits' | 'userEnd';

/** `huge`: PMD and PUD leaves hold raw frames (CONFIG_ARCH_SUPPORTS_PMD_PFNMAP and _PUD_PFNMAP, 64-bit kernels only). */
export const x86 = (own: Pick<Arch, Own>, layout: X86Layout, huge: boolean): Arch => ({
  ...own,
  pageShift: 12,
  specialBit: SPECIAL_BIT,
  pte: codec(layout, 'pte'),
  pmd: huge ? codec(layout, 'pmd') : null,
  ...(huge ? { pud: codec(layout, 'pud') } : {}),
  tableFields: tableFields(layout),
  cpu: {
    allows: (pte, access) => (pte & P) !== 0n && (pte & US) !== 0n && (access === 'read' || (pte & RW) !== 0n),
    mark: (pte, access) => asPte(access === 'write' ? pte | A | D : pte | A),
  },
  vmGetPageProt(vmFlags) {
    if ((vmFlags & (VM.READ | VM.WRITE | VM.EXEC)) === 0) return PROTNONE | A;
    const write = (vmFlags & VM.WRITE) !== 0 && (vmFlags & VM.SHARED) !== 0 ? RW : 0n;
    return P | US | A | write | ((vmFlags & VM.EXEC) === 0 && layout.nx ? NX : 0n);
  },
  // `track_pfn_insert()` and `track_pfn_remap()`: what is not RAM is UC_MINUS, whoever maps it.
  deviceProt: (prot) => prot | PCD,
  devmemProt: (prot) => prot,
  mkTable: (pfn: Pfn, level) => asPte((BigInt(pfn) << 12n) | (layout.bareTop && level === 0 ? P : TABLE)),
  tableOf: (word) =>
    (word & P) === 0n || (word & PSE) !== 0n
      ? null
      : asPfn(Number((word >> 12n) & ((1n << BigInt(layout.pfnBits)) - 1n))),
  hasGupFast: true,
  hasThp: true,
  hasPmdPfnmap: huge,
  hasPat: true,
  physAccess: { ram: { warning: '__ioremap_caller' }, maps: () => 'mapped' },
  hasSecretmem: true,
  hasStrictDevmem: true,
  sources: 'arch/x86',
  trap: {
    takes: ['exc_page_fault', 'do_user_addr_fault'],
    forbidden: ['bad_area_access_error'],
    unmapped: ['bad_area_nosemaphore'],
    bus: ['do_sigbus'],
    vmaLock: true,
    locksMm: 'lock_mm_and_find_vma',
  },
  hasHwPteYoung: true,
});
