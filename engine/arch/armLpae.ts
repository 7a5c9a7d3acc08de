/** 32-bit ARM with long descriptors (R-AR-8, R-AR-53): three levels, 64-bit entries, the special bit is bit 56. */
import { asPfn, asPte, type Pfn } from '../types.ts';
import type { Arch, BitField } from './arch.ts';
import { armCodec, armCpu, armDeviceProt, armPageProt, type ArmBits } from './armCodec.ts';

/** Memory type. */
const MT = 7n << 2n;
const MT_WRITEALLOC = 7n << 2n;
const SHARED = 3n << 8n;
const NG = 1n << 11n;
/** Every entry of user space has it. Kernel: arch/arm/mm/mmu.c, `build_mem_type_table()`. */
const PXN = 1n << 53n;
const SPECIAL_BIT = 56;

const bits: ArmBits = {
  present: 3n << 0n,
  valid: 1n << 0n,
  young: 1n << 10n,
  dirty: 1n << 55n,
  rdonly: 1n << 58n,
  user: 1n << 6n,
  xn: 1n << 54n,
  none: 1n << 57n,
  special: 1n << BigInt(SPECIAL_BIT),
  pfn: ((1n << 28n) - 1n) << 12n,
  memory: MT_WRITEALLOC | SHARED | PXN,
  ap2: 1n << 7n,
  ng: NG,
};

const fields = (special: boolean): readonly BitField[] => [
  { name: 'PRESENT', bit: 0, width: 2, help: 'The entry maps a page.' },
  { name: 'MT', bit: 2, width: 3, help: 'Memory type.' },
  { name: 'USER', bit: 6, width: 1, help: 'User mode may use it.' },
  { name: 'AP2', bit: 7, width: 1, help: 'Read-only for the hardware: derived, set unless dirty and not RDONLY.' },
  { name: 'SH', bit: 8, width: 2, help: 'Shareable between processors.' },
  { name: 'YOUNG', bit: 10, width: 1, help: 'Accessed. Without it, the next access traps.' },
  { name: 'nG', bit: 11, width: 1, help: 'Belongs to one process.' },
  { name: 'PFN', bit: 12, width: 28, help: 'Frame number.' },
  { name: 'PXN', bit: 53, width: 1, help: 'No execute for the kernel.' },
  { name: 'XN', bit: 54, width: 1, help: 'No execute.' },
  { name: 'DIRTY', bit: 55, width: 1, help: 'Linux: written.' },
  ...(special
    ? [{ name: 'SPECIAL', bit: SPECIAL_BIT, width: 1, help: 'Linux: do not look for a struct page behind this entry.' }]
    : []),
  { name: 'NONE', bit: 57, width: 1, help: 'Linux: made inaccessible by PROT_NONE.' },
  { name: 'RDONLY', bit: 58, width: 1, help: 'Linux: read-only.' },
];

const TABLE = 3n;
const deviceProt = armDeviceProt(MT);

/** Builds LPAE with its special bit, or without it as a control that no real kernel is. */
const lpae = (own: Pick<Arch, 'name' | 'title' | 'subtitle'>, special: boolean): Arch => {
  const b = special ? bits : { ...bits, special: 0n };
  return {
    ...own,
    entryBits: 64,
    levels: [
      { name: 'PGD', shift: 30, bits: 2, frames: 1 },
      { name: 'PMD', shift: 21, bits: 9, frames: 1 },
      { name: 'PT', shift: 12, bits: 9, frames: 1 },
    ],
    specialBit: special ? SPECIAL_BIT : null,
    pte: armCodec(b, fields(special)),
    pmd: null,
    twin: null,
    cpu: armCpu(b),
    vmGetPageProt: armPageProt(b),
    ...deviceProt,
    mkTable: (pfn: Pfn) => asPte((BigInt(pfn) << 12n) | TABLE),
    tableOf: (word) => ((word & 3n) === TABLE ? asPfn(Number((word & bits.pfn) >> 12n)) : null),
    hasGupFast: true,
    hasThp: true,
    hasPmdPfnmap: false,
    hasPat: false,
    hasIoremapProt: false,
    hasSecretmem: false,
    hasHwPteYoung: false,
  };
};

export const armLpae = lpae(
  { name: 'arm_lpae', title: 'arm, LPAE', subtitle: '3 levels · special bit in the PTE' },
  true,
);

/** The control: LPAE without the bit. Nothing else differs, so the bit causes every difference. */
export const armLpaeNobit = lpae(
  { name: 'arm_lpae_nobit', title: 'arm, LPAE without the bit', subtitle: '3 levels · a kernel that does not exist' },
  false,
);
