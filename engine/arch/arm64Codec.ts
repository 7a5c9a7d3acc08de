/**
 * Entries of arm64, with pages of any size (R-AR-5 to R-AR-7, R-AR-51): arch/arm64/include/asm/pgtable-prot.h,
 * pgtable-hwdef.h, pgtable.h. The special bit is bit 56, in PMD leaves too.
 */
import { asPfn, asPte, type PteVal } from '../types.ts';
import type { Arch, BitField, Codec, Cpu } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { permitsOf } from './plainCodec.ts';

const VALID = 1n << 0n;
/** A page, or in a word that leads to a table, the table; clear in a block. */
const PAGE = 1n << 1n;
const MEMORY_TYPE = 7n << 2n;
const DEVICE = 3n << 2n;
const USER = 1n << 6n;
const RDONLY = 1n << 7n;
const SH = 3n << 8n;
const AF = 1n << 10n;
/** Where VALID is clear, it means present nevertheless. */
const NG = 1n << 11n;
const GP = 1n << 50n;
/** The hardware calls it DBM. */
const WRITE = 1n << 51n;
const PXN = 1n << 53n;
const UXN = 1n << 54n;
const DIRTY = 1n << 55n;
const SPECIAL_BIT = 56;
const SPECIAL = 1n << BigInt(SPECIAL_BIT);
const OVERLAY = 7n << 60n;
/** No execute for the kernel, in a word that leads to a table. */
const TABLE_PXN = 1n << 59n;
const TOP_OF_PFN = 48;

const fields = (pageShift: number, blockShift: number, leaf: 'pte' | 'pmd'): readonly BitField[] => {
  const pfnBit = leaf === 'pte' ? pageShift : blockShift;
  return [
    rights('VALID', 0, 'The processor may use the entry.'),
    other('TYPE', 1, 'Set in a page, clear in a block.'),
    other('AttrIdx', 2, 'Memory type: 0 is normal memory, 3 a device.', 3),
    rights('USER', 6, 'User mode may use it.'),
    rights('RDONLY', 7, 'Read-only for the hardware. A writable entry has it until it is dirty.'),
    other('SH', 8, 'Shareable between processors.', 2),
    used('AF', 10, 'Accessed. Without it the next access traps, or the processor sets it.'),
    other('nG', 11, 'Belongs to one process; where VALID is clear: present nevertheless.'),
    frameField(
      pfnBit,
      TOP_OF_PFN - pfnBit,
      leaf === 'pte' ? 'Frame number.' : 'Frame number without its low bits, which are clear.',
    ),
    other('GP', 50, 'Guarded: branches may only arrive at landing pads.'),
    rights('WRITE', 51, 'Linux: writable. The hardware calls it DBM and may clear RDONLY where it is set.'),
    other('CONT', 52, 'One of a run of entries that the TLB may keep as one.'),
    rights('PXN', 53, 'No execute for the kernel.'),
    rights('UXN', 54, 'No execute for user mode.'),
    used('DIRTY', 55, 'Linux: written. An entry with WRITE and without RDONLY is dirty, too.'),
    specialField(SPECIAL_BIT),
    other('DEVMAP', 57, 'Linux: device memory with struct pages.'),
    other('UFFD_WP', 58, 'Linux: write-protected by userfaultfd.'),
    other('PO_IDX', 60, 'Permission overlay.', 3),
  ];
};

const tableFields = (pageShift: number): readonly BitField[] => [
  rights('VALID', 0, 'There is a table, or where TYPE is clear, a block.'),
  other('TYPE', 1, 'Set: leads to a table. Clear: maps a block.'),
  tableField(pageShift, TOP_OF_PFN - pageShift),
  rights('PXNTable', 59, 'Nothing below may be executed by the kernel.'),
  rights('UXNTable', 60, 'Nothing below may be executed by user mode.'),
  rights('APTable', 61, 'What user mode and writes may reach below.', 2),
  other('NSTable', 63, 'The table is not in secure memory.'),
];

const hwDirty = (pte: bigint): boolean => (pte & (WRITE | RDONLY)) === WRITE;

const mkdirty = (pte: bigint): PteVal => {
  const dirty = pte | DIRTY;
  return asPte((dirty & WRITE) === 0n ? dirty : dirty & ~RDONLY);
};

function codec(pageShift: number, blockShift: number, leaf: 'pte' | 'pmd'): Codec {
  const shift = BigInt(pageShift);
  const low = BigInt(leaf === 'pte' ? pageShift : blockShift);
  const mask = ((1n << (BigInt(TOP_OF_PFN) - low)) - 1n) << low;
  const changed = USER | PXN | UXN | RDONLY | NG | VALID | WRITE | GP | MEMORY_TYPE | OVERLAY;
  return {
    fields: fields(pageShift, blockShift, leaf),
    mk: (pfn, prot) => asPte((BigInt(pfn) << shift) | (leaf === 'pte' ? prot : prot & ~PAGE)),
    pfn: (pte) => asPfn(Number((pte & mask) >> shift)),
    present: (pte) => (pte & (VALID | NG)) !== 0n,
    protNone: (pte) => (pte & (VALID | NG | USER)) === NG && (pte & UXN) !== 0n,
    write: (pte) => (pte & WRITE) !== 0n,
    dirty: (pte) => (pte & DIRTY) !== 0n || hwDirty(pte),
    young: (pte) => (pte & AF) !== 0n,
    special: (pte) => (pte & SPECIAL) !== 0n,
    mkwrite: (pte) => asPte((pte & DIRTY) === 0n ? pte | WRITE : (pte | WRITE) & ~RDONLY),
    wrprotect: (pte) => asPte(((hwDirty(pte) ? pte | DIRTY : pte) & ~WRITE) | RDONLY),
    mkdirty,
    mkclean: (pte) => asPte((pte & ~DIRTY) | RDONLY),
    mkyoung: (pte) => asPte(pte | AF),
    mkold: (pte) => asPte(pte & ~AF),
    mkspecial: (pte) => asPte(pte | SPECIAL),
    modify: (pte, prot) => {
      const kept = hwDirty(pte) ? pte | DIRTY : pte;
      const next = (kept & ~changed) | (prot & changed);
      return (next & DIRTY) === 0n ? asPte(next) : mkdirty(next);
    },
  };
}

/** The processor keeps accessed and dirty: RDONLY is cleared by the first write to an entry with WRITE. */
const hardwareMarks: Cpu = {
  allows: (pte, access) =>
    (pte & VALID) !== 0n && (pte & USER) !== 0n && (access === 'read' || (pte & WRITE) !== 0n || (pte & RDONLY) === 0n),
  mark: (pte, access) => asPte(access === 'write' ? (pte | AF) & ~RDONLY : pte | AF),
};

const softwareMarks: Cpu = {
  allows: (pte, access) =>
    (pte & VALID) !== 0n && (pte & USER) !== 0n && (pte & AF) !== 0n && (access === 'read' || (pte & RDONLY) === 0n),
  mark: (pte) => pte,
};

const noncached = (prot: bigint): bigint => (prot & ~MEMORY_TYPE) | DEVICE | PXN | UXN;

interface Arm64 {
  readonly pageShift: number;
  readonly bits: readonly number[];
  readonly hardwareMarks: boolean;
}

const NAMES = ['PGD', 'PUD', 'PMD', 'PT'];

export function arm64Arch(own: Pick<Arch, 'name' | 'title' | 'subtitle'>, shape: Arm64): Arch {
  const { pageShift } = shape;
  const names = NAMES.filter((name) => name !== 'PUD' || shape.bits.length > 3);
  const levels = levelsOf(
    pageShift,
    64,
    shape.bits.map((bits, i) => ({ name: names[i]!, bits })),
  );
  const blockShift = levels.at(-2)!.shift;
  const pfnMask = ((1n << BigInt(TOP_OF_PFN)) - 1n) & ~((1n << BigInt(pageShift)) - 1n);
  return {
    ...own,
    pageShift,
    entryBits: 64,
    userEnd: 2 ** 48,
    levels,
    specialBit: SPECIAL_BIT,
    pte: codec(pageShift, blockShift, 'pte'),
    pmd: codec(pageShift, blockShift, 'pmd'),
    tableFields: tableFields(pageShift),
    cpu: shape.hardwareMarks ? hardwareMarks : softwareMarks,
    vmGetPageProt(vmFlags) {
      const { none, exec, sharedWrite } = permitsOf(vmFlags);
      const base = PAGE | SH | AF | NG | RDONLY | PXN;
      if (none) return base | UXN;
      return base | VALID | USER | (exec ? 0n : UXN) | (sharedWrite ? WRITE : 0n);
    },
    ...uncachedByDevmem(noncached),
    mkTable: (pfn) => asPte((BigInt(pfn) << BigInt(pageShift)) | VALID | PAGE | TABLE_PXN),
    tableOf: (word) =>
      (word & (VALID | PAGE)) === (VALID | PAGE) ? asPfn(Number((word & pfnMask) >> BigInt(pageShift))) : null,
    hasGupFast: true,
    hasThp: true,
    hasPmdPfnmap: true,
    hasPat: false,
    physAccess: {
      ram: { warning: '__ioremap_prot' },
      maps: (pte) => ((pte & USER) === 0n ? 'refused' : 'mapped'),
    },
    hasSecretmem: true,
    hasStrictDevmem: true,
    sources: 'arch/arm64',
    trap: {
      takes: ['do_mem_abort', 'do_page_fault'],
      takesWithout: { missing: 'entry', takes: ['do_mem_abort', 'do_translation_fault', 'do_page_fault'] },
      forbidden: ['arm64_force_sig_fault'],
      unmapped: ['arm64_force_sig_fault'],
      bus: ['arm64_force_sig_fault'],
      vmaLock: true,
      locksMm: 'lock_mm_and_find_vma',
    },
    hasHwPteYoung: shape.hardwareMarks,
    ...(shape.hardwareMarks ? { wantsOldPrefaulted: true } : {}),
    // `__check_safe_pte_update()`: an old entry in use must not be replaced by a young one.
    liveSetWarning: {
      fn: 'follow_page_pte',
      once: true,
      complains: (before, after) => (before & VALID) !== 0n && (before & AF) === 0n && (after & AF) !== 0n,
    },
  };
}
