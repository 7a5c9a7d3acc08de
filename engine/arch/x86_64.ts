/** x86-64 with four levels (R-AR-1, R-AR-50). The special bit is bit 9, one that the hardware ignores. */
import { asPfn, asPte, VM, type Pfn, type PteVal } from '../types.ts';
import type { Arch, BitField, Codec } from './arch.ts';

const P = 1n << 0n;
const RW = 1n << 1n;
const US = 1n << 2n;
const A = 1n << 5n;
const D = 1n << 6n;
const PSE = 1n << 7n;
const PROTNONE = 1n << 8n;
const SPECIAL = 1n << 9n;
const DEVMAP = 1n << 57n;
const SAVED_DIRTY = 1n << 58n;
const NX = 1n << 63n;
const PCD = 1n << 4n;
const PFN_MASK = ((1n << 40n) - 1n) << 12n;
/** In a PMD leaf, bit 12 is the third bit of the cache mode, and the frame begins at bit 21. */
const PMD_PFN_MASK = ((1n << 31n) - 1n) << 21n;

/** Bits besides the frame that survive a change of protection (`_PAGE_CHG_MASK`). */
const KEPT = (1n << 3n) | (1n << 4n) | SPECIAL | A | D | SAVED_DIRTY | (1n << 10n) | (1n << 11n) | DEVMAP;

/** A PROT_NONE entry stores its pfn inverted, so that speculation finds no memory there (L1TF). */
const inverted = (word: bigint): boolean => word !== 0n && (word & P) === 0n;

/** Write=0 with the hardware's dirty bit would mean a shadow stack, so the mark moves to a software bit and back. */
const saveDirty = (word: bigint): bigint => {
  if ((word & RW) === 0n) return (word & D) === 0n ? word : (word & ~D) | SAVED_DIRTY;
  return (word & SAVED_DIRTY) === 0n ? word : (word & ~SAVED_DIRTY) | D;
};

const fields = (leaf: 'pte' | 'pmd'): readonly BitField[] => [
  { name: 'P', bit: 0, width: 1, help: 'Present: the processor may use the entry.' },
  { name: 'RW', bit: 1, width: 1, help: 'Writable.' },
  { name: 'US', bit: 2, width: 1, help: 'User mode may use it.' },
  { name: 'PWT', bit: 3, width: 1, help: 'Cache mode, low bit.' },
  { name: 'PCD', bit: 4, width: 1, help: 'Cache mode, high bit.' },
  { name: 'A', bit: 5, width: 1, help: 'Accessed: set by the processor on first use.' },
  { name: 'D', bit: 6, width: 1, help: 'Dirty: set by the processor on the first write.' },
  leaf === 'pte'
    ? { name: 'PAT', bit: 7, width: 1, help: 'Cache mode, third bit.' }
    : { name: 'PSE', bit: 7, width: 1, help: 'A leaf: the entry maps 2 MiB.' },
  { name: 'G', bit: 8, width: 1, help: 'Global; where P is clear: made inaccessible by PROT_NONE.' },
  { name: 'SPECIAL', bit: 9, width: 1, help: 'Linux: do not look for a struct page behind this entry.' },
  { name: 'UFFD_WP', bit: 10, width: 1, help: 'Linux: write-protected by userfaultfd.' },
  {
    name: 'SOFT_DIRTY',
    bit: 11,
    width: 1,
    help: 'Linux: written since the marks were cleared, in a kernel built to track that. This one is not.',
  },
  ...(leaf === 'pte'
    ? [{ name: 'PFN', bit: 12, width: 40, help: 'Frame number; inverted in a PROT_NONE entry.' }]
    : [
        { name: 'PAT', bit: 12, width: 1, help: 'Cache mode, third bit.' },
        {
          name: 'PFN',
          bit: 21,
          width: 31,
          help: 'Frame number without its last nine bits, which are clear; inverted in a PROT_NONE entry.',
        },
      ]),
  { name: 'DEVMAP', bit: 57, width: 1, help: 'Linux: device memory with struct pages.' },
  { name: 'SAVED_DIRTY', bit: 58, width: 1, help: 'Linux: dirty, kept here while the entry is read-only.' },
  { name: 'PKEY', bit: 59, width: 4, help: 'Protection key.' },
  { name: 'NX', bit: 63, width: 1, help: 'No execute.' },
];

const codec = (leaf: 'pte' | 'pmd'): Codec => {
  const base = leaf === 'pmd' ? PSE : 0n;
  const mask = leaf === 'pmd' ? PMD_PFN_MASK : PFN_MASK;
  /** Converts between the stored word and the one with the true pfn; it is its own inverse. */
  const plain = (word: bigint): bigint => (inverted(word) ? word ^ mask : word);
  const stored = (word: bigint): PteVal => asPte(plain(word));
  const kept = KEPT | mask;
  return {
    fields: fields(leaf),
    mk: (pfn, prot) => stored((BigInt(pfn) << 12n) | prot | base),
    pfn: (pte) => asPfn(Number((plain(pte) & mask) >> 12n)),
    present: (pte) => (pte & (P | PROTNONE)) !== 0n,
    protNone: (pte) => (pte & (P | PROTNONE)) === PROTNONE,
    write: (pte) => (pte & RW) !== 0n,
    dirty: (pte) => (pte & (D | SAVED_DIRTY)) !== 0n,
    young: (pte) => (pte & A) !== 0n,
    special: (pte) => (pte & SPECIAL) !== 0n,
    mkwrite: (pte) => asPte(saveDirty(pte | RW)),
    wrprotect: (pte) => asPte(saveDirty(pte & ~RW)),
    mkdirty: (pte) => asPte(saveDirty(pte | D)),
    mkclean: (pte) => asPte(pte & ~(D | SAVED_DIRTY)),
    mkyoung: (pte) => asPte(pte | A),
    mkold: (pte) => asPte(pte & ~A),
    mkspecial: (pte) => asPte(pte | SPECIAL),
    modify: (pte, prot) => stored(saveDirty((plain(pte) & (kept | base)) | (prot & ~kept))),
  };
};

const TABLE = P | RW | US | A | D;

export const x86_64: Arch = {
  name: 'x86_64',
  title: 'x86-64',
  subtitle: '4 levels · special bit in the PTE',
  entryBits: 64,
  levels: [
    { name: 'PGD', shift: 39, bits: 9, frames: 1 },
    { name: 'PUD', shift: 30, bits: 9, frames: 1 },
    { name: 'PMD', shift: 21, bits: 9, frames: 1 },
    { name: 'PT', shift: 12, bits: 9, frames: 1 },
  ],
  specialBit: 9,
  pte: codec('pte'),
  pmd: codec('pmd'),
  twin: null,
  cpu: {
    allows: (pte, access) => (pte & P) !== 0n && (pte & US) !== 0n && (access === 'read' || (pte & RW) !== 0n),
    mark: (pte, access) => asPte(access === 'write' ? pte | A | D : pte | A),
  },
  vmGetPageProt(vmFlags) {
    if ((vmFlags & (VM.READ | VM.WRITE | VM.EXEC)) === 0) return PROTNONE | A;
    const write = (vmFlags & VM.WRITE) !== 0 && (vmFlags & VM.SHARED) !== 0 ? RW : 0n;
    return P | US | A | write | ((vmFlags & VM.EXEC) === 0 ? NX : 0n);
  },
  // `track_pfn_insert()` and `track_pfn_remap()`: what is not RAM is UC_MINUS, whoever maps it.
  deviceProt: (prot) => prot | PCD,
  devmemProt: (prot) => prot,
  mkTable: (pfn: Pfn) => asPte((BigInt(pfn) << 12n) | TABLE),
  tableOf: (word) => ((word & P) === 0n || (word & PSE) !== 0n ? null : asPfn(Number((word & PFN_MASK) >> 12n))),
  hasGupFast: true,
  hasThp: true,
  hasPmdPfnmap: true,
  hasPat: true,
  hasIoremapProt: true,
  hasSecretmem: true,
  hasHwPteYoung: true,
};
