/** 32-bit ARM with long descriptors (R-AR-8, R-AR-53): three levels, 64-bit entries, the special bit is bit 56. */
import { asPfn, asPte, type Pfn } from '../types.ts';
import type { Arch, BitField } from './arch.ts';
import { uncachedByDevmem } from './deviceProt.ts';
import { frameField, other, rights, specialField, tableField, used } from './field.ts';
import { levelsOf } from './geometry.ts';
import { type ArmBits, armCodec, armCpu, armPageProt, armTrap } from './armCodec.ts';

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

const fields: readonly BitField[] = [
  rights('PRESENT', 0, 'The entry maps a page.', 2),
  other('MT', 2, 'Memory type.', 3),
  rights('USER', 6, 'User mode may use it.'),
  rights('AP2', 7, 'Read-only for the hardware: derived, set unless dirty and not RDONLY.'),
  other('SH', 8, 'Shareable between processors.', 2),
  used('YOUNG', 10, 'Accessed. Without it, the next access traps.'),
  other('nG', 11, 'Belongs to one process.'),
  frameField(12, 28),
  rights('PXN', 53, 'No execute for the kernel.'),
  rights('XN', 54, 'No execute.'),
  used('DIRTY', 55, 'Linux: written.'),
  specialField(SPECIAL_BIT),
  rights('NONE', 57, 'Linux: made inaccessible by PROT_NONE.'),
  rights('RDONLY', 58, 'Linux: read-only.'),
];

const TABLE = 3n;
const tableFields: readonly BitField[] = [
  rights('TYPE', 0, '3: leads to a table.', 2),
  tableField(12, 28),
  rights('PXNTable', 59, 'No execute for the kernel.'),
  rights('XNTable', 60, 'No execute.'),
  rights('APTable', 61, 'Who may use what is below.', 2),
  other('NSTable', 63, 'Not secure.'),
];

export const arm_lpae: Arch = {
  name: 'arm_lpae',
  title: 'arm, LPAE',
  subtitle: '3 levels · special bit in the PTE',
  pageShift: 12,
  entryBits: 64,
  userEnd: 0xbf000000,
  levels: levelsOf(12, 64, [
    { name: 'PGD', bits: 2 },
    { name: 'PMD', bits: 9 },
    { name: 'PT', bits: 9 },
  ]),
  specialBit: SPECIAL_BIT,
  pte: armCodec(bits, fields),
  pmd: null,
  tableFields,
  cpu: armCpu(bits),
  vmGetPageProt: armPageProt(bits),
  // Memory type 0: it becomes that of the whole VMA.
  ...uncachedByDevmem((prot) => prot & ~MT),
  mkTable: (pfn: Pfn) => asPte((BigInt(pfn) << 12n) | TABLE),
  tableOf: (word) => ((word & 3n) === TABLE ? asPfn(Number((word & bits.pfn) >> 12n)) : null),
  hasGupFast: true,
  hasThp: true,
  hasPmdPfnmap: false,
  hasPat: false,
  physAccess: null,
  hasSecretmem: false,
  hasStrictDevmem: true,
  sources: 'arch/arm',
  trap: armTrap,
  hasHwPteYoung: false,
};
